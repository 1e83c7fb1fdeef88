import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeEvent } from "../../../src/domain/webhooks/describe.ts";
import type { WebhookEvent } from "../../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { change, envelope, inbound, rui, textFrom } from "./bodies.ts";
import { fieldCases } from "./fields.ts";

/** Every event has a line in both languages, and can be written as JSON. */
function checkEvents(events: readonly WebhookEvent[]): void {
  for (const event of events) {
    const line = describeEvent(event);
    expect(line.en.length).toBeGreaterThan(0);
    expect(line.en.length).toBeLessThan(600);
    expect(`${line.en}${line.es}`).not.toMatch(/[\u0000-\u001f]/);
  }
  expect(typeof JSON.stringify(events)).toBe("string");
}

/** The body with another value in each place, one place at a time. */
function* damages(body: unknown, value: unknown): Generator {
  if (typeof body !== "object" || body === null) return;
  for (const [key, item] of Object.entries(body)) {
    const replace = (one: unknown): unknown =>
      Array.isArray(body) ? body.map((other, place) => (String(place) === key ? one : other)) : { ...body, [key]: one };
    yield replace(value);
    for (const inner of damages(item, value)) yield replace(inner);
  }
}

const wrong: readonly unknown[] = [null, true, -1, 1e308, "", "x".repeat(5_000), "\u0000\ud800", [], [[]], [null], {}];

describe("a hostile body", () => {
  test.each([[null], [7], ["text"], [[]], [{}], [{ entry: 7 }], [{ entry: [null, 7, { changes: "no" }] }]])(
    "%j is one unknown event",
    (body) => {
      expect(parseWebhook(body)).toMatchObject([{ kind: "unknown" }]);
    },
  );

  test("nesting without end is cut and can be written again", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const body = JSON.stringify(
      inbound(rui, "wamid.D", 1_795_100_000, { type: "text", text: { body: "x" }, extra: "DEEP" }),
    );
    const [event] = parseWebhook(JSON.parse(body.replace('"DEEP"', deep)));
    expect(event).toMatchObject({ kind: "inbound", text: "x" });
    expect(JSON.stringify(event).length).toBeLessThan(2_000);
  });

  test("members named after the prototype change nothing", () => {
    const body = JSON.stringify(
      inbound(rui, "wamid.P", 1_795_100_000, { type: "__proto__", KEY: { text: { body: "x" } } }),
    );
    const [event] = parseWebhook(JSON.parse(body.replace('"KEY"', '"__proto__"')));
    expect(event).toMatchObject({ kind: "inbound", type: "__proto__", text: undefined });
    expect(Object.hasOwn({}, "text") || "text" in {}).toBe(false);
    expect(JSON.stringify(event)).not.toContain("body");
  });

  test("NUL and broken surrogates do not reach the database", () => {
    const [event] = parseWebhook(
      textFrom({ ...rui, name: "R\u0000ui" }, "wamid.N\u0000", 1_795_100_000, "a\u0000b\ud800c"),
    );
    expect(event).toMatchObject({ wamid: "wamid.N\ufffd", text: "a\ufffdb\ufffdc", customer: { name: "R\ufffdui" } });
    expect(JSON.stringify(event)).not.toContain(String.raw`\u0000`);
  });

  test.each(["", "soon", "-5", "1e9", "99999999999999", null, -1, 1.5, Number.MAX_SAFE_INTEGER, {}])(
    "the time %j is no time",
    (timestamp) => {
      const [event] = parseWebhook(inbound(rui, "wamid.T", 0, { type: "text", timestamp }));
      expect(event).toMatchObject({ kind: "inbound", at: undefined });
    },
  );
});

