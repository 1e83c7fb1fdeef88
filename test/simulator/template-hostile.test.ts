import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GraphFault } from "../../src/simulator/errors.ts";
import { checkTemplateCreate } from "../../src/simulator/validate/templates/create.ts";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code } from "./helpers.ts";
import {
  address,
  type Body,
  body,
  button,
  buttons,
  card,
  carousel,
  create,
  filled,
  marketing,
  offerBox,
  picture,
  reply,
  sendNotice,
  values,
  words,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
  const each = card(picture("IMAGE"), body("For {{1}} only", "x"), buttons(address("https://a.example/{{1}}", "x")));
  sim.template(marketing(body("Hello {{1}} there", "x"), carousel(each, each)) as never);
});
afterAll(() => sim.close());

const horrors: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  "",
  "x".repeat(100_000),
  "{{".repeat(5_000),
  "{{1}}".repeat(5_000),
  "\n".repeat(5_000),
  " ".repeat(20_000),
  `{{${" ".repeat(1_000)}`,
  `https://a.example/{{${" ".repeat(1_900)}`,
  "👨‍👩‍👧".repeat(2_000),
  "\uD800",
  [],
  {},
  [[]],
  [null],
  Array.from({ length: 5_000 }, () => ({})),
  JSON.parse('{"__proto__": {"type": "BODY"}}'),
  { constructor: 1, toString: 1, valueOf: 1, length: 3 },
  { toString: {}, type: { toString: {} } },
];

type Path = readonly (string | number)[];

/** The places of all values inside. */
function pathsOf(value: unknown, here: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [here];
  return [here, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...here, key]))];
}

/** A copy with another value at a place. */
function replaced(value: unknown, [key, ...rest]: Path, other: unknown): unknown {
  if (key === undefined) return other;
  const copy: unknown = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  Reflect.set(copy as object, key, replaced(Reflect.get(value as object, key), rest, other));
  return copy;
}

const good: readonly Body[] = [
  marketing(
    body("Hello {{1}} there", "x"),
    offerBox("Soon", true),
    buttons({ type: "COPY_CODE", example: "SAVE10" }, address("https://a.example/{{1}}", "x"), reply("Yes")),
  ),
  marketing(
    body("Hello there"),
    carousel(card(picture("IMAGE"), buttons(reply("Yes"))), card(picture("IMAGE"), buttons(reply("Yes")))),
  ),
  {
    name: "login",
    language: "en",
    category: "AUTHENTICATION",
    components: [
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 10 },
      buttons({
        type: "OTP",
        otp_type: "ONE_TAP",
        supported_apps: [{ package_name: "a", signature_hash: "x".repeat(11) }],
      }),
    ],
  },
];

/** How a check of a template ends: taken, refused in Meta's form, or with anything else, which is a fault of ours. */
function outcome(template: unknown): string {
  try {
    checkTemplateCreate(template as Body);
    return "taken";
  } catch (error) {
    return error instanceof GraphFault ? "refused" : `broken: ${String(error)}`;
  }
}

test.each(good.map((template, index) => [index, template] as const))(
  "template %i: whatever stands in whatever place, it is taken or refused in Meta's form",
  (_, template) => {
    const outcomes = pathsOf(template)
      .slice(1)
      .flatMap((path) => horrors.map((horror) => outcome(replaced(template, path, horror))));
    expect(new Set(outcomes)).toEqual(new Set(["taken", "refused"]));
    expect(outcomes.filter((each) => each === "refused").length).toBeGreaterThan(100);
  },
);

test("any JSON at all is taken or refused in Meta's form", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })),
      fc.jsonValue({ maxDepth: 6 }),
      (rest, components) => {
        expect(["taken", "refused"]).toContain(outcome({ ...rest, ...marketing(body("Hello there")), components }));
      },
    ),
    { seed: 7, numRuns: 500 },
  );
});

test("a creation over HTTP never answers 500", async () => {
  for (const horror of horrors) {
    const answer = await create(sim, marketing(horror));
    expect([answer.status, code(answer)]).toEqual([400, 100]);
  }
});

test("a send never answers 500, whatever stands in whatever place", async () => {
  const one = (card_index: number): unknown => ({
    card_index,
    components: [
      filled("header", { type: "image", image: { link: "https://img.example/a.png" } }),
      values("body", "Ana"),
      button("url", 0, words("mug")),
    ],
  });
  const components = [values("body", "Ana"), { type: "carousel", cards: [one(0), one(1)] }];
  expect((await sendNotice(sim, components)).status).toBe(200);
  sim.limits({ mps: null, pair: null, portfolio: null });
  const small = horrors.filter((horror) => JSON.stringify(horror).length < 1_000);
  const broken: string[] = [];
  for (const path of pathsOf(components)) {
    for (const horror of small) {
      const answer = await sendNotice(sim, replaced(components, path, horror) as unknown[]);
      const refused = answer.status === 400 && typeof at(answer.body, "error", "fbtrace_id") === "string";
      if (answer.status !== 200 && !refused)
        broken.push(`${answer.status} ${path.join(".")} ${JSON.stringify(horror)}`);
    }
  }
  expect(broken).toEqual([]);
});
