import { describe, expect, test } from "vitest";
import { chars, image, many, paths, person, to } from "./bodies.ts";

const card = { name: { formatted_name: "Ana Díaz", first_name: "Ana" } };
const text = (body: unknown, others: object = {}) => to({ type: "text", text: { body }, ...others });
const reaction = (emoji: unknown) => to({ type: "reaction", reaction: { message_id: "wamid.A", emoji } });
const place = (latitude: unknown, longitude: unknown) => to({ type: "location", location: { latitude, longitude } });
const cards = (contacts: unknown) => to({ type: "contacts", contacts });
const group = (content: object) => ({
  messaging_product: "whatsapp",
  recipient_type: "group",
  to: "Y2FwaV9ncm91cA",
  ...content,
});
const pin = (expiration_days?: number) =>
  group({ type: "pin", pin: { type: "pin", message_id: "wamid.A", expiration_days } });

const accepted: [string, unknown][] = [
  ["a text of 4,096 characters", text(chars(4096))],
  ["a text of 4,096 emoji, each two units of a string", text("😀".repeat(4096))],
  [
    "a text without a type, which Meta reads as text",
    { messaging_product: "whatsapp", to: person, text: { body: "Hola" } },
  ],
  ["a text with a preview", to({ type: "text", text: { body: "https://shop.example", preview_url: true } })],
  ["members that are undefined", text("Hola", { context: undefined })],
  ["a caption of 1,024", to({ type: "image", image: { ...image, caption: chars(1024) } })],
  ["a document with a name", to({ type: "document", document: { id: "990011", filename: "label.pdf" } })],
  ["a voice message", to({ type: "audio", audio: { id: "990011", voice: true } })],
  ["a sticker", to({ type: "sticker", sticker: { id: "990011" } })],
  ["the poles", place(-90, 180)],
  ["degrees as text", place("19.4326", "-99.1332")],
  ["one card", cards([card])],
  ["257 cards", cards(many(257, () => card))],
  [
    "a whole card",
    cards([
      {
        name: { formatted_name: "Ana Díaz", last_name: "Díaz", prefix: "Sra." },
        phones: [{ phone: "+1 202 555 0111", wa_id: "12025550111", type: "HOME" }],
        emails: [{ email: "ana@example.com", type: "trabajo" }],
        addresses: [{ street: "Calle 1", city: "Lima", country_code: "PE" }],
        org: { company: "Tienda", title: "Dueña" },
        urls: [{ url: "https://ana.example" }],
        birthday: "2000-02-29",
      },
    ]),
  ],
  ["an emoji", reaction("👍")],
  ["an emoji with a skin tone", reaction("👍🏽")],
  ["a family, one emoji of several", reaction("👨‍👩‍👧‍👦")],
  ["a flag", reaction("🇵🇪")],
  ["a keycap", reaction("1️⃣")],
  ["a heart with its variation", reaction("❤️")],
  ["no emoji: the reaction is taken back", reaction("")],
  ["a pin for 30 days", pin(30)],
  ["an unpin", group({ type: "pin", pin: { type: "unpin", message_id: "wamid.A" } })],
  ["an image to a group", group({ type: "image", image })],
  ["a number with spaces and brackets", { ...text("Hola"), to: "+1 (202) 555-0111" }],
  ["a user id", { ...text("Hola"), to: undefined, recipient: "US.90817263544536271819" }],
  ["a parent user id", { ...text("Hola"), to: undefined, recipient: "US.ENT.90817263544536271819" }],
  ["both: Meta takes the number", { ...text("Hola"), recipient: "US.9081726354" }],
  ["a reference of 512", text("Hola", { biz_opaque_callback_data: chars(512) })],
  ["a quoted message", text("Hola", { context: { message_id: "wamid.A" } })],
  ["a category that says what is the case", text("Hola", { category: "service" })],
];

