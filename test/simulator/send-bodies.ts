import { person } from "./helpers.ts";

type Body = Record<string, unknown>;

export const interactive = (content: Body, to: string = person): Body => ({
  to,
  type: "interactive",
  interactive: content,
});

export const reply = (id: string, title: string): Body => ({ type: "reply", reply: { id, title } });
export const link = (display_text = "Open", url = "https://shop.example/a"): Body => ({
  name: "cta_url",
  parameters: { display_text, url },
});
export const row = (id: string, title = "Row"): Body => ({ id, title });
export const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

export const buttons = (...list: unknown[]): Body => ({
  type: "button",
  body: { text: "Shall we come?" },
  action: { buttons: list.length === 0 ? [reply("yes", "Yes"), reply("no", "No")] : list },
});

export const list = (sections: unknown = [{ title: "Tomorrow", rows: [row("a"), row("b")] }]): Body => ({
  type: "list",
  header: { type: "text", text: "Times" },
  body: { text: "When?" },
  footer: { text: "Local time" },
  action: { button: "Show", sections },
});

export const flow = (changes: Body = {}): Body => ({
  type: "flow",
  body: { text: "Book a table" },
  action: {
    name: "flow",
    parameters: { flow_message_version: "3", flow_id: "880011223344", flow_cta: "Book", ...changes },
  },
});

export const mediaCard = (index: number, changes: Body = {}): Body => ({
  card_index: index,
  type: "cta_url",
  header: { type: "image", image: { link: "https://img.example/a.jpg" } },
  body: { text: "Mug" },
  action: link(),
  ...changes,
});
export const quickReplies = (...ids: string[]): Body => ({
  buttons: ids.map((id) => ({ type: "quick_reply", quick_reply: { id, title: `Take ${id}`.slice(0, 20) } })),
});
export const carousel = (cards: unknown[]): Body => ({ type: "carousel", body: { text: "New" }, action: { cards } });

export const productList = (catalogId: string, sections: unknown): Body => ({
  type: "product_list",
  header: { type: "text", text: "Shop" },
  body: { text: "Look" },
  action: { catalog_id: catalogId, sections },
});
export const products = (count: number): Body[] => many(count, (index) => ({ product_retailer_id: `sku-${index}` }));

const amount = (value: number): Body => ({ value, offset: 100 });

/** Two mugs at 10.00, tax 1.00, shipping 2.00, discount 3.00: 20.00 in all. */
export const order = (changes: Body = {}): Body => ({
  status: "pending",
  catalog_id: "880011",
  items: [{ retailer_id: "sku-1", name: "Mug", amount: amount(1_000), quantity: 2 }],
  subtotal: amount(2_000),
  tax: amount(100),
  shipping: amount(200),
  discount: amount(300),
  ...changes,
});
export const orderDetails = (changes: Body = {}): Body => ({
  type: "order_details",
  body: { text: "Your order" },
  action: {
    name: "review_and_pay",
    parameters: {
      reference_id: "order-1",
      type: "physical-goods",
      payment_settings: [{ type: "payment_link", payment_link: { uri: "https://pay.example/1" } }],
      currency: "BRL",
      total_amount: amount(2_000),
      order: order(),
      ...changes,
    },
  },
});
export const orderStatus = (status: string, changes: Body = {}): Body => ({
  type: "order_status",
  body: { text: "News of your order" },
  action: { name: "review_order", parameters: { reference_id: "order-1", order: { status }, ...changes } },
});

export const address = (changes: Body = {}): Body => ({
  type: "address_message",
  body: { text: "Where to?" },
  action: { name: "address_message", parameters: { country: "IN", ...changes } },
});
export const voiceCall = (parameters?: Body): Body => ({
  type: "voice_call",
  body: { text: "Call us" },
  action: { name: "voice_call", ...(parameters === undefined ? {} : { parameters }) },
});
export const permission: Body = {
  type: "call_permission_request",
  body: { text: "May we call?" },
  action: { name: "call_permission_request" },
};

export const card = (changes: Body = {}): Body => ({
  name: { formatted_name: "Ana Ruiz", first_name: "Ana" },
  phones: [{ phone: "+1 202 555 0142", wa_id: "12025550142", type: "WORK" }],
  emails: [{ email: "ana@example.com" }],
  addresses: [{ street: "Calle 1", city: "Lima", country_code: "PE" }],
  org: { company: "Mugs" },
  urls: [{ url: "https://shop.example" }],
  birthday: "1990-02-28",
  ...changes,
});

/** One good body of every kind. */
export function goodBodies({ catalogId }: { readonly catalogId: string }): Record<string, Body> {
  return {
    text: { to: person, type: "text", text: { body: "Hi", preview_url: true }, context: { message_id: "wamid.x" } },
    image: { to: person, type: "image", image: { link: "https://img.example/a.jpg", caption: "Mug" } },
    document: { to: person, type: "document", document: { link: "https://img.example/a.pdf", filename: "a.pdf" } },
    voice: { to: person, type: "audio", audio: { link: "https://img.example/a.ogg", voice: true } },
    location: { to: person, type: "location", location: { latitude: -12.04, longitude: "-77.03", name: "Lima" } },
    contacts: { to: person, type: "contacts", contacts: [card()] },
    reaction: { to: person, type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } },
    buttons: interactive(buttons()),
    list: interactive(list()),
    link: interactive({ type: "cta_url", body: { text: "Look" }, action: link() }),
    locationRequest: interactive({
      type: "location_request_message",
      body: { text: "Where are you?" },
      action: { name: "send_location" },
    }),
    flow: interactive(flow({ flow_action_payload: { screen: "START", data: { guests: 2 } } })),
    product: interactive({ type: "product", action: { catalog_id: catalogId, product_retailer_id: "sku-1" } }),
    productList: interactive(productList(catalogId, [{ title: "Mugs", product_items: products(2) }])),
    catalog: interactive({ type: "catalog_message", body: { text: "All" }, action: { name: "catalog_message" } }),
    carousel: interactive(carousel([mediaCard(0), mediaCard(1)])),
    products: interactive(
      carousel(
        many(2, (index) => ({
          card_index: index,
          type: "product",
          action: { product_retailer_id: `sku-${index}`, catalog_id: catalogId },
        })),
      ),
    ),
    orderDetails: interactive(orderDetails()),
    orderStatus: interactive(orderStatus("processing")),
    address: interactive(address({ values: { city: "Pune" } }), "+910000000000"),
    permission: interactive(permission),
    voiceCall: interactive(voiceCall({ display_text: "Call", ttl_minutes: 10, payload: "x" })),
    contactRequest: interactive({
      type: "request_contact_info",
      body: { text: "Your number?" },
      action: { name: "request_contact_info" },
    }),
    direct: {
      to: person,
      type: "text",
      text: { body: "Your parcel is here" },
      category: "utility",
      ttl_seconds: 60,
      direct_send_config: { template_name: "parcel_here" },
    },
    template: { to: person, type: "template", template: { name: "hello_world", language: { code: "en_US" } } },
  };
}
