import fc from "fast-check";
import { content } from "../../src/graph/build/content.ts";
import type { WireTemplateCreate } from "../../src/graph/wire/templates.ts";

type Input = Parameters<typeof content.template>[0];
type Filling<Kind = Input> = Kind extends Input ? Omit<Kind, "name" | "language"> : never;

/** All but that of a code. */
type Filled = Extract<Filling, { readonly code?: never }>;

/** A template within Meta's rules, and what fills it in. */
export interface Drawn {
  readonly create: WireTemplateCreate;
  readonly filling: Filling;
  /** The body as the person reads it. */
  readonly text: string;
}

const handle = "4::aW1hZ2UvanBlZw==:ARbExample";
const file = { link: "https://img.example/a.jpg" };
const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });
const word = fc.string({ unit: fc.constantFrom("a", "e", "ñ", "á", "s", "9"), minLength: 2, maxLength: 9 });
/** Enough words around a variable, and none of its own at either end. */
const words = fc.array(word, { minLength: 3, maxLength: 6 }).map((list) => list.join(" "));
const value = fc.string({ unit: fc.constantFrom("a", "Ñ", "5", "$", "😀", "/", "-"), minLength: 1, maxLength: 20 });
const line = (most: number): fc.Arbitrary<string> => words.map((text) => text.slice(0, most).trim());

interface Text {
  readonly named: boolean;
  /** Words, and the values between them. */
  readonly pieces: readonly string[];
  readonly values: readonly string[];
}

const text: fc.Arbitrary<Text> = fc
  .record({ named: fc.boolean(), first: words, more: fc.array(fc.record({ value, after: words }), { maxLength: 6 }) })
  .map(({ named, first, more }) => ({
    named,
    pieces: [first, ...more.map(({ after }) => after)],
    values: more.map((each) => each.value),
  }));

const nameOf = ({ named }: Text, place: number): string =>
  named ? `value_${"abcdef"[place] ?? ""}` : String(place + 1);
const joined = ({ pieces }: Text, between: (place: number) => string): string =>
  pieces.map((piece, place) => (place === 0 ? piece : `${between(place - 1)} ${piece}`)).join(" ");

function bodyOf(said: Text): object {
  const written = joined(said, (place) => `{{${nameOf(said, place)}}}`);
  if (said.values.length === 0) return { type: "BODY", text: written };
  const samples = said.values.map((example, place) => ({ param_name: nameOf(said, place), example }));
  const example = said.named ? { body_text_named_params: samples } : { body_text: [said.values] };
  return { type: "BODY", text: written, example };
}

function valuesOf(said: Text): Filled {
  if (said.values.length === 0) return {};
  const named = Object.fromEntries(said.values.map((each, place) => [nameOf(said, place), each]));
  return { body: said.named ? named : said.values };
}

interface Part {
  readonly component: object;
  readonly filling: Filled;
}

const media = (format: "IMAGE" | "VIDEO" | "DOCUMENT", header: Filled["header"]): Part => ({
  component: { type: "HEADER", format, example: { header_handle: [handle] } },
  filling: { header },
});

const header: fc.Arbitrary<Part> = fc.oneof(
  line(60).map((said) => ({ component: { type: "HEADER", format: "TEXT", text: said }, filling: {} })),
  fc.constant(media("IMAGE", { image: file })),
  fc.constant(media("VIDEO", { video: file })),
  fc.constant(media("DOCUMENT", { document: { ...file, filename: "a.pdf" } })),
  fc
    .record({ latitude: fc.integer({ min: -90, max: 90 }), longitude: fc.integer({ min: -180, max: 180 }) })
    .map((place) => ({
      component: { type: "HEADER", format: "LOCATION" },
      filling: { header: { location: { ...place, name: "Lima", address: "Calle 1" } } },
    })),
);

/** A heading with a value in it. */
function variableHeader(named: boolean, said: string): Part {
  const example = named
    ? { header_text_named_params: [{ param_name: "order", example: "1" }] }
    : { header_text: ["1"] };
  return {
    component: { type: "HEADER", format: "TEXT", text: `Pedido {{${named ? "order" : "1"}}} listo`, example },
    filling: { header: named ? { text: said, name: "order" } : said },
  };
}

interface Button {
  readonly button: object;
  readonly filling: NonNullable<Filled["buttons"]>[number] | undefined;
}

const replies = fc.array(maybe(value), { maxLength: 5 }).map((payloads) =>
  payloads.map((payload, place): Button => ({
    button: { type: "QUICK_REPLY", text: `Opción ${place}` },
    filling: payload === undefined ? undefined : { reply: payload },
  })),
);
const suffix = fc.string({ unit: fc.constantFrom("a", "7", "-", "%20"), minLength: 1, maxLength: 12 });
const address = maybe(suffix).map((end): Button => {
  const url = "https://shop.example/";
  if (end === undefined) return { button: { type: "URL", text: "Ver", url }, filling: undefined };
  const button = { type: "URL", text: "Ver", url: `${url}{{1}}`, example: [`${url}1`] };
  return { button, filling: { url: end } };
});
const phone: Button = {
  button: { type: "PHONE_NUMBER", text: "Llamar", phone_number: "+12025550142" },
  filling: undefined,
};
const coupon = fc
  .string({ unit: fc.constantFrom("A", "9"), minLength: 1, maxLength: 15 })
  .map((code): Button => ({ button: { type: "COPY_CODE", example: "ABC" }, filling: { coupon: code } }));