const refused: [string, unknown, string[]][] = [
  ["no message", undefined, [""]],
  ["a list", [], [""]],
  ["a text as a message", "Hola", [""]],
  ["nothing", {}, ["messaging_product", "text", "to"]],
  ["another product", { ...text("Hola"), messaging_product: "telegram" }, ["messaging_product"]],
  ["a text of 4,097 characters", text(chars(4097)), ["text.body"]],
  ["an empty text", text(""), ["text.body"]],
  ["a number as text", text(7), ["text.body"]],
  ["null as text", text(null), ["text.body"]],
  ["text that is a text", to({ type: "text", text: "Hola" }), ["text"]],
  ["a missing member", to({ type: "image" }), ["image"]],
  ["an unknown type", to({ type: "poll", poll: {} }), ["poll", "type"]],
  ["a type of Object's prototype", to({ type: "constructor" }), ["type"]],
  ["a type that is a list", to({ type: ["text"], text: { body: "x" } }), ["type"]],
  ["content of another type", text("Hola", { image }), ["image"]],
  ["an unknown member", text("Hola", { mode: "x" }), ["mode"]],
  ["an unknown member inside", to({ type: "text", text: { body: "Hola", preview: true } }), ["text.preview"]],
  ["a flag that is text", to({ type: "text", text: { body: "Hola", preview_url: "true" } }), ["text.preview_url"]],
  ["id and link", to({ type: "image", image: { ...image, id: "1" } }), ["image"]],
  ["neither id nor link", to({ type: "image", image: {} }), ["image"]],
  ["a link without a scheme", to({ type: "image", image: { link: "img.example/a.jpg" } }), ["image.link"]],
  ["a link to a file", to({ type: "image", image: { link: "file:///etc/hosts" } }), ["image.link"]],
  ["a caption of 1,025", to({ type: "video", video: { ...image, caption: chars(1025) } }), ["video.caption"]],
  ["a caption under a sound", to({ type: "audio", audio: { ...image, caption: "x" } }), ["audio.caption"]],
  ["a caption under a sticker", to({ type: "sticker", sticker: { ...image, caption: "x" } }), ["sticker.caption"]],
  ["beyond the north pole", place(90.0001, 0), ["location.latitude"]],
  ["beyond the date line", place(0, -180.5), ["location.longitude"]],
  ["words as degrees", place("north", "1e2"), ["location.latitude", "location.longitude"]],
  ["degrees that are no number", place(Number.NaN, 0), ["location.latitude"]],
  ["no degrees", to({ type: "location", location: {} }), ["location.latitude", "location.longitude"]],
  ["no cards", cards([]), ["contacts"]],
  ["258 cards", cards(many(258, () => card)), ["contacts"]],
  ["one card that is no list", cards(card), ["contacts"]],
  ["a card with one name only", cards([{ name: { formatted_name: "Ana" } }]), ["contacts[0].name"]],
  ["a card without a name", cards([card, {}]), ["contacts[1].name"]],
  ["a day that does not exist", cards([{ ...card, birthday: "2001-02-29" }]), ["contacts[0].birthday"]],
  ["a birthday turned round", cards([{ ...card, birthday: "29-02-2000" }]), ["contacts[0].birthday"]],
  ["an e-mail without an address", cards([{ ...card, emails: [{ type: "HOME" }] }]), ["contacts[0].emails[0].email"]],
  ["two emoji", reaction("👍👍"), ["reaction.emoji"]],
  ["a word", reaction("ok"), ["reaction.emoji"]],
  ["a digit", reaction("1"), ["reaction.emoji"]],
  ["an emoji and a letter", reaction("👍a"), ["reaction.emoji"]],
  ["no emoji at all", to({ type: "reaction", reaction: { message_id: "wamid.A" } }), ["reaction.emoji"]],
  ["a reaction that quotes", { ...reaction("👍"), context: { message_id: "wamid.A" } }, ["context"]],
  ["a pin for no day", pin(0), ["pin.expiration_days"]],
  ["a pin for 31 days", pin(31), ["pin.expiration_days"]],
  ["a pin without days", pin(), ["pin.expiration_days"]],
  [
    "an unpin with days",
    group({ type: "pin", pin: { type: "unpin", message_id: "A", expiration_days: 3 } }),
    ["pin.expiration_days"],
  ],
  ["a pin to a person", to({ type: "pin", pin: { type: "unpin", message_id: "A" } }), ["type"]],
  ["a place to a group", group({ type: "location", location: { latitude: 1, longitude: 1 } }), ["type"]],
  [
    "buttons to a group",
    group({
      type: "interactive",
      interactive: { type: "location_request_message", body: { text: "x" }, action: { name: "send_location" } },
    }),
    ["type"],
  ],
  ["a group that is a number", { ...group({ type: "text", text: { body: "x" } }), to: person }, ["to"]],
  ["a group by user id", { ...group({ type: "text", text: { body: "x" } }), recipient: "US.1" }, ["recipient"]],
  ["nobody", { messaging_product: "whatsapp", type: "text", text: { body: "x" } }, ["to"]],
  ["a name as number", { ...text("Hola"), to: "Ana" }, ["to"]],
  ["a number as a number", { ...text("Hola"), to: 12025550111 }, ["to"]],
  ["an empty number", { ...text("Hola"), to: "" }, ["to"]],
  ["a user id with small letters", { ...text("Hola"), to: undefined, recipient: "us.908" }, ["recipient"]],
  ["a user id of 129", { ...text("Hola"), to: undefined, recipient: `US.${"a".repeat(129)}` }, ["recipient"]],
  ["a user id without its country", { ...text("Hola"), to: undefined, recipient: "90817263" }, ["recipient"]],
  ["a reference of 513", text("Hola", { biz_opaque_callback_data: chars(513) }), ["biz_opaque_callback_data"]],
  ["a quotation of nothing", text("Hola", { context: {} }), ["context.message_id"]],
  ["another kind of recipient", text("Hola", { recipient_type: "channel" }), ["recipient_type"]],
];

describe("what can be said plainly", () => {
  test.each(accepted)("accepts %s", (_what, body) => {
    expect(paths(body)).toEqual([]);
  });
  test.each(refused)("refuses %s", (_what, body, places) => {
    expect(paths(body)).toEqual(places);
  });
});
