import { describe, expect, it } from "vitest";
import { mayMessage, purposeOfCategory, refusalOf } from "../../../src/domain/consent/may-message.ts";
import { consentFromOptIn } from "../../../src/domain/consent/opt-in.ts";
import { consentSignals } from "../../../src/domain/consent/signals.ts";
import type { ConsentSignal } from "../../../src/domain/consent/signals.ts";
import { agreedToAnything, consentOf, consentWordOf, nothingSaid } from "../../../src/domain/consent/state.ts";
import type { ConsentState } from "../../../src/domain/consent/state.ts";
import { isStopWord } from "../../../src/domain/consent/stop-words.ts";
import { writeConsentLetters } from "../../../src/storage/consent-letters.ts";
import { purposes } from "../../../src/storage/rows.ts";
import { noon } from "../../helpers/rows.ts";

/** What is known of a contact with these letters after a signal. */
function after(letters: string, signal: ConsentSignal): ConsentState {
  const { action, purposes: what } = consentSignals[signal];
  return consentOf({ consent: writeConsentLetters(letters, what, action) });
}

function answers(state: ConsentState): string {
  return purposes
    .map((category) => {
      const verdict = mayMessage(state, { category });
      return verdict.ok ? "yes" : verdict.code.replace("policy.", "");
    })
    .join(" ");
}

function all(status: "declined"): ConsentState {
  return { marketing: status, utility: status, authentication: status, service: status };
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
    ["only a no to what was never agreed to", { marketing: "declined" }, "no_consent no_consent no_consent no_consent"],
    ["no offers, but notices", { marketing: "declined", utility: "granted" }, "no_consent yes yes yes"],
    ["offers, but no notices", { marketing: "granted", utility: "declined" }, "yes no_consent yes yes"],
    ["a no to everything", all("declined"), "no_consent no_consent no_consent no_consent"],
    [
      "one no, one withdrawal",
      { marketing: "declined", utility: "withdrawn" },
      "no_consent opted_out opted_out opted_out",
    ],
  ])("%s", (_, state, expected) => {
    expect(answers({ ...nothingSaid, ...state })).toBe(expected);
  });

  it("who wrote STOP can still be answered in the open window, and only that", () => {
    const state = after("gggg", "stop-word");
    expect(answers(state)).toBe("opted_out opted_out opted_out opted_out");
    expect(mayMessage(state, { category: "service", isReply: true })).toEqual({ ok: true });
    expect(mayMessage(state, { category: "marketing", isReply: true }).ok).toBe(false);
  });

  it("a refusal says the next step in both languages", () => {
    const verdict = mayMessage(nothingSaid, { category: "utility" });
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
    const state = after("gggg", signal);
    expect(purposes.map((purpose) => state[purpose]).join(" ")).toBe(expected);
  });

  it.each(["w---", "d---", "----"])("WhatsApp's own switch turns marketing on again (%s)", (letters) => {
    expect(after(letters, "user-preferences-resume").marketing).toBe("granted");
  });

  it("who said no on a form and then STOP has opted out", () => {
    expect(answers(after("dd--", "stop-word"))).toBe("opted_out opted_out opted_out opted_out");
  });
});

describe("what is known of a contact", () => {
  it("is nothing where nobody is, and nobody agreed to anything by saying no", () => {
    expect(consentOf(undefined)).toEqual(nothingSaid);
    expect([consentOf({ consent: "wdw-" }), consentOf({ consent: "---g" })].map(agreedToAnything)).toEqual([
      false,
      true,
    ]);
  });

  it.each([
    ["granted", "granted"],
    ["withdrawn", "withdrawn"],
    ["declined", "unknown"],
    ["unknown", "unknown"],
  ] as const)("%s is %s in the words that scripts know", (status, word) => {
    expect(consentWordOf(status)).toBe(word);
  });
});

describe("somebody who declined", () => {
  it("can still be answered in the open window", () => {
    expect(mayMessage(all("declined"), { category: "service", isReply: true })).toEqual({ ok: true });
    expect(mayMessage(all("declined"), { category: "marketing", isReply: true }).ok).toBe(false);
  });

  it("is refused in words that say so, with a way on in both languages", () => {
    const verdict = mayMessage({ ...nothingSaid, utility: "declined" }, { category: "utility" });
    if (verdict.ok) throw new Error("allowed");
    expect(verdict.text.en).toContain("said no");
    expect(verdict.text.es).toContain("dijo que no");
    expect([verdict.hint.en, verdict.hint.es].every((hint) => hint.includes("--opted-in"))).toBe(true);
  });

  it("is not taken for somebody who opted out when a skipped message is explained", () => {
    expect(refusalOf("policy.no_consent", "utility")?.code).toBe("policy.no_consent");
    expect(refusalOf("policy.opted_out", "utility")?.code).toBe("policy.opted_out");
  });
});

it("an operator's word vouches for the message at hand alone, and is kept as it was said", () => {
  const optIn = { contactId: 1, where: "counter in Lima", purpose: "utility", now: noon, actor: "tester" } as const;
  expect(consentFromOptIn(optIn)).toMatchObject({
    contactId: 1,
    purposes: ["utility"],
    action: "granted",
    occurredAt: noon,
    recordedAt: noon,
    proof: { source: "counter in Lima", method: "command", actor: "tester", importId: null },
  });
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
