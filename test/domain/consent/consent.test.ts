import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consentEvents } from "../../../src/domain/consent/events.ts";
import { mayMessage, purposeOfCategory } from "../../../src/domain/consent/may-message.ts";
import { consentFromOptIn } from "../../../src/domain/consent/opt-in.ts";
import { consentSignals } from "../../../src/domain/consent/signals.ts";
import type { ConsentSignal } from "../../../src/domain/consent/signals.ts";
import { consentState } from "../../../src/domain/consent/state.ts";
import type { ConsentState } from "../../../src/domain/consent/state.ts";
import { isStopWord } from "../../../src/domain/consent/stop-words.ts";
import { purposes } from "../../../src/storage/rows.ts";
import type { ConsentEventRow, Purpose } from "../../../src/storage/rows.ts";

const nothing = consentState([]);

function said(action: "granted" | "withdrawn", what: readonly Purpose[], now: number): ConsentEventRow[] {
  return consentEvents({
    contactId: "con_1",
    action,
    purposes: what,
    at: now,
    now,
    method: "m",
    source: "s",
    actor: "a",
  });
}

function after(state: readonly ConsentEventRow[], signal: ConsentSignal, now: number): ConsentState {
  const { action, purposes: what } = consentSignals[signal];
  return consentState([...state, ...said(action, what, now)]);
}

function answers(state: ConsentState): string {
  return purposes
    .map((category) => {
      const verdict = mayMessage(state, { category });
      return verdict.ok ? "yes" : verdict.code.replace("policy.", "");
    })
    .join(" ");
}

describe("who may be written to, for marketing, utility, authentication, service", () => {
  it.each<[string, Partial<ConsentState>, string]>([
    ["nobody who said nothing", {}, "no_consent no_consent no_consent no_consent"],
    ["an opt-in of any kind is enough for all but marketing", { service: "granted" }, "no_consent yes yes yes"],
    ["marketing must be named", { utility: "granted", service: "granted" }, "no_consent yes yes yes"],
    ["marketing alone is an opt-in too", { marketing: "granted" }, "yes yes yes yes"],
    ["no more offers", { marketing: "withdrawn", utility: "granted" }, "opted_out yes yes yes"],
    ["no more notices", { marketing: "granted", utility: "withdrawn" }, "yes opted_out yes yes"],
    ["only a withdrawal", { marketing: "withdrawn" }, "opted_out opted_out opted_out opted_out"],
  ])("%s", (_, state, expected) => {
    expect(answers({ ...nothing, ...state })).toBe(expected);
  });

  it("who wrote STOP can still be answered in the open window, and only that", () => {
    const state = after(said("granted", purposes, 1), "stop-word", 2);
    expect(answers(state)).toBe("opted_out opted_out opted_out opted_out");
    expect(mayMessage(state, { category: "service", isReply: true })).toEqual({ ok: true });
    expect(mayMessage(state, { category: "marketing", isReply: true }).ok).toBe(false);
  });

  it("a refusal says the next step in both languages", () => {
    const verdict = mayMessage(nothing, { category: "utility" });
    if (verdict.ok) throw new Error("allowed");
    expect(verdict.hint.en).toContain("--opted-in");
    expect(verdict.hint.es).toContain("--opted-in");
  });
});

describe("signals", () => {
  it.each<[ConsentSignal, string]>([
    ["stop-word", "withdrawn withdrawn withdrawn withdrawn"],
    ["user-preferences-stop", "withdrawn granted granted granted"],
    ["meta-131050", "withdrawn granted granted granted"],
    ["user-preferences-resume", "granted granted granted granted"],
  ])("%s after a general yes: %s", (signal, expected) => {
    const state = after(said("granted", purposes, 1), signal, 2);
    expect(purposes.map((purpose) => state[purpose]).join(" ")).toBe(expected);
  });

  it("WhatsApp's own switch turns marketing on again", () => {
    expect(after(said("withdrawn", ["marketing"], 1), "user-preferences-resume", 2).marketing).toBe("granted");
  });
});

describe("the state of a ledger", () => {
  it("does not depend on the order in which its events are read; in doubt it is withdrawn", () => {
    const event = fc
      .tuple(
        fc.constantFrom("granted" as const, "withdrawn" as const),
        fc.subarray([...purposes]),
        fc.integer({ min: 1, max: 4 }),
      )
      .map(([action, what, now]) => said(action, what, now));
    const ledgers = fc.array(event, { maxLength: 10 }).map((parts) => parts.flat());
    fc.assert(
      fc.property(
        ledgers.chain((ledger) =>
          fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })),
        ),
        ([ledger, shuffled]) => {
          const state = consentState(ledger);
          expect(consentState(shuffled)).toEqual(state);
          for (const purpose of purposes) {
            const last = Math.max(...ledger.filter((one) => one.purpose === purpose).map((one) => one.recorded_at));
            const withdrawn = ledger.some(
              (one) => one.purpose === purpose && one.recorded_at === last && one.action === "withdrawn",
            );
            expect(state[purpose] === "withdrawn").toBe(withdrawn);
          }
        },
      ),
    );
  });
});

it("an operator's word vouches for the message at hand alone, and is kept as it was said", () => {
  const optIn = { contactId: "con_1", where: "counter in Lima", purpose: "utility", now: 7, actor: "tester" } as const;
  expect(consentFromOptIn(optIn)).toMatchObject([
    {
      purpose: "utility",
      action: "granted",
      source: "counter in Lima",
      method: "command",
      occurred_at: 7,
      actor: "tester",
    },
  ]);
});

it.each([
  ["MARKETING", "marketing"],
  ["UTILITY", "utility"],
  ["AUTHENTICATION", "authentication"],
  ["authentication_international", "authentication"],
  ["SERVICE", "service"],
  ["TRANSACTIONAL", undefined],
])("category %s is %s", (category, purpose) => {
  expect(purposeOfCategory(category)).toBe(purpose);
});

describe("stop words", () => {
  it.each([
    "BAJA",
    "baja",
    " Baja. ",
    "¡BAJA!",
    "ALTO",
    "cancelar",
    "Salir",
    "NO MÁS",
    "no mas",
    "Parar",
    "SAIR",
    "STOP",
    "Stop!!",
    "🛑 stop",
    "unsubscribe",
    "QUIT",
    "end",
    "Revoke",
    "opt out",
    "OPT-OUT",
    "Por favor, baja",
    "stop please",
    "ＳＴＯＰ",
    "Não quero mais",
  ])("%j asks to be left alone", (message) => {
    expect(isStopWord(message)).toBe(true);
  });

  it.each([
    "",
    "no quiero cancelar mi pedido",
    "¿puedo cancelar el pedido 12?",
    "la baja del precio",
    "hola",
    "alta",
    "START",
    "stopwatch",
    "no",
    "👍",
    `STOP ${"x".repeat(200)}`,
  ])("%j does not", (message) => {
    expect(isStopWord(message)).toBe(false);
  });
});