/** Replies together, before the others or behind them. */
const buttons = fc
  .record({ replies, address: maybe(address), phone: fc.boolean(), coupon: maybe(coupon), last: fc.boolean() })
  .map(({ replies: first, address: link, phone: calls, coupon: code, last }) => {
    const others = [
      ...(link === undefined ? [] : [link]),
      ...(calls ? [phone] : []),
      ...(code === undefined ? [] : [code]),
    ];
    return last ? [...others, ...first] : [...first, ...others];
  });

function buttonFillings(list: readonly Button[]): NonNullable<Filled["buttons"]> {
  return list.flatMap(({ filling }, index) => (filling === undefined ? [] : [{ ...filling, index }]));
}

const created = (template: object): WireTemplateCreate => template as WireTemplateCreate;

/** Templates of a text with what may stand around it. */
const ordinary: fc.Arbitrary<Drawn> = fc
  .record({ body: text, header: maybe(fc.oneof(header, value)), footer: maybe(line(60)), buttons })
  .map(({ body, header: drawn, footer, buttons: list }) => {
    const fillings = buttonFillings(list);
    const head = typeof drawn === "string" ? variableHeader(body.named, drawn) : drawn;
    return {
      create: created({
        name: "aviso",
        language: "es",
        category: "MARKETING",
        parameter_format: body.named ? "NAMED" : "POSITIONAL",
        components: [
          ...(head === undefined ? [] : [head.component]),
          bodyOf(body),
          ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
          ...(list.length === 0 ? [] : [{ type: "BUTTONS", buttons: list.map(({ button }) => button) }]),
        ],
      }),
      filling: { ...valuesOf(body), ...head?.filling, ...(fillings.length === 0 ? {} : { buttons: fillings }) },
      text: joined(body, (place) => body.values[place] ?? ""),
    };
  });

/** Two to ten cards of one build, each with words of its own. */
const cards: fc.Arbitrary<Drawn> = fc
  .record({
    text: words,
    format: fc.constantFrom("IMAGE" as const, "VIDEO" as const),
    written: fc.boolean(),
    cards: fc.array(fc.record({ words, value, reply: value }), { minLength: 2, maxLength: 10 }),
  })
  .map(({ text: said, format, written, cards: list }) => ({
    create: created({
      name: "aviso",
      language: "es",
      category: "MARKETING",
      components: [
        { type: "BODY", text: said },
        {
          type: "CAROUSEL",
          cards: list.map((card) => ({
            components: [
              { type: "HEADER", format, example: { header_handle: [handle] } },
              ...(written
                ? [{ type: "BODY", text: `${card.words} {{1}} ${card.words}`, example: { body_text: [["Ana"]] } }]
                : []),
              { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Esta" }] },
            ],
          })),
        },
      ],
    }),
    filling: {
      carousel: list.map((card) => ({
        header: format === "IMAGE" ? { image: file } : { video: file },
        ...(written ? { body: [card.value] } : {}),
        buttons: [{ reply: card.reply }],
      })),
    },
    text: said,
  }));

/** One-time passwords, whose words are Meta's. */
const codes: fc.Arbitrary<Drawn> = fc
  .record({
    code: fc.string({ unit: fc.constantFrom("1", "7", "A"), minLength: 1, maxLength: 15 }),
    warns: fc.boolean(),
    minutes: maybe(fc.integer({ min: 1, max: 90 })),
  })
  .map(({ code, warns, minutes }) => ({
    create: created({
      name: "aviso",
      language: "es",
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: warns },
        ...(minutes === undefined ? [] : [{ type: "FOOTER", code_expiration_minutes: minutes }]),
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
      ],
    }),
    filling: { code },
    text: code,
  }));

/** Offers that end, with a code and an address. */
const offers: fc.Arbitrary<Drawn> = fc
  .record({
    body: text,
    offer: line(16),
    coupon,
    address: suffix,
    photo: fc.boolean(),
    ends: fc.integer({ min: 1, max: 60 }),
  })
  .map(({ body, offer, coupon: code, address: end, photo, ends }) => ({
    create: created({
      name: "aviso",
      language: "es",
      category: "MARKETING",
      parameter_format: body.named ? "NAMED" : "POSITIONAL",
      components: [
        ...(photo ? [media("IMAGE", undefined).component] : []),
        bodyOf(body),
        { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: offer, has_expiration: true } },
        {
          type: "BUTTONS",
          buttons: [
            code.button,
            { type: "URL", text: "Ver", url: "https://shop.example/{{1}}", example: ["https://shop.example/1"] },
          ],
        },
      ],
    }),
    filling: {
      ...valuesOf(body),
      ...(photo ? { header: { image: file } } : {}),
      ...(code.filling === undefined ? {} : { buttons: [code.filling, { url: end }] }),
      limitedTimeOffer: new Date(Date.UTC(2026, 11, 1) + ends * 86_400_000),
    },
    text: joined(body, (place) => body.values[place] ?? ""),
  }));

export const templates: Readonly<Record<string, fc.Arbitrary<Drawn>>> = { ordinary, cards, codes, offers };
