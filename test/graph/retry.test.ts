import { expect, test } from "vitest";
import { NetworkError } from "../../src/core/errors.ts";
import { GraphError } from "../../src/graph/errors.ts";
import { defaultRetryPolicy, decideRetry, type RetryPolicy } from "../../src/graph/retry.ts";

interface Case {
  readonly what: string;
  readonly error: unknown;
  readonly repeatable?: boolean;
  readonly attempt?: number;
  readonly random?: number;
  readonly policy?: Partial<RetryPolicy>;
  /** Milliseconds, or false where the call is not made again. */
  readonly expected: number | false;
}

function graph(code: number, more: { transient?: boolean; retryAfterMs?: number; status?: number } = {}): GraphError {
  return new GraphError({
    facts: {
      code,
      subcode: undefined,
      message: "x",
      details: undefined,
      traceId: undefined,
      isTransient: more.transient ?? false,
    },
    httpStatus: more.status ?? 400,
    retryAfterMs: more.retryAfterMs,
    scrub: (text) => text,
  });
}

function network(sent: "no" | "maybe", data: Record<string, unknown> = {}): NetworkError {
  return new NetworkError({ code: "network.x", sent, text: { en: "x", es: "x" }, data });
}

const cases: Case[] = [
  { what: "not sent, a send", error: network("no"), expected: 250 },
  { what: "maybe sent, a send", error: network("maybe"), expected: false },
  { what: "maybe sent, a read", error: network("maybe"), repeatable: true, expected: 250 },
  { what: "not sent, but for good", error: network("no", { permanent: true }), repeatable: true, expected: false },
  { what: "a gateway that names a time", error: network("no", { retryAfterMs: 3_000 }), expected: 3_000 },
  { what: "a gateway that names a long time", error: network("no", { retryAfterMs: 60_000 }), expected: false },
  { what: "second attempt: twice as long", error: network("no"), attempt: 2, expected: 500 },
  { what: "third attempt: twice again", error: network("no"), attempt: 3, expected: 1_000 },
  { what: "the last attempt", error: network("no"), attempt: 4, expected: false },
  { what: "one attempt only", error: network("no"), policy: { maxAttempts: 1 }, expected: false },
  { what: "much jitter", error: network("no"), random: 0.999, expected: 500 },
  {
    what: "a cap on the back-off",
    error: network("no"),
    attempt: 9,
    policy: { maxAttempts: 20, maxDelayMs: 2_000 },
    expected: 1_000,
  },
  { what: "1 on a send", error: graph(1), expected: 250 },
  { what: "2 on a send", error: graph(2), expected: 250 },
  { what: "131000 on a send", error: graph(131_000), expected: 250 },
  { what: "131016 on a send", error: graph(131_016), expected: 250 },
  { what: "130429: a second", error: graph(130_429), expected: 1_000 },
  { what: "130429 again: two", error: graph(130_429), attempt: 2, expected: 2_000 },
  { what: "130429 with a longer time asked", error: graph(130_429, { retryAfterMs: 5_000 }), expected: 5_000 },
  { what: "130429 with too long a time asked", error: graph(130_429, { retryAfterMs: 180_000 }), expected: false },
  { what: "131056: six seconds", error: graph(131_056), expected: 6_000 },
  { what: "131056 again: four times as long", error: graph(131_056), attempt: 2, expected: 24_000 },
  { what: "131056 a third time: too long", error: graph(131_056), attempt: 3, expected: false },
  { what: "80007: minutes, so not here", error: graph(80_007), expected: false },
  { what: "132015: hours, so not here", error: graph(132_015), repeatable: true, expected: false },
  { what: "100", error: graph(100), repeatable: true, expected: false },
  { what: "190", error: graph(190), repeatable: true, expected: false },
  { what: "131048", error: graph(131_048), repeatable: true, expected: false },
  { what: "unknown, transient, a read", error: graph(987_654, { transient: true }), repeatable: true, expected: 250 },
  { what: "unknown, transient, a send", error: graph(987_654, { transient: true }), expected: false },
  { what: "unknown, HTTP 500, a read", error: graph(987_654, { status: 500 }), repeatable: true, expected: 250 },
  { what: "unknown, HTTP 500, a send", error: graph(987_654, { status: 500 }), expected: false },
  { what: "a fault of our own", error: new TypeError("x"), repeatable: true, expected: false },
];

test.each(cases)("$what → $expected", ({ error, repeatable = false, attempt = 1, random = 0, policy, expected }) => {
  const decision = decideRetry({ attempt, error, repeatable, random, policy: { ...defaultRetryPolicy, ...policy } });
  expect(decision).toEqual(expected === false ? { retry: false } : { retry: true, delayMs: expected });
});

test("jitter never shortens a wait that Meta asked for", () => {
  for (const random of [0, 0.5, 0.999]) {
    const decision = decideRetry({
      attempt: 1,
      error: graph(130_429),
      repeatable: false,
      random,
      policy: defaultRetryPolicy,
    });
    expect(decision.retry && decision.delayMs).toBeGreaterThanOrEqual(1_000);
  }
});
