/**
 * What must not compile: each line after `@ts-expect-error` is a message that Meta would refuse. `npm run check:types`
 * fails when one of them compiles; messages.test.ts looks whether the checks for JavaScript callers refuse it as well.
 */
import { content } from "../../../src/graph/build/content.ts";
import { checkContent, checkSend, type SendProblem } from "../../../src/graph/check/send.ts";
import type { WireContent, WireInteractive, WireSendBody, WireTemplateSend } from "../../../src/graph/wire/messages.ts";

const base = { messaging_product: "whatsapp" } as const;
const person = { ...base, to: "+12025550111" } as const;
const user = { ...base, recipient: "US.90817263544536271819" } as const;
const group = { ...base, recipient_type: "group", to: "Y2FwaV9ncm91cA" } as const;
const image = { link: "https://img.example/a.jpg" };
const body = { text: "x" };
const link = { display_text: "Ver", url: "https://shop.example" };
const reply = { type: "reply", reply: { id: "a", title: "A" } } as const;
const linkButton = { type: "cta_url", cta_url: link } as const;
const head = { type: "text", text: "x" } as const;
const product = { catalog_id: "1", product_retailer_id: "p" };
const utility = { ...person, category: "utility" } as const;
const opens = { title: "Ver", url: "https://shop.example" };
const replies = [{ id: "a", title: "A" }];
const card = { image, link: opens };
const named = { name: "a", language: "es" };
const order = {
  body: "x",
  referenceId: "a",
  goods: "digital",
  currency: "INR",
  items: [{ name: "Té", price: 100, quantity: 1, retailerId: "t" }],
  tax: 0,
  catalogId: "1",
  payment: [{ type: "upi_intent_link", upi_intent_link: { link: "upi://pay" } }],
} as const;
const replyFirst: [typeof reply, typeof linkButton] = [reply, linkButton];
const twofold = {
  card_index: 0,
  type: "cta_url",
  header: { type: "image", image },
  action: {
    name: "cta_url",
    parameters: link,
    buttons: [{ type: "quick_reply", quick_reply: { id: "a", title: "A" } }],
  },
} as const;
const textCard = (card_index: number) => ({
  card_index,
  components: [{ type: "header" as const, parameters: [head] }],
});
const money = { type: "currency", currency: { fallback_value: "", code: "USD", amount_1000: 1 } } as const;
const template: WireTemplateSend = { name: "a", language: { code: "es" } };

type Problems = readonly SendProblem[];
const send = (message: WireSendBody): Problems => checkSend(message);
const say = (message: WireContent): Problems => checkContent(message);
const interactive = (message: WireInteractive): Problems =>
  send({ ...person, type: "interactive", interactive: message });

/** What does compile, so that the refusals below mean something. */
export const fine: Problems[] = [
  send({ ...person, type: "text", text: { body: "x", preview_url: true }, context: { message_id: "a" } }),
  send({
    ...user,
    type: "interactive",
    interactive: { type: "cta_url", body, action: { name: "cta_url", parameters: link } },
  }),
  send({ ...person, category: "service", type: "image", image }),
  send({ ...group, type: "pin", pin: { type: "pin", message_id: "a", expiration_days: 7 } }),
  send({ ...group, type: "template", template }),
  send({ ...person, type: "reaction", reaction: { message_id: "a", emoji: "" } }),
  // Meta takes the number where there are both.
  send({ ...person, recipient: "US.90817263544536271819", type: "text", text: { body: "x" } }),
  send({
    ...user,
    category: "utility",
    ttl_seconds: 60,
    direct_send_config: { template_name: "a" },
    type: "text",
    text: { body: "x" },
  }),
  send({ ...person, category: "authentication", ttl_seconds: 60, type: "text", text: { body: "x" } }),
  send({
    ...person,
    category: "utility",
    type: "interactive",
    interactive: { type: "button", body, action: { buttons: [linkButton, reply] } },
  }),
  // What builders give, wherever it may go.
  send({ ...utility, ...content.text("x") }),
  send({ ...utility, ...content.buttons({ body: "x", buttons: [{ id: "a", title: "A" }] }) }),
  send({ ...utility, ...content.ctaUrl({ body: "x", button: "Ver", url: "https://shop.example" }) }),
  send({ ...utility, ...content.mixedButtons({ body: "x", links: [opens], buttons: [] }) }),
  send({ ...utility, ...content.voiceCall({ body: "x" }) }),
  send({ ...person, ...content.text("x", { preview: true }), context: { message_id: "a" } }),
  send({ ...group, ...content.text("x") }),
  send({ ...person, ...content.template({ name: "a", language: "es", header: { text: "x", name: "y" } }) }),
];

