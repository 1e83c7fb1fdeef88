import { content } from "../../src/graph/build/content.ts";

/** Who and what the bodies name; it must be there in the simulator. */
export interface Scene {
  readonly person: string;
  readonly catalogId: string;
  readonly wabaId: string;
  /** A group with somebody in it. */
  readonly group: string;
  /** A message in that group. */
  readonly groupMessage: string;
  readonly now: Date;
}

type Body = Readonly<Record<string, unknown>>;

const picture = { link: "https://img.example/a.jpg" };
const address = {
  address_line1: "Calle 1",
  address_line2: "Piso 2",
  city: "Pune",
  zone_code: "MH",
  postal_code: "411001",
  country_code: "IN",
};
const reply = (id: string, title: string) => ({ id, title });
const link = { title: "Abrir", url: "https://shop.example/a" };
const around = { header: "Casa Luz", body: "Hola, elija.", footer: "Gracias" };

function interactives({ catalogId, now }: Scene) {
  const cards = (rest: { readonly link: typeof link } | { readonly replies: ReturnType<typeof reply>[] }) =>
    [0, 1].map(() => ({ image: picture, body: "Taza", ...rest }));
  const products = [{ title: "Tazas", productIds: ["sku-1", "sku-2"] }];
  return {
    buttons: content.buttons({ ...around, buttons: [reply("a", "Sí"), reply("b", "No"), reply("c", "Luego")] }),
    "buttons under a file": content.buttons({
      ...around,
      header: { document: { ...picture, filename: "a.pdf" } },
      buttons: [reply("a", "Sí")],
    }),
    list: content.list({
      ...around,
      button: "Ver",
      sections: [
        { title: "Hoy", rows: [{ id: "1", title: "9:00", description: "Ana" }] },
        { title: "Mañana", rows: [{ id: "2", title: "9:00" }] },
      ],
    }),
    link: content.ctaUrl({ ...around, header: { image: picture }, button: "Abrir", url: "https://shop.example" }),
    flow: content.flow({
      ...around,
      header: { video: picture },
      button: "Reservar",
      id: "880011",
      token: "t",
      mode: "draft",
      action: "navigate",
      screen: "START",
      data: { guests: 2 },
    }),
    "flow by name": content.flow({ ...around, button: "Reservar", name: "mesa", action: "data_exchange" }),
    product: content.product({ catalogId, productId: "sku-1", body: "Taza", footer: "Gracias" }),
    "list of products": content.productList({ ...around, catalogId, sections: [...products, ...products] }),
    "one section of products": content.productList({ ...around, catalogId, sections: products }),
    catalog: content.catalog({ body: "Todo", footer: "Gracias", thumbnailProductId: "sku-1" }),
    "cards with links": content.mediaCarousel({ body: "Nuevo", cards: cards({ link }) }),
    "cards with replies": content.mediaCarousel({
      body: "Nuevo",
      cards: cards({ replies: [reply("a", "Esta"), reply("b", "Otra")] }),
    }),
    "cards with products": content.productCarousel({ body: "Nuevo", catalogId, productIds: ["sku-1", "sku-2"] }),
    "location request": content.locationRequest("¿Dónde está?"),
    "contact request": content.contactRequest(around),
    "call permission": content.callPermissionRequest("¿Podemos llamarle?"),
    "voice call": content.voiceCall({ body: "Llámenos", button: "Llamar", minutes: 10, payload: "x" }),
    order: content.orderDetails({
      ...around,
      header: { image: picture },
      referenceId: "order-1",
      goods: "physical",
      currency: "INR",
      paymentType: "upi",
      paymentConfiguration: "pay",
      payment: [
        { type: "payment_gateway", payment_gateway: { type: "payu", configuration_name: "pay", payu: { a: "b" } } },
        {
          type: "payment_gateway",
          payment_gateway: {
            type: "razorpay",
            configuration_name: "pay",
            razorpay: { receipt: "r-1", notes: { a: "b" } },
          },
        },
        { type: "upi_intent_link", upi_intent_link: { link: "upi://pay" } },
      ],
      items: [
        {
          retailerId: "sku-1",
          name: "Taza",
          price: 1_000,
          salePrice: 900,
          quantity: 2,
          origin: { country: "IN", importer: "Ana", address },
        },
      ],
      tax: { amount: 100, description: "IVA" },
      shipping: { amount: 200, description: "Envío" },
      discount: { amount: 300, description: "Otoño" },
      discountProgram: "Otoño",
      beneficiaries: [
        {
          name: "Ana",
          address_line1: "Calle 1",
          address_line2: "Piso 2",
          city: "Pune",
          state: "MH",
          country: "India",
          postal_code: "411001",
        },
      ],
      expires: { at: new Date(now.getTime() + 3_600_000), description: "En una hora" },
    }),
    "order in Brazil": content.orderDetails({
      body: "Su pedido",
      referenceId: "order-1",
      goods: "digital",
      currency: "BRL",
      paymentType: "br",
      payment: [
        { type: "payment_link", payment_link: { uri: "https://pay.example/1" } },
        {
          type: "pix_dynamic_code",
          pix_dynamic_code: { code: "1", merchant_name: "Casa Luz", key: "1", key_type: "EVP" },
        },
        { type: "boleto", boleto: { digitable_line: "03399" } },
        { type: "offsite_card_pay", offsite_card_pay: { last_four_digits: "1234", credential_id: "1" } },
      ],
      items: [{ name: "Taza", price: 1_000, quantity: 2 }],
      tax: 0,
      catalogId,
    }),
    "state of an order": content.orderStatus({
      body: "Va en camino",
      footer: "Gracias",
      referenceId: "order-1",
      status: "shipped",
      description: "Llega mañana",
      payment: { status: "captured", at: now },
    }),
  };
}

