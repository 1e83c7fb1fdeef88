import fc from "fast-check";
import { InputError } from "../../src/core/errors.ts";
import { content } from "../../src/graph/build/content.ts";
import { given } from "../../src/graph/build/make.ts";

/** What a builder gives: the type, and the member named like it. */
export interface Said {
  readonly type: string;
}

/** Inputs of one builder, and what to do with what it makes of them. */
export interface Kind {
  /** Runs `send` for every content that the builder does not refuse. */
  readonly property: (send: (said: Said) => Promise<void>) => fc.IAsyncProperty<[unknown]>;
  /** What the message has besides its content, and whom it goes to if that matters. */
  readonly beside: Readonly<Record<string, unknown>>;
}

/** The content, or undefined where the builder refuses it. */
function made(build: () => Said): Said | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function kind<Input>(input: fc.Arbitrary<Input>, build: (input: Input) => Said, beside: Kind["beside"] = {}): Kind {
  return {
    beside,
    property: (send) =>
      fc.asyncProperty(input, async (values) => {
        const said = made(() => build(values));
        if (said !== undefined) await send(said);
      }),
  };
}

/** Text around a limit, of letters, accents and emoji: sometimes one too long, which the builder then refuses. */
const around = (limit: number): fc.Arbitrary<string> =>
  fc.string({
    unit: fc.constantFrom("a", "é", "ñ", "😀", "-", "7"),
    minLength: 1,
    maxLength: Math.min(limit + 1, 300),
    size: "max",
  });
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const some = <Value>(value: fc.Arbitrary<Value>, most: number): fc.Arbitrary<Value[]> =>
  fc.array(value, { minLength: 1, maxLength: most });

const media = fc.constant({ link: "https://img.example/a.jpg" });
const captioned = fc.record({ caption: around(1_024) }).map((rest) => ({ link: "https://img.example/a.jpg", ...rest }));
const header = fc.oneof(
  around(60),
  fc.record({ image: media }),
  fc.record({ video: media }),
  fc.record({ document: media }),
);
const choice = fc.record({ id: around(256), title: around(20) });
const reply = fc.record({ id: around(20), title: around(20) });
const footer = maybe(around(60));
const body = around(1_024);
const link = fc.record({ title: around(20), url: fc.webUrl() });
const row = fc.record({ id: around(200), title: around(24), description: maybe(around(72)) }).map(given);
const section = fc.record({ title: around(24), rows: some(row, 6) });
const products = fc.record({ title: around(24), productIds: some(around(30), 16) });
const degrees = (limit: number): fc.Arbitrary<number> => fc.double({ min: -limit, max: limit, noNaN: true });
const cents = fc.integer({ min: 0, max: 100_000 });
const charge = fc.oneof(cents, fc.record({ amount: cents, description: around(60) }));
const words = fc.dictionary(fc.constantFrom("city", "name"), around(20));
const day = fc.date({ min: new Date("1900-01-01"), max: new Date("2026-01-01"), noInvalidDate: true });
const card = fc
  .record({
    name: fc.record({ formatted_name: around(20), first_name: around(20) }),
    phones: maybe(fc.array(fc.record({ phone: around(20), wa_id: around(15), type: around(5) }), { maxLength: 2 })),
    emails: maybe(fc.array(fc.record({ email: fc.emailAddress() }), { maxLength: 2 })),
    org: maybe(fc.record({ company: around(20) })),
    urls: maybe(fc.array(fc.record({ url: fc.webUrl() }), { maxLength: 2 })),
    birthday: maybe(day.map((date) => date.toISOString().slice(0, 10))),
  })
  .map(given);
const item = fc.record({
  name: around(60),
  price: cents,
  quantity: fc.integer({ min: 1, max: 9 }),
  salePrice: maybe(cents),
});