export const recipients: Problems[] = [
  // @ts-expect-error nobody
  send({ ...base, type: "text", text: { body: "x" } }),
  // @ts-expect-error a group by user id
  send({ ...base, recipient_type: "group", recipient: "US.1", type: "text", text: { body: "x" } }),
  // @ts-expect-error a pin to a person
  send({ ...person, type: "pin", pin: { type: "unpin", message_id: "a" } }),
  // @ts-expect-error a place to a group
  send({ ...group, type: "location", location: { latitude: 1, longitude: 1 } }),
  // @ts-expect-error buttons to a group
  send({ ...group, type: "interactive", interactive: { type: "button", body, action: { buttons: [reply] } } }),
  // @ts-expect-error a reaction to a group
  send({ ...group, type: "reaction", reaction: { message_id: "a", emoji: "" } }),
];

export const contents: Problems[] = [
  // @ts-expect-error no content
  say({ type: "text" }),
  // @ts-expect-error content of another type
  say({ type: "text", image }),
  // @ts-expect-error two contents
  say({ type: "text", text: { body: "x" }, image }),
  // @ts-expect-error an unknown type
  say({ type: "poll", poll: {} }),
  // @ts-expect-error id and link
  say({ type: "image", image: { ...image, id: "1" } }),
  // @ts-expect-error neither id nor link
  say({ type: "image", image: { caption: "x" } }),
  // @ts-expect-error a caption under a sticker
  say({ type: "sticker", sticker: { ...image, caption: "x" } }),
  // @ts-expect-error a card with one name only
  say({ type: "contacts", contacts: [{ name: { formatted_name: "Ana" } }] }),
  // @ts-expect-error a pin without days
  send({ ...group, type: "pin", pin: { type: "pin", message_id: "a" } }),
  // @ts-expect-error a reaction that quotes
  send({ ...person, type: "reaction", reaction: { message_id: "a", emoji: "" }, context: { message_id: "b" } }),
];

export const interactives: Problems[] = [
  // @ts-expect-error a picture above a list
  interactive({ type: "list", header: { type: "image", image }, body, action: { button: "Ver", sections: [] } }),
  // @ts-expect-error buttons' action in a list
  interactive({ type: "list", body, action: { buttons: [reply] } }),
  // @ts-expect-error no body
  interactive({ type: "button", action: { buttons: [reply] } }),
  // @ts-expect-error links among the buttons without a category
  interactive({ type: "button", body, action: { buttons: [linkButton, reply] } }),
  // @ts-expect-error a footer under a carousel
  interactive({ type: "carousel", body, footer: body, action: { cards: [] } }),
  // @ts-expect-error products without a header
  interactive({ type: "product_list", body, action: { catalog_id: "1", sections: [] } }),
  // @ts-expect-error a header on a product
  interactive({ type: "product", header: head, action: product }),
  // @ts-expect-error a footer under a call button
  interactive({ type: "voice_call", body, footer: body, action: { name: "voice_call" } }),
  // @ts-expect-error a card with a link and replies
  interactive({ type: "carousel", body, action: { cards: [twofold, { ...twofold, card_index: 1 }] } }),
  // @ts-expect-error another kind's action
  interactive({ type: "location_request_message", body, action: { name: "cta_url" } }),
];

export const direct: Problems[] = [
  // @ts-expect-error a picture in Direct Send
  send({ ...person, category: "utility", type: "image", image }),
  // @ts-expect-error a preview in Direct Send
  send({ ...person, category: "utility", type: "text", text: { body: "x", preview_url: true } }),
  // @ts-expect-error a preview that a builder gives
  send({ ...utility, ...content.text("x", { preview: true }) }),
  // @ts-expect-error a code to a user id
  send({ ...user, category: "authentication", type: "text", text: { body: "x" } }),
  // @ts-expect-error a lifetime without a category
  send({ ...person, ttl_seconds: 60, type: "text", text: { body: "x" } }),
  // @ts-expect-error a code's template
  send({
    ...person,
    category: "authentication",
    direct_send_config: { template_name: "a" },
    type: "text",
    text: { body: "x" },
  }),
  // @ts-expect-error replies before the link
  send({ ...utility, type: "interactive", interactive: { type: "button", body, action: { buttons: replyFirst } } }),
  // @ts-expect-error a category to a group
  send({ ...group, category: "utility", type: "text", text: { body: "x" } }),
];

