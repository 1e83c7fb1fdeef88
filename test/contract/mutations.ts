type Json = unknown;

/** A body with one thing changed, and what. */
export interface Mutation {
  readonly what: string;
  readonly body: Json;
  /** Those of one ladder are alike but for a length, a count or a number, which grows from one to the next. */
  readonly ladder?: string | undefined;
}

type Change = readonly [what: string, value: Json, ladder?: string];

/** On both sides of every limit that Meta names. */
const lengths = [
  1, 4, 5, 15, 16, 20, 21, 24, 25, 35, 36, 40, 41, 60, 61, 72, 73, 100, 101, 120, 121, 140, 141, 160, 161, 200, 201,
  256, 257, 512, 513, 1_024, 1_025, 4_096, 4_097, 32_769,
];
const counts = [0, 1, 2, 3, 4, 8, 9, 10, 11, 30, 31, 257, 258];
const numbers = [-1, 0, 0.5, 1, 9, 10, 29, 30, 31, 91, 181, 900, 901, 43_200, 43_201, 1e21];
const strangers: readonly (readonly [name: string, value: Json])[] = [
  ["null", null],
  ["a number", 7],
  ["a text", "x"],
  ["true", true],
  ["a list", []],
  ["an object", {}],
];

function* ofText(value: string): Generator<Change> {
  yield ["empty", ""];
  yield ["with a space in front", ` ${value}`];
  yield ["with a space behind", `${value} `];
  yield ["with three line breaks", `${value}\n\n\n`];
  yield ["in capitals", value.toUpperCase()];
  for (const length of lengths) yield [`of ${length} letters`, "x".repeat(length), "letters"];
  for (const length of [20, 21, 60, 61, 1_024, 1_025]) yield [`of ${length} emoji`, "😀".repeat(length), "emoji"];
}

function* ofList(list: readonly Json[]): Generator<Change> {
  const [first] = list;
  if (first === undefined) return;
  yield ["with its first entry twice", [first, ...list]];
  yield ["turned round", list.toReversed()];
  // A card's or row's own words are told apart by their place, so that only their number counts.
  for (const count of counts)
    yield [`of ${count}`, Array.from({ length: count }, (_, place) => numbered(first, place)), "entries"];
}

/** Another entry like this one: ids, titles and places differ. */
function numbered(value: Json, place: number): Json {
  if (Array.isArray(value)) return value.map((entry: Json) => numbered(entry, place));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]: [string, Json]) => {
      if (name === "card_index") return [name, place];
      if (["id", "title", "display_text"].includes(name) && typeof member === "string")
        return [name, `${member}${place}`];
      return [name, numbered(member, place)];
    }),
  );
}

/** What one value can be changed to. */
function* ofValue(value: Json): Generator<Change> {
  for (const [name, stranger] of strangers) yield [`is ${name}`, stranger];
  if (typeof value === "string") yield* ofText(value);
  else if (typeof value === "number") for (const number of numbers) yield [`is ${number}`, number, "numbers"];
  else if (Array.isArray(value)) yield* ofList(value as Json[]);
}

/** Members that are right elsewhere. */
const guests: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  "": {
    category: "utility",
    ttl_seconds: 60,
    direct_send_config: { template_name: "parcel_here" },
    context: { message_id: "wamid.A" },
    recipient_type: "group",
    recipient: "US.1",
    product_policy: "STRICT",
    type: "sticker",
    text: { body: "x" },
    biz_opaque_callback_data: "x",
    recipient_identity_key_hash: "x",
  },
  interactive: {
    header: { type: "text", text: "x" },
    body: { text: "x" },
    footer: { text: "x" },
    type: "list",
  },
  "interactive.header": { type: "image", image: { link: "https://img.example/a.jpg" } },
  "interactive.action": { parameters: {}, buttons: [], name: "x" },
};

const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/**
 * Every body that differs from this one in one place: changed, left out, or with a stranger beside it.
 * @param skipped members of the body that stay as they are
 */
export function* mutations(value: Json, skipped: readonly string[] = [], path = ""): Generator<Mutation> {
  if (path !== "")
    for (const [what, body, ladder] of ofValue(value))
      yield { what: `${path} ${what}`, body, ladder: ladder && `${path} ${ladder}` };
  if (Array.isArray(value)) {
    const list = value as Json[];
    for (const [place, entry] of list.entries()) {
      for (const change of mutations(entry, [], `${path}[${place}]`))
        yield { ...change, body: list.with(place, change.body) };
    }
  } else if (typeof value === "object" && value !== null) {
    yield { what: `${join(path, "stranger")} is there`, body: { ...value, stranger: "x" } };
    for (const [name, guest] of Object.entries(guests[path] ?? {})) {
      yield { what: `${join(path, name)} is ${JSON.stringify(guest)}`, body: { ...value, [name]: guest } };
    }
    for (const [name, member] of Object.entries(value) as [string, Json][]) {
      if (skipped.includes(name)) continue;
      const { [name]: _left, ...others } = value as Record<string, Json>;
      yield { what: `${join(path, name)} is missing`, body: others };
      for (const change of mutations(member, [], join(path, name)))
        yield { ...change, body: { ...value, [name]: change.body } };
    }
  }
}

/** Of each ladder only the rungs between which the verdict changes, and the last one. */
export function* edges(all: Iterable<Mutation>, isRefused: (body: unknown) => boolean): Generator<Mutation> {
  let before: { readonly rung: Mutation; readonly refused: boolean; readonly told: boolean } | undefined;
  for (const rung of all) {
    if (before !== undefined && before.rung.ladder !== rung.ladder) {
      if (!before.told) yield before.rung;
      before = undefined;
    }
    if (rung.ladder === undefined) {
      yield rung;
      continue;
    }
    const refused = isRefused(rung.body);
    const turn = before !== undefined && before.refused !== refused;
    if (turn && before?.told === false) yield before.rung;
    if (turn) yield rung;
    before = { rung, refused, told: turn };
  }
  if (before?.told === false) yield before.rung;
}