const plain: Readonly<Record<string, Kind>> = {
  text: kind(around(4_096), (text) => content.text(text)),
  image: kind(captioned, content.image),
  video: kind(captioned, content.video),
  document: kind(captioned, (source) => content.document({ ...source, filename: "a.pdf" })),
  audio: kind(media, content.audio),
  voice: kind(media, content.voice),
  sticker: kind(media, content.sticker),
  location: kind(fc.record({ latitude: degrees(90), longitude: degrees(180), name: around(50) }), content.location),
  contacts: kind(some(card, 6), content.contacts),
  reaction: kind(fc.constantFrom("👍", "👍🏽", "👨‍👩‍👧‍👦", "🇵🇪", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", ""), (emoji) =>
    content.reaction("wamid.A", emoji),
  ),
};

const asking: Readonly<Record<string, Kind>> = {
  buttons: kind(fc.record({ header: maybe(header), body, footer, buttons: some(choice, 4) }), content.buttons),
  mixedButtons: kind(
    fc.record({
      body,
      footer,
      link,
      more: fc.array(link, { maxLength: 2 }),
      buttons: fc.array(choice, { maxLength: 4 }),
    }),
    ({ link: first, more, ...input }) => content.mixedButtons({ ...input, links: [first, ...more] }),
    { category: "utility" },
  ),
  list: kind(
    fc.record({ header: maybe(around(60)), body, footer, button: around(20), sections: some(section, 3) }),
    content.list,
  ),
  ctaUrl: kind(
    fc.record({ header: maybe(header), body, footer, button: around(20), url: fc.webUrl() }),
    content.ctaUrl,
  ),
  flow: kind(
    fc.record({
      body,
      footer,
      button: around(40),
      id: fc.constant("880011"),
      screen: maybe(fc.constant("START")),
      data: maybe(fc.dictionary(fc.constantFrom("a", "b"), fc.jsonValue())),
    }),
    content.flow,
  ),
  locationRequest: kind(body, content.locationRequest),
  addressRequest: kind(
    fc.record({
      header: maybe(header),
      body,
      footer,
      country: fc.constantFrom("IN", "in", "SG"),
      values: maybe(words),
      saved: maybe(fc.array(fc.record({ id: around(10), value: words }), { maxLength: 2 })),
      errors: maybe(words),
    }),
    content.addressRequest,
    { to: "+910000000000" },
  ),
  callPermissionRequest: kind(maybe(body), content.callPermissionRequest),
  voiceCall: kind(
    fc.record({
      body,
      button: maybe(around(20)),
      minutes: maybe(fc.integer({ min: 0, max: 43_201 })),
      payload: maybe(around(512)),
    }),
    content.voiceCall,
  ),
  contactRequest: kind(fc.record({ header: maybe(header), body, footer }), content.contactRequest),
};

/** @param catalogId of the account */
const selling = (catalogId: string): Readonly<Record<string, Kind>> => ({
  product: kind(fc.record({ productId: around(30), body: maybe(body), footer }), (input) =>
    content.product({ ...input, catalogId }),
  ),
  productList: kind(fc.record({ header: around(60), body, footer, sections: some(products, 3) }), (input) =>
    content.productList({ ...input, catalogId }),
  ),
  catalog: kind(fc.record({ body, footer, thumbnailProductId: maybe(around(30)) }), content.catalog),
  mediaCarousel: kind(
    fc.record({ body, cards: some(fc.record({ image: media, body: maybe(around(160)), link }), 11) }),
    content.mediaCarousel,
  ),
  // Ids may come back on another card: which one was tapped is told by the message.
  replyCarousel: kind(
    fc.record({ body, replies: fc.array(some(reply, 2), { minLength: 2, maxLength: 4 }) }),
    ({ body: said, replies }) =>
      content.mediaCarousel({
        body: said,
        cards: replies.map((each) => ({ image: { link: "https://img.example/a.jpg" }, replies: each })),
      }),
  ),
  sameReplies: kind(fc.record({ body, reply, cards: fc.integer({ min: 2, max: 10 }) }), (input) =>
    content.mediaCarousel({
      body: input.body,
      cards: Array.from({ length: input.cards }, () => ({
        image: { link: "https://img.example/a.jpg" },
        replies: [input.reply],
      })),
    }),
  ),
  productCarousel: kind(fc.record({ body, productIds: some(around(30), 11) }), (input) =>
    content.productCarousel({ ...input, catalogId }),
  ),
  orderDetails: kind(
    fc.record({
      body,
      footer,
      referenceId: fc.uuid().map((id) => id.slice(0, 35)),
      goods: fc.constantFrom("digital" as const, "physical" as const),
      items: some(item, 4),
      tax: charge,
      shipping: maybe(charge),
      discount: maybe(charge),
    }),
    (input) =>
      content.orderDetails({
        ...input,
        currency: "BRL",
        paymentType: "br",
        payment: [{ type: "boleto", boleto: { digitable_line: "0339902694414000" } }],
      }),
  ),
  orderStatus: kind(
    fc.record({
      body,
      footer,
      referenceId: fc.constant("order-1"),
      status: fc.constantFrom("processing" as const, "shipped" as const, "completed" as const, "canceled" as const),
      description: maybe(around(120)),
      payment: maybe(fc.record({ status: fc.constantFrom("captured" as const, "failed" as const), at: day })),
    }),
    content.orderStatus,
  ),
});

/** Every builder of contents but `template` and `pin`, by name. */
export const kinds = (catalogId: string): Readonly<Record<string, Kind>> => ({
  ...plain,
  ...asking,
  ...selling(catalogId),
});
