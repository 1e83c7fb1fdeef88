import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { content } from "../../../src/graph/build/content.ts";
import { checkSend } from "../../../src/graph/check/send.ts";
import { person } from "../check/bodies.ts";

const image = { link: "https://img.example/a.jpg" };
const link = { title: "Ver", url: "https://shop.example" };

/** The place at which a builder refuses. */
function placeOf(build: () => unknown): unknown {
  try {
    build();
  } catch (error) {
    if (error instanceof InputError && error.code === "message.invalid") return error.data?.["path"];
    throw error;
  }
  return undefined;
}

describe("builders give what Meta reads", () => {
  test.each([
    ["a text", content.text("Hola", { preview: true }), { type: "text", text: { body: "Hola", preview_url: true } }],
    ["a text without options", content.text("Hola"), { type: "text", text: { body: "Hola" } }],
    ["a voice message", content.voice({ id: "1" }), { type: "audio", audio: { id: "1", voice: true } }],
    [
      "a pin",
      content.pin("wamid.A", 7),
      { type: "pin", pin: { type: "pin", message_id: "wamid.A", expiration_days: 7 } },
    ],
    ["an unpin", content.pin("wamid.A"), { type: "pin", pin: { type: "unpin", message_id: "wamid.A" } }],
    [
      "buttons",
      content.buttons({ header: "Cita", body: "¿Viene?", footer: "Gracias", buttons: [{ id: "si", title: "Sí" }] }),
      {
        type: "interactive",
        interactive: {
          type: "button",
          header: { type: "text", text: "Cita" },
          body: { text: "¿Viene?" },
          footer: { text: "Gracias" },
          action: { buttons: [{ type: "reply", reply: { id: "si", title: "Sí" } }] },
        },
      },
    ],
    [
      "links and replies",
      content.mixedButtons({ body: "x", links: [link], buttons: [{ id: "si", title: "Sí" }] }),
      {
        type: "interactive",
        interactive: {
          type: "button",
          body: { text: "x" },
          action: {
            buttons: [
              { type: "cta_url", cta_url: { display_text: "Ver", url: "https://shop.example" } },
              { type: "reply", reply: { id: "si", title: "Sí" } },
            ],
          },
        },
      },
    ],
    [
      "a flow",
      content.flow({ body: "x", id: "88", button: "Reservar", screen: "START" }),
      {
        type: "interactive",
        interactive: {
          type: "flow",
          body: { text: "x" },
          action: {
            name: "flow",
            parameters: {
              flow_message_version: "3",
              flow_id: "88",
              flow_cta: "Reservar",
              flow_action_payload: { screen: "START" },
            },
          },
        },
      },
    ],
    [
      "a carousel of pictures",
      content.mediaCarousel({
        body: "x",
        cards: [
          { image, link, body: "Azul" },
          { image, link },
        ],
      }),
      {
        type: "interactive",
        interactive: {
          type: "carousel",
          body: { text: "x" },
          action: {
            cards: [0, 1].map((card_index) => ({
              card_index,
              type: "cta_url",
              header: { type: "image", image },
              ...(card_index === 0 ? { body: { text: "Azul" } } : {}),
              action: { name: "cta_url", parameters: { display_text: "Ver", url: "https://shop.example" } },
            })),
          },
        },
      },
    ],
    [
      "a template with values in their order",
      content.template({
        name: "aviso",
        language: "es",
        header: { image },
        body: ["Ana", "F-77"],
        buttons: [{ url: "F-77" }, { reply: "BAJA" }],
      }),
      {
        type: "template",
        template: {
          name: "aviso",
          language: { code: "es" },
          components: [
            { type: "header", parameters: [{ type: "image", image }] },
            {
              type: "body",
              parameters: [
                { type: "text", text: "Ana" },
                { type: "text", text: "F-77" },
              ],
            },
            { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "F-77" }] },
            { type: "button", sub_type: "quick_reply", index: "1", parameters: [{ type: "payload", payload: "BAJA" }] },
          ],
        },
      },
    ],
    [
      "a template with values by name, and a button further on",
      content.template({
        name: "aviso",
        language: "es",
        header: { text: "Ana", name: "quien" },
        body: { nombre: "Ana" },
        buttons: [{ index: 2, coupon: "VERANO" }],
      }),
      {
        type: "template",
        template: {
          name: "aviso",
          language: { code: "es" },
          components: [
            { type: "header", parameters: [{ type: "text", parameter_name: "quien", text: "Ana" }] },
            { type: "body", parameters: [{ type: "text", parameter_name: "nombre", text: "Ana" }] },
            {
              type: "button",
              sub_type: "copy_code",
              index: "2",
              parameters: [{ type: "coupon_code", coupon_code: "VERANO" }],
            },
          ],
        },
      },
    ],
    [
      "a code, in the body and in the button",
      content.template({ name: "codigo", language: "es", code: "471102" }),
      {
        type: "template",
        template: {
          name: "codigo",
          language: { code: "es" },
          components: [
            { type: "body", parameters: [{ type: "text", text: "471102" }] },
            { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "471102" }] },
          ],
        },
      },
    ],
    [
      "a template that takes nothing",
      content.template({ name: "hola", language: "es" }),
      { type: "template", template: { name: "hola", language: { code: "es" } } },
    ],
    [
      "an offer in a carousel",
      content.template({
        name: "oferta",
        language: "pt_BR",
        limitedTimeOffer: new Date(1_800_000_000_000),
        carousel: [
          { header: { image }, body: ["a"] },
          { header: { image }, body: ["b"] },
        ],
      }).template.components,
      [
        {
          type: "limited_time_offer",
          parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms: 1_800_000_000_000 } }],
        },
        {
          type: "carousel",
          cards: ["a", "b"].map((text, card_index) => ({
            card_index,
            components: [
              { type: "header", parameters: [{ type: "image", image }] },
              { type: "body", parameters: [{ type: "text", text }] },
            ],
          })),
        },
      ],
    ],
  ] as [string, unknown, unknown][])("%s", (_what, made, wanted) => {
    expect(made).toEqual(wanted);
  });

  test("an order's sums are worked out", () => {
    const { interactive } = content.orderDetails({
      body: "Su pedido",
      referenceId: "A-1",
      goods: "physical",
      currency: "BRL",
      paymentType: "br",
      payment: [{ type: "payment_link", payment_link: { uri: "https://pay.example/a" } }],
      items: [
        { name: "Bolo", price: 5000, quantity: 2 },
        { name: "Café", price: 900, salePrice: 700, quantity: 3 },
      ],
      tax: 500,
      shipping: { amount: 700, description: "Motoboy" },
      discount: 1200,
    });
    expect(interactive.action.parameters).toMatchObject({
      type: "physical-goods",
      total_amount: { value: 12_100, offset: 100 },
      order: {
        subtotal: { value: 12_100, offset: 100 },
        shipping: { value: 700, offset: 100, description: "Motoboy" },
        items: [{ name: "Bolo" }, { amount: { value: 900 }, sale_amount: { value: 700 } }],
      },
    });
  });
});

