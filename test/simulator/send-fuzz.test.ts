import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, graph, person } from "./helpers.ts";
import { goodBodies, many } from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
  sim.limits({ mps: null, pair: null });
});
afterAll(() => sim.close());

/** Sends raw bytes, and wants an answer in Meta's own form. */
async function answerTo(body: string, edge = "messages"): Promise<number> {
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/${edge}`, body);
  const good = answer.status === 200 && typeof at(answer.body, "messages", 0, "id") === "string";
  const refused =
    answer.status >= 400 && answer.status < 500 && typeof at(answer.body, "error", "fbtrace_id") === "string";
  const outcome = good || refused ? "answered" : `${answer.status} to ${body.slice(0, 2_000)}`;
  expect(outcome).toBe("answered");
  return answer.status;
}

/** A small generator of numbers below `limit`, the same for the same seed. */
function random(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);

const horrors: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  1.5,
  "",
  " ",
  "\u0000",
  "\ud800",
  "constructor",
  "__proto__",
  "toString",
  "x".repeat(100_000),
  "👩‍".repeat(5_000),
  " ".repeat(50_000),
  [],
  [[]],
  [null],
  {},
  { toString: 1, valueOf: 2 },
  { length: 3 },
  { length: -1, 0: "a" },
  JSON.parse('{"__proto__":{"type":"text"}}'),
  { constructor: { prototype: {} } },
  many(2_000, () => ({})),
  nested(200),
];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Changes one place of a copy of the body: another value, another key, a member less or twice. */
function mutate(body: unknown, next: (limit: number) => number): unknown {
  const copy: unknown = structuredClone(body);
  let place = copy;
  for (;;) {
    if (!isObject(place)) return copy;
    const names = Object.keys(place);
    const name = names[next(names.length)];
    if (name === undefined) return copy;
    const inner = place[name];
    if (isObject(inner) && next(4) > 0) {
      place = inner;
      continue;
    }
    const kind = next(5);
    if (kind === 0) delete place[name];
    else if (kind === 1)
      place[["extra", "toString", "hasOwnProperty", "type"][next(4)] ?? "extra"] = horrors[next(horrors.length)];
    else if (kind === 2) place[name] = [inner, inner];
    else place[name] = horrors[next(horrors.length)];
    return copy;
  }
}

test("changed bodies of every kind are accepted or refused, never a fault of the simulator", async () => {
  const next = random(20_261_120);
  let accepted = 0;
  let refused = 0;
  for (const body of Object.values(goodBodies(sim))) {
    for (let round = 0; round < 60; round++) {
      const changed = mutate(round % 3 === 0 ? mutate(body, next) : body, next);
      const whole = isObject(changed) ? { messaging_product: "whatsapp", ...changed } : changed;
      const status = await answerTo(JSON.stringify(whole), round % 10 === 0 ? "marketing_messages" : "messages");
      if (status === 200) accepted++;
      else refused++;
    }
  }
  // Both must occur, or nothing has been tried.
  expect(accepted).toBeGreaterThan(10);
  expect(refused).toBeGreaterThan(500);
}, 60_000);

describe("horrors in every place", () => {
  const places = (body: unknown, path: readonly string[] = []): (readonly string[])[] =>
    isObject(body)
      ? Object.entries(body).flatMap(([name, value]) => [[...path, name], ...places(value, [...path, name])])
      : [];

  const put = (body: unknown, [name, ...rest]: readonly string[], value: unknown): void => {
    if (!isObject(body) || name === undefined) return;
    if (rest.length === 0) body[name] = value;
    else put(body[name], rest, value);
  };
  const few = [null, 7, "constructor", [], [null], { toString: 1, valueOf: 2 }, JSON.parse('{"__proto__":[]}')];

  test.each(Object.keys(goodBodies({ catalogId: "1" })))(
    "of a good %s",
    async (kind) => {
      const body = goodBodies(sim)[kind];
      const outcomes = new Set<number>();
      for (const path of places(body)) {
        for (const value of few) {
          const copy: unknown = structuredClone(body);
          put(copy, path, value);
          const whole = { messaging_product: "whatsapp", ...(isObject(copy) ? copy : {}) };
          outcomes.add(await answerTo(JSON.stringify(whole)));
        }
      }
      expect(outcomes).toContain(400);
    },
    60_000,
  );
});

const head = `"messaging_product":"whatsapp","to":"${person}"`;

test.each<[string, string]>([
  ["no JSON", "{"],
  ["an array", "[]"],
  ["a text", '"hello"'],
  ["null", "null"],
  ["a body 50,000 levels deep", `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`],
  ["arrays 50,000 levels deep", `{${head},"text":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
  [
    "data of a flow 20,000 levels deep",
    `{${head},"type":"interactive","interactive":{"type":"flow","body":{"text":"a"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1","flow_cta":"A","flow_action_payload":{"data":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}}}}}`,
  ],
  ["a prototype at the top", `{${head},"__proto__":{"type":"text"},"text":{"body":"a"}}`],
  ["the same member twice", `{${head},"type":"hologram","type":"text","text":{"body":"a"}}`],
  ["a hundred thousand members", `{${head},${many(100_000, (index) => `"k${index}":1`).join(",")}}`],
  ["a hundred thousand contacts", `{${head},"type":"contacts","contacts":[${many(100_000, () => "{}").join(",")}]}`],
  ["a text of four million characters", `{${head},"type":"text","text":{"body":"${"x".repeat(4_000_000)}"}}`],
  [
    "a recipient of a million spaces",
    `{"messaging_product":"whatsapp","to":"+1${" ".repeat(1_000_000)}x","text":{"body":"a"}}`,
  ],
  ["a name of a million characters for a member", `{${head},"${"k".repeat(1_000_000)}":1}`],
])("%s", async (name, body) => {
  const status = await answerTo(body);
  expect(status).toBe(name === "the same member twice" ? 200 : 400);
});

test("what was accepted can still be listed and counted", async () => {
  expect(sim.count()).toBeGreaterThan(0);
  expect(() => JSON.stringify(sim.messages())).not.toThrow();
});