function plain() {
  return {
    text: content.text("Hola", { preview: true }),
    image: content.image({ ...picture, caption: "Taza" }),
    video: content.video({ ...picture, caption: "Taza" }),
    document: content.document({ ...picture, caption: "Taza", filename: "a.pdf" }),
    voice: content.voice(picture),
    sticker: content.sticker(picture),
    location: content.location({ latitude: -12.04, longitude: -77.03, name: "Lima", address: "Calle 1" }),
    contacts: content.contacts([
      {
        name: {
          formatted_name: "Dra. Ana Ruiz",
          first_name: "Ana",
          last_name: "Ruiz",
          middle_name: "Luz",
          prefix: "Dra.",
          suffix: "MD",
        },
        phones: [{ phone: "+1 202 555 0142", wa_id: "12025550142", type: "WORK" }],
        emails: [{ email: "ana@example.com", type: "WORK" }],
        addresses: [
          { street: "Calle 1", city: "Lima", state: "L", zip: "1", country: "Perú", country_code: "PE", type: "WORK" },
        ],
        org: { company: "Casa Luz", department: "Ventas", title: "Jefa" },
        urls: [{ url: "https://shop.example", type: "WORK" }],
        birthday: "1990-02-28",
      },
    ]),
    reaction: content.reaction("wamid.A", "👍"),
  };
}

/** One good body of every kind, each with all that it may have. Not among them: templates, which have a test of their own. */
export function richBodies(scene: Scene): Readonly<Record<string, Body>> {
  const { person, group, groupMessage, wabaId, now } = scene;
  const common = {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    to: person,
    messaging_account_id: wabaId,
  };
  const quoting = { context: { message_id: "wamid.A" }, biz_opaque_callback_data: "msg_1" };
  const toGroup = { messaging_product: "whatsapp", recipient_type: "group", to: group };
  const contents = { ...plain(), ...interactives(scene) };
  const ordinary = Object.entries(contents).map(([name, said]) => [
    name,
    { ...common, ...(said.type === "reaction" ? {} : quoting), ...said },
  ]);
  const direct = { category: "utility", ttl_seconds: 60, direct_send_config: { template_name: "parcel_here" } };
  const mixed = content.mixedButtons({ ...around, links: [link], buttons: [reply("a", "Sí"), reply("b", "No")] });
  return {
    ...(Object.fromEntries(ordinary) as Record<string, Body>),
    "address request": {
      ...common,
      to: "+910000000000",
      ...content.addressRequest({
        ...around,
        country: "IN",
        values: { city: "Pune" },
        saved: [{ id: "1", value: { city: "Pune" } }],
        errors: { city: "?" },
      }),
    },
    "direct text": { ...common, ...quoting, ...content.text("Llegó su paquete"), ...direct },
    "direct code": { ...common, ...content.text("Su código es 1"), category: "authentication", ttl_seconds: 60 },
    "direct call": { ...common, ...content.voiceCall({ body: "Llámenos" }), category: "utility" },
    "direct link": {
      ...common,
      ...content.ctaUrl({ ...around, button: "Abrir", url: "https://shop.example" }),
      category: "utility",
    },
    "direct buttons": { ...common, ...mixed, ...direct },
    "service buttons": { ...common, ...mixed, category: "service" },
    "group text": { ...toGroup, ...quoting, ...content.text("Hola") },
    "group image": { ...toGroup, ...quoting, ...content.image(picture) },
    pin: { ...toGroup, ...content.pin(groupMessage, 7) },
    unpin: { ...toGroup, ...content.pin(groupMessage) },
    "order of long ago": {
      ...common,
      ...content.orderDetails({
        body: "Su pedido",
        referenceId: "order-2",
        goods: "digital",
        currency: "BRL",
        payment: [{ type: "boleto", boleto: { digitable_line: "1" } }],
        items: [{ name: "Taza", price: 1, quantity: 1 }],
        tax: 0,
        expires: { at: new Date(now.getTime() + 400_000), description: "Pronto" },
      }),
    },
  };
}