/** One of each kind, for what must hold for all. */
const everyKind: [string, object][] = Object.entries({
  image: content.image({ ...image, caption: "Azul" }),
  video: content.video({ id: "1" }),
  document: content.document({ id: "1", filename: "a.pdf" }),
  audio: content.audio({ id: "1" }),
  sticker: content.sticker({ id: "1" }),
  location: content.location({ latitude: 19.4, longitude: -99.1, name: "Tienda" }),
  contacts: content.contacts([{ name: { formatted_name: "Ana Díaz", first_name: "Ana" } }]),
  reaction: content.reaction("wamid.A", "👍"),
  list: content.list({ header: "Hoy", body: "x", button: "Ver", sections: [{ rows: [{ id: "a", title: "A" }] }] }),
  ctaUrl: content.ctaUrl({
    header: { document: { id: "1", filename: "a.pdf" } },
    body: "x",
    button: "Ver",
    url: link.url,
  }),
  product: content.product({ catalogId: "1", productId: "p" }),
  productList: content.productList({
    catalogId: "1",
    header: "Hoy",
    body: "x",
    sections: [{ title: "A", productIds: ["p"] }],
  }),
  catalog: content.catalog({ body: "x", thumbnailProductId: "p" }),
  repliesCarousel: content.mediaCarousel({
    body: "x",
    cards: ["a", "b"].map((id) => ({ video: { id }, replies: [{ id, title: id }] })),
  }),
  productCarousel: content.productCarousel({ catalogId: "1", body: "x", productIds: ["p", "q"] }),
  locationRequest: content.locationRequest("¿Dónde está?"),
  addressRequest: content.addressRequest({ body: "x", country: "IN", saved: [{ id: "a", value: { city: "Pune" } }] }),
  orderStatus: content.orderStatus({
    body: "x",
    referenceId: "A",
    status: "shipped",
    payment: { status: "captured", at: new Date(0) },
  }),
  callPermissionRequest: content.callPermissionRequest(),
  voiceCall: content.voiceCall({ body: "x", minutes: 60 }),
  contactRequest: content.contactRequest({ body: "x" }),
  manyButtons: content.template({
    name: "a",
    language: "es",
    header: { product: { id: "p", catalogId: "1" } },
    buttons: [
      { flow: { token: "t" } },
      { catalog: { thumbnailProductId: "p" } },
      {
        products: {
          thumbnailProductId: "p",
          sections: [{ title: "A", product_items: [{ product_retailer_id: "p" }] }],
        },
      },
      { call: { minutes: 5, payload: "x" } },
    ],
    tapTarget: link,
  }),
});

