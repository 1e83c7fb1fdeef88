import fc from "fast-check";
import { expect, test } from "vitest";
import { GraphError } from "../../src/graph/errors.ts";
import { AppError, InputError } from "../../src/core/errors.ts";
import { content } from "../../src/graph/build/content.ts";
import type { WirePersonContent } from "../../src/graph/wire/messages.ts";
import { graphWorld } from "../helpers/graph-world.ts";

const person = "+12025550111";

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
const media = fc.constant({ link: "https://img.example/a.jpg" });
const header = fc.oneof(
  around(60),
  fc.record({ image: media }),
  fc.record({ video: media }),
  fc.record({ document: media }),
);
const choice = fc.record({ id: around(256), title: around(20) });
const reply = fc.record({ id: around(20), title: around(20) });
const footer = maybe(around(60));
const body = around(1024);
const link = fc.record({ title: around(20), url: fc.webUrl() });
const row = fc
  .record({ id: around(200), title: around(24), description: maybe(around(72)) })
  .map(({ description, ...rest }) => (description === undefined ? rest : { ...rest, description }));
const section = fc.record({ title: around(24), rows: fc.array(row, { minLength: 1, maxLength: 6 }) });
const products = fc.record({ title: around(24), productIds: fc.array(around(30), { minLength: 1, maxLength: 16 }) });
const degrees = (limit: number): fc.Arbitrary<number> => fc.double({ min: -limit, max: limit, noNaN: true });
const cents = fc.integer({ min: 0, max: 100_000 });
const charge = fc.oneof(cents, fc.record({ amount: cents, description: around(60) }));
const linkCard = fc.record({ image: media, body: maybe(around(160)), link });

const kinds = (catalogId: string): Readonly<Record<string, fc.Arbitrary<() => WirePersonContent>>> => ({
  text: around(4096).map((value) => () => content.text(value)),
  image: around(1024).map((caption) => () => content.image({ link: "https://img.example/a.jpg", caption })),
  location: fc
    .record({ latitude: degrees(90), longitude: degrees(180), name: around(50) })
    .map((place) => () => content.location(place)),
  contacts: fc
    .array(fc.record({ formatted_name: around(20), first_name: around(20) }), { minLength: 1, maxLength: 7 })
    .map((names) => () => content.contacts(names.map((name) => ({ name })))),
  reaction: fc
    .constantFrom("👍", "👍🏽", "👨‍👩‍👧‍👦", "🇵🇪", "1️⃣", "❤️", "")
    .map((emoji) => () => content.reaction("wamid.A", emoji)),
  buttons: fc
    .record({ header: maybe(header), body, footer, buttons: fc.array(choice, { minLength: 1, maxLength: 4 }) })
    .map((input) => () => content.buttons(input)),
  list: fc
    .record({
      header: maybe(around(60)),
      body,
      footer,
      button: around(20),
      sections: fc.array(section, { minLength: 1, maxLength: 3 }),
    })
    .map((input) => () => content.list(input)),
  ctaUrl: fc
    .record({ header: maybe(header), body, footer, button: around(20), url: fc.webUrl() })
    .map((input) => () => content.ctaUrl(input)),
  flow: fc
    .record({
      body,
      footer,
      button: around(20),
      id: fc.constant("880011"),
      screen: maybe(fc.constant("START")),
      data: maybe(fc.dictionary(fc.constantFrom("a", "b"), fc.jsonValue())),
    })
    .map((input) => () => content.flow(input)),
  product: fc
    .record({ productId: around(30), body: maybe(body), footer })
    .map((input) => () => content.product({ ...input, catalogId })),
  productList: fc
    .record({ header: around(60), body, footer, sections: fc.array(products, { minLength: 1, maxLength: 3 }) })
    .map((input) => () => content.productList({ ...input, catalogId })),
  catalog: fc
    .record({ body, footer, thumbnailProductId: maybe(around(30)) })
    .map((input) => () => content.catalog(input)),
  mediaCarousel: fc
    .record({ body, cards: fc.array(linkCard, { minLength: 1, maxLength: 11 }) })
    .map((input) => () => content.mediaCarousel(input)),
  replyCarousel: fc
    .record({
      body,
      replies: fc.array(fc.array(reply, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 4 }),
    })
    .map(
      (input) => () =>
        content.mediaCarousel({
          body: input.body,
          cards: input.replies.map((replies) => ({ image: { link: "https://img.example/a.jpg" }, replies })),
        }),
    ),
  productCarousel: fc
    .record({ body, productIds: fc.array(around(30), { minLength: 1, maxLength: 11 }) })
    .map((input) => () => content.productCarousel({ ...input, catalogId })),
  locationRequest: body.map((words) => () => content.locationRequest(words)),
  orderDetails: fc
    .record({
      body,
      referenceId: fc.uuid().map((id) => id.slice(0, 35)),
      goods: fc.constantFrom("digital" as const, "physical" as const),
      items: fc.array(fc.record({ name: around(60), price: cents, quantity: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      tax: charge,
      shipping: maybe(charge),
    })
    .map(
      (input) => () =>
        content.orderDetails({
          ...input,
          currency: "BRL",
          paymentType: "br",
          payment: [{ type: "boleto", boleto: { digitable_line: "0339902694414000" } }],
        }),
    ),
  voiceCall: fc
    .record({
      body,
      button: maybe(around(20)),
      minutes: maybe(fc.integer({ min: 1, max: 43_200 })),
      payload: maybe(around(512)),
    })
    .map((input) => () => content.voiceCall(input)),
  contactRequest: fc.record({ body, footer }).map((input) => () => content.contactRequest(input)),
});

/** The content, or undefined where the builder refuses it. */
function made(build: () => WirePersonContent): WirePersonContent | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

test.each(Object.keys(kinds("")))("what the builder of %s accepts, the simulator accepts", async (kind) => {
  const { simulator, client } = await graphWorld();
  // Many messages to one person in no time.
  simulator.limits({ pair: null });
  simulator.inbound({ from: person, text: "¿Está abierto?" });
  const messages = client().messages;
  const contents = kinds(simulator.catalogId)[kind];
  if (contents === undefined) throw new Error(`no contents of ${kind}`);
  const refusals: unknown[] = [];
  let sent = 0;
  for (const build of fc.sample(contents, { numRuns: 25, seed: 11 })) {
    const said = made(build);
    if (said === undefined) continue;
    sent += 1;
    await messages
      .send(simulator.phoneNumberId, { messaging_product: "whatsapp", to: person, ...said })
      .catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
        refusals.push({ said, why: error instanceof GraphError ? error.data : error.message });
      });
  }
  expect(refusals).toEqual([]);
  expect(sent).toBeGreaterThan(0);
});