const fill = (components: WireTemplateSend["components"] & object): Problems =>
  say({ type: "template", template: { ...template, components } });

export const templates: Problems[] = [
  // @ts-expect-error a picture in the body
  fill([{ type: "body", parameters: [{ type: "image", image }] }]),
  // @ts-expect-error money in the header
  fill([{ type: "header", parameters: [money] }]),
  // @ts-expect-error a payload on a link
  fill([{ type: "button", sub_type: "url", index: "0", parameters: [{ type: "payload", payload: "x" }] }]),
  // @ts-expect-error a kind of button that takes nothing
  fill([{ type: "button", sub_type: "phone_number", index: "0", parameters: [] }]),
  // @ts-expect-error a text above a card
  fill([{ type: "carousel", cards: [textCard(0), textCard(1)] }]),
  // @ts-expect-error a carousel in a card
  fill([{ type: "carousel", cards: [{ card_index: 0, components: [{ type: "carousel", cards: [] }] }] }]),
];

/** What goes together is built; what is refused below differs from it in one place. */
export const built: (() => unknown)[] = [
  () => content.orderDetails({ ...order, header: { image } }),
  () => content.orderDetails({ ...order, discount: 10, discountProgram: "x" }),
  () => content.buttons({ header: { document: { ...image, filename: "a.pdf" } }, body: "x", buttons: replies }),
  () => content.mediaCarousel({ body: "x", cards: [card, card] }),
  () =>
    content.template({ ...named, header: { text: "x", name: "y" }, body: ["x"], buttons: [{ reply: "y", index: 1 }] }),
  () => content.template({ ...named, carousel: [{ header: { image } }, { header: { image } }] }),
  () => content.template({ ...named, code: "123" }),
];

export const builders: (() => unknown)[] = [
  // @ts-expect-error two headers
  () => content.buttons({ header: { image, video: image }, body: "x", buttons: replies }),
  // @ts-expect-error no header in the header
  () => content.buttons({ header: {}, body: "x", buttons: replies }),
  // @ts-expect-error a film above an order
  () => content.orderDetails({ ...order, header: { video: image } }),
  // @ts-expect-error a picture and a file above an order
  () => content.orderDetails({ ...order, header: { image, document: image } }),
  // @ts-expect-error the program of a discount that there is not
  () => content.orderDetails({ ...order, discountProgram: "x" }),
  // @ts-expect-error a flow by id and name
  () => content.flow({ body: "x", button: "Ir", id: "1", name: "a" }),
  // @ts-expect-error data with data_exchange
  () => content.flow({ body: "x", button: "Ir", id: "1", action: "data_exchange", data: { a: 1 } }),
  // @ts-expect-error a card with a link and replies
  () => content.mediaCarousel({ body: "x", cards: [card, { ...card, replies }] }),
  // @ts-expect-error a card with a picture and a film
  () => content.mediaCarousel({ body: "x", cards: [card, { ...card, video: image }] }),
  // @ts-expect-error a card without a button
  () => content.mediaCarousel({ body: "x", cards: [card, { image }] }),
  // @ts-expect-error a button that does two things
  () => content.template({ ...named, buttons: [{ url: "x", reply: "y" }] }),
  // @ts-expect-error a button that does nothing
  () => content.template({ ...named, buttons: [{ index: 1 }] }),
  // @ts-expect-error two headers of a template
  () => content.template({ ...named, header: { text: "x", image } }),
  // @ts-expect-error a picture with a parameter's name
  () => content.template({ ...named, header: { image, name: "x" } }),
  // @ts-expect-error a text above a card of a template
  () => content.template({ ...named, carousel: [{ header: { text: "x" } }, { header: { text: "x" } }] }),
  // @ts-expect-error a bare text above a card of a template
  () => content.template({ ...named, carousel: [{ header: "x" }, { header: "x" }] }),
  // @ts-expect-error a code beside values
  () => content.template({ ...named, code: "1", body: ["x"] }),
  // @ts-expect-error a code beside an offer
  () => content.template({ ...named, code: "1", limitedTimeOffer: new Date(0) }),
];