describe("builders and checks agree", () => {
  test.each(everyKind)("%s is a whole message with a recipient", (kind, made) => {
    // Meta asks people in India only for their address.
    const to = kind === "addressRequest" ? "+910000000000" : person;
    expect(checkSend({ messaging_product: "whatsapp", to, ...made })).toEqual([]);
  });

  test("every kind that has a builder was tried", () => {
    const tried = new Set(everyKind.map(([kind]) => kind));
    const elsewhere = [
      "text",
      "voice",
      "buttons",
      "mixedButtons",
      "flow",
      "mediaCarousel",
      "orderDetails",
      "pin",
      "template",
    ];
    expect(Object.keys(content).filter((kind) => !tried.has(kind) && !elsewhere.includes(kind))).toEqual([]);
  });
});

describe("builders refuse what Meta would refuse, with its place in Meta's spelling", () => {
  const untyped = content as unknown as Record<string, (...given: unknown[]) => unknown>;
  test.each([
    [
      "a long title",
      () =>
        content.buttons({
          body: "x",
          buttons: [
            { id: "a", title: "a" },
            { id: "b", title: "b".repeat(21) },
          ],
        }),
      "interactive.action.buttons[1].reply.title",
    ],
    [
      "cards that differ",
      () =>
        content.mediaCarousel({
          body: "x",
          cards: [
            { image, link },
            { video: image, link },
          ],
        }),
      "interactive.action.cards[1].header.type",
    ],
    [
      "a line break in a value",
      () => content.template({ name: "a", language: "es", body: ["a\nb"] }),
      "template.components[0].parameters[0].text",
    ],
    [
      "a code of 16",
      () => content.template({ name: "a", language: "es", code: "1".repeat(16) }),
      "template.components[0].parameters[0].text",
    ],
    [
      "an expiry that is too near",
      () =>
        content.orderDetails(
          {
            body: "x",
            referenceId: "A",
            goods: "digital",
            currency: "BRL",
            tax: 0,
            items: [{ name: "a", price: 1, quantity: 1 }],
            payment: [{ type: "boleto", boleto: { digitable_line: "1" } }],
            expires: { at: new Date(299_000), description: "x" },
          },
          { now: new Date(0) },
        ),
      "interactive.action.parameters.order.expiration.timestamp",
    ],
    ["no buttons, from JavaScript", () => untyped["buttons"]?.({ body: "x" }), "interactive.action.buttons"],
    ["no text, from JavaScript", () => untyped["text"]?.(), "text.body"],
    ["contacts that are none, from JavaScript", () => untyped["contacts"]?.("Ana"), "contacts"],
    [
      "a code that is a number, from JavaScript",
      () => untyped["template"]?.({ name: "a", language: "es", code: 4711 }),
      "template.components[0].parameters[0]",
    ],
  ] as [string, () => unknown, string][])("%s", (_what, build, place) => {
    expect(placeOf(build)).toBe(place);
  });

  test("a code of 15 is allowed", () => {
    expect(placeOf(() => content.template({ name: "a", language: "es", code: "1".repeat(15) }))).toBeUndefined();
  });
});
