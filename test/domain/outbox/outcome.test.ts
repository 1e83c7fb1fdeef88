import { describe, expect, test } from "vitest";
import { ConfigError, InputError, NetworkError, StorageError, UsageError } from "../../../src/core/errors.ts";
import { acceptedBy, outcomeOf as outcomeFor, type Outcome } from "../../../src/domain/outbox/outcome.ts";
import { graphErrorEntries } from "../../../src/graph/error-codes.ts";
import { GraphError } from "../../../src/graph/errors.ts";

/** The end of the last of a message's attempts, where no other is made. */
const outcomeOf = (error: unknown, attempt = 4): Outcome =>
  outcomeFor(error, { phoneNumberId: "100200300", attempt, troubles: attempt - 1, random: 0 });

function refused(code: number | undefined, subcode?: number): GraphError {
  return new GraphError({
    facts: {
      code,
      subcode,
      message: "Refused",
      details: undefined,
      traceId: undefined,
      isTransient: false,
    },
    httpStatus: 400,
    scrub: (text) => text,
  });
}

const words = { code: "some.code", text: { en: "No", es: "No" } };

describe("what an error means for the message", () => {
  test.each([
    [368, "the business is blocked for a policy"],
    [131_031, "the account is locked"],
    [130_497, "the country is closed to the business"],
    [131_048, "too many people called it spam"],
    [131_042, "the bill is not paid"],
    [190, "the token has expired"],
    [0, "the token is not valid"],
    [10, "the token lacks a permission"],
    [200, "the token lacks a permission"],
    [299, "the token lacks a permission"],
    [131_005, "the token may not send"],
    [132_015, "the template is paused"],
    [132_016, "the template is disabled"],
    [133_010, "the number is not registered"],
    [4, "too many calls"],
    [80_007, "too many calls of the account"],
    [130_429, "too many messages a second"],
    [131_000, "Meta's own fault"],
    [131_016, "Meta is overloaded"],
    [1, "Meta's own fault"],
    [2, "Meta is down"],
  ])("%i stops the run and leaves the message in the queue: %s", (code) => {
    expect(outcomeOf(refused(code))).toMatchObject({ kind: "stop", error: { graphCode: code } });
  });

  test.each([
    [131_026, "not on WhatsApp"],
    [131_030, "not among the test recipients"],
    [131_047, "the 24 hours are over"],
    [131_049, "this person has had enough marketing"],
    [131_050, "this person stopped marketing"],
    [130_472, "this person is in an experiment"],
    [132_000, "the wrong number of parameters"],
    [132_001, "no such template"],
    [100, "a wrong parameter"],
    [131_009, "a wrong value"],
    [999_999, "a number that nobody knows"],
  ])("%i fails this message and lets the others pass: %s", (code) => {
    expect(outcomeOf(refused(code))).toMatchObject({ kind: "failed", error: { graphCode: code } });
  });

  test("131056 keeps this message for later and lets the others pass: too many to this one person", () => {
    expect(outcomeOf(refused(131_056))).toMatchObject({ kind: "again", who: "person" });
  });

  test.each([
    [1, 6_000],
    [2, 24_000],
    [3, 96_000],
    [4, 384_000],
    [9, 384_000],
  ])("131056 for the %i. time waits %i ms: four times as long each time, up to a limit", (attempt, waitMs) => {
    expect(outcomeOf(refused(131_056), attempt)).toMatchObject({ kind: "again", waitMs });
  });

  test.each([
    [130_429, 1_000, true],
    [131_000, 250, false],
    [131_016, 250, false],
    [2, 250, false],
    [131_057, 60_000, false],
  ])("%i is tried again after a wait, which holds for everybody", (code, waitMs, tooFast) => {
    const outcome = outcomeOf(refused(code), 1);
    expect(outcome).toMatchObject({ kind: "again", who: "everybody", tooFast });
    expect(outcome).toHaveProperty("waitMs", waitMs);
  });

  test("a call that never left is tried again a few times", () => {
    const never = new NetworkError({ ...words, sent: "no" });
    expect(outcomeOf(never, 1)).toMatchObject({ kind: "again", who: "everybody", waitMs: 250 });
    expect(outcomeOf(never, 3)).toMatchObject({ kind: "again", waitMs: 1_000 });
    expect(outcomeOf(never, 4)).toMatchObject({ kind: "stop" });
  });

  test("a passing fault is one message's where others pass meanwhile, or after many calls", () => {
    const of = (attempt: number, troubles: number, before: number): string =>
      outcomeFor(refused(131_000), { phoneNumberId: "1", attempt, troubles, before, random: 0 }).kind;
    expect(of(4, 3, 0)).toBe("stop");
    expect(of(4, 0, 0)).toBe("failed");
    expect(of(4, 3, 4)).toBe("failed");
    expect(of(2, 3, 0)).toBe("stop");
  });

  test("100 with subcode 33 stops the run: the number that sends does not exist", () => {
    expect(outcomeOf(refused(100, 33))).toMatchObject({
      kind: "stop",
      error: { code: "config.wrong_number", exit: 3 },
    });
  });

  test("a refusal without a number is a refusal", () => {
    expect(outcomeOf(refused(undefined))).toMatchObject({ kind: "failed" });
  });

  test("every number that is known to stop a run does", () => {
    const stopping = graphErrorEntries.filter(({ stops }) => stops === true);
    expect(stopping.length).toBeGreaterThan(10);
    const going = stopping.filter(
      ({ code }) => outcomeOf(refused(typeof code === "number" ? code : code[0])).kind !== "stop",
    );
    expect(going).toEqual([]);
  });

  test("no answer of Meta's makes a message uncertain: a refusal is a clear no", () => {
    const codes = graphErrorEntries.flatMap(({ code }) => code);
    expect(codes.filter((code) => outcomeOf(refused(code)).kind === "uncertain")).toEqual([]);
  });

  test("a call that never left stops the run and leaves the message in the queue", () => {
    expect(outcomeOf(new NetworkError({ ...words, sent: "no" }))).toMatchObject({ kind: "stop" });
    // About one message alone: the others go on.
    expect(outcomeOf(new InputError({ ...words, code: "message.invalid" }))).toMatchObject({ kind: "failed" });
    for (const Wrong of [UsageError, InputError, ConfigError]) {
      expect(outcomeOf(new Wrong(words))).toMatchObject({ kind: "stop" });
    }
  });

  test.each([
    ["no answer", new NetworkError({ ...words, sent: "maybe" })],
    ["a database that failed", new StorageError(words)],
    ["a fault of our own", new TypeError("undefined is not a function")],
    ["something that is no error", "timeout"],
  ])("anything else may have gone out: %s", (_, error) => {
    expect(outcomeOf(error)).toEqual({ kind: "uncertain", error });
  });
});

describe("what an answer means for the message", () => {
  test("an id says that Meta took it", () => {
    const answer = {
      messaging_product: "whatsapp" as const,
      contacts: [{ input: "+5215512345678", wa_id: "525512345678" }],
      messages: [{ id: "wamid.1" }],
    };
    expect(acceptedBy(answer)).toEqual({ kind: "accepted", wamid: "wamid.1", waId: "525512345678" });
    expect(acceptedBy({ ...answer, contacts: [] })).toEqual({ kind: "accepted", wamid: "wamid.1", waId: undefined });
  });

  test("without an id nobody knows", () => {
    const answer = { messaging_product: "whatsapp" as const, contacts: [], messages: [] };
    expect(acceptedBy(answer)).toMatchObject({ kind: "uncertain" });
  });
});