describe("a delivery with something wrong in one place", () => {
  test.each(fieldCases)("$name", ({ body }) => {
    let count = 0;
    for (const value of wrong) {
      for (const damaged of damages(body, value)) {
        const events = parseWebhook(damaged);
        checkEvents(events);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  test.each(fieldCases)("$name, with numbers as texts and texts as numbers", ({ body, event }) => {
    const swapped: unknown = JSON.parse(JSON.stringify(body), (_, value: unknown) => {
      if (typeof value === "number") return String(value);
      return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
    });
    // Not every member may change its kind (a callback's data is a text), but what it is stays clear.
    expect(parseWebhook(swapped).map(({ kind }) => kind)).toEqual([event.kind]);
  });
});

describe("a delivery made to do harm", () => {
  const deep = (levels: number): unknown => JSON.parse(`${'{"a":['.repeat(levels)}${"]}".repeat(levels)}`);

  test.each(fieldCases)("$name, 10,000 levels deep everywhere", ({ body }) => {
    const bottomless = deep(10_000);
    for (const damaged of damages(body, bottomless)) {
      const events = parseWebhook(damaged);
      checkEvents(events);
      expect(JSON.stringify(events).length).toBeLessThan(20_000);
    }
  });

  test("the answer of a form is deep as well", () => {
    const response_json = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const interactive = { type: "nfm_reply", nfm_reply: { name: "flow", response_json } };
    const [event] = parseWebhook(inbound(rui, "wamid.F", 1_795_100_000, { type: "interactive", interactive }));
    expect(event).toMatchObject({ kind: "inbound", content: { interactive: { type: "nfm_reply" } } });
    expect(() => JSON.stringify(event)).not.toThrow();
  });

  test("50,000 statuses in one delivery are 50,000 events", () => {
    const statuses = Array.from({ length: 50_000 }, (_, place) => ({
      id: `w${place}`,
      status: "read",
      timestamp: "1",
    }));
    expect(parseWebhook(envelope(change("messages", { statuses }))).length).toBe(50_000);
  });

  test("a million things that are no objects are one event", () => {
    const nothings = Array.from({ length: 1_000_000 }, () => 0);
    const body = envelope(change("messages", { messages: nothings, statuses: nothings, contacts: nothings }));
    expect(parseWebhook(body)).toMatchObject([{ kind: "unknown" }, { kind: "unknown" }]);
    expect(parseWebhook({ object: "x", entry: nothings })).toMatchObject([{ kind: "unknown" }]);
  });

  test.each([" ", "\n", "1", "1(", "@", "\u001b[", "a-"])("a line is made of endless %j in bounded work", (piece) => {
    const text = piece.repeat(1_000_000);
    const [event] = parseWebhook(inbound(rui, "wamid.L", 1_795_100_000, { type: "text", text: { body: text } }));
    expect(event && describeEvent(event).en.length).toBeLessThan(200);
  });

  test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf"])(
    "%s as field, type, event and member is nothing special",
    (name) => {
      const json = JSON.stringify(
        envelope(
          change(name, { event: name, NAME: { event: "x" } }),
          change("messages", {
            messages: [{ id: "wamid.P", type: name, NAME: { id: "1" } }],
            statuses: [{ id: "wamid.Q", status: name, timestamp: "1", type: "payment", payment: { NAME: 1 } }],
          }),
          change("account_update", { event: name, NAME: 1 }),
          change("account_settings_update", { type: name, NAME: { polluted: true } }),
          change("messaging_handovers", { type: name, NAME: { new_owner_role: "x" } }),
          change("group_status_update", { groups: [{ type: name, group_id: "g", NAME: 1 }] }),
        ),
      ).replaceAll('"NAME"', `"${name}"`);
      const events = parseWebhook(JSON.parse(json));
      checkEvents(events);
      expect(events.map(({ kind }) => kind)).toEqual([
        "unknown",
        "inbound",
        "payment",
        "account-update",
        "account-settings",
        "handover",
        "group-status",
      ]);
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    },
  );
});

describe("anything in any field", () => {
  const fields = [...new Set(fieldCases.map(({ event, body }) => event.field ?? fieldOf(body))), "tomorrow", ""];
  const keys = fc.constantFrom(
    ...new Set(fieldCases.flatMap(({ body }) => [...membersOf(body)])),
    "__proto__",
    "constructor",
  );
  const values = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.jsonValue(),
      fc.constantFrom("text", "interactive", "payment", "call", "group", "1795100000", "-1"),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(keys, tie("tree"), { maxKeys: 6 }),
    ),
  })).tree;

  test("is read without an exception, as at least one event", () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), values, (field, value) => {
        const events = parseWebhook({ object: "x", entry: [{ id: "1", time: 1, changes: [{ field, value }] }] });
        expect(events.length).toBeGreaterThan(0);
        checkEvents(events);
      }),
      { numRuns: 1_500 },
    );
  });

  test("is read without an exception as a whole body", () => {
    fc.assert(
      fc.property(values, (body) => {
        const events = parseWebhook(body);
        expect(Array.isArray(events)).toBe(true);
        checkEvents(events);
      }),
      { numRuns: 1_000 },
    );
  });

  test("reading twice says the same", () => {
    fc.assert(
      fc.property(fc.constantFrom(...fields), values, (field, value) => {
        const body = { object: "x", entry: [{ id: "1", changes: [{ field, value }] }] };
        const before = JSON.stringify(body);
        expect(parseWebhook(body)).toEqual(parseWebhook(body));
        expect(JSON.stringify(body)).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
});

function fieldOf(body: object): string {
  return /"field":"(\w+)"/.exec(JSON.stringify(body))?.[1] ?? "";
}

function membersOf(value: unknown): Set<string> {
  return new Set([...JSON.stringify(value).matchAll(/"(\w+)":/g)].flatMap(([, key]) => key ?? []));
}
