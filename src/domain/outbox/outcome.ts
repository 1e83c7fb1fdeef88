import { AppError, ConfigError, InputError, NetworkError, UsageError } from "../../core/errors.ts";
import { GraphError } from "../../graph/errors.ts";
import { decideRetry, defaultRetryPolicy, type RetryPolicy } from "../../graph/retry.ts";
import type { WireSendResponse } from "../../graph/wire/messages.ts";

/** What a call's end means for the message. */
export type Outcome =
  /** Meta took it. */
  | { readonly kind: "accepted"; readonly wamid: string; readonly waId: string | undefined }
  /** Meta refused this message, or would: others may still pass. */
  | { readonly kind: "failed"; readonly error: GraphError | InputError }
  /** It certainly did not go out, and the next one would not either: back into the queue, and stop. */
  | { readonly kind: "stop"; readonly error: AppError }
  /** It certainly did not go out, and will after a wait: this person alone waits, or everybody. */
  | {
      readonly kind: "again";
      readonly error: AppError;
      readonly waitMs: number;
      readonly who: "person" | "everybody";
      /** Meta said that messages come too fast. */
      readonly tooFast: boolean;
    }
  /** It may have gone out: never again by itself. */
  | { readonly kind: "uncertain"; readonly error: unknown };

/** Too many messages to this one person in a short time. */
const pairRateLimit = 131_056;
/** Too many messages of this number in a second. */
const throughputReached = 130_429;

/** Under code 100: nothing has the id that the call goes to, which is the sender's, not the message's. */
const noSuchNumber = 33;

/** As long as Meta asks for: who sends decides whether to wait for it. */
const policy: RetryPolicy = { ...defaultRetryPolicy, maxDelayMs: 6 * 3_600_000 };
/** One person who had too much is no reason to give up: only the wait grows, up to this many times fourfold. */
const longestPairWait = 4;

/** What Meta says of one person is no reason to keep the others waiting, even where it may pass. */
const isAboutOnePerson = (error: GraphError): boolean => error.kind === "recipient" || error.kind === "consent";

/** Kinds of refusal that say nothing about this message: the next one would get the same answer. */
const stopsTheRun = (error: GraphError): boolean =>
  error.stops ||
  error.kind === "auth" ||
  error.kind === "permission" ||
  (error.retry !== "no" && !isAboutOnePerson(error));

/** The call was never made: what it was to be made with is wrong. */
const neverCalled = (error: unknown): error is AppError =>
  error instanceof UsageError || error instanceof InputError || error instanceof ConfigError;

/** How often a message was tried, and what may be tried. */
export interface Attempt {
  readonly phoneNumberId: string;
  /** The calls for this message in this run, the one that failed included: 1 after the first. */
  readonly attempt: number;
  /** How often the same was said to others in a row, with no better answer in between. */
  readonly troubles?: number;
  /** The calls for this message in runs before. */
  readonly before?: number;
  /** From 0 (inclusive) to 1 (exclusive), for the jitter. */
  readonly random: number;
}

function again(error: GraphError | NetworkError, given: Attempt): Outcome | undefined {
  const code = error instanceof GraphError ? error.graphCode : undefined;
  const isPair = code === pairRateLimit;
  const attempt = isPair
    ? Math.min(given.attempt, longestPairWait)
    : Math.max(given.attempt, 1 + (given.troubles ?? 0));
  const maxAttempts = isPair ? longestPairWait + 1 : policy.maxAttempts;
  const question = { ...given, attempt, error, repeatable: false, policy: { ...policy, maxAttempts } };
  const decision = decideRetry(question);
  if (!decision.retry) return undefined;
  const who = isPair ? "person" : "everybody";
  return { kind: "again", error, waitMs: decision.delayMs, who, tooFast: code === throughputReached };
}

/** After so many calls for one message it is the message, whatever Meta calls it. */
const manyCalls = 2 * defaultRetryPolicy.maxAttempts - 1;

/**
 * What Meta says of a passing fault may be about one message that it stumbles over every time: while others pass, or after many calls,
 * that one fails, and does not keep the campaign from its end.
 */
function isAboutThisMessage(error: GraphError, { attempt, troubles = 0, before = 0 }: Attempt): boolean {
  if (error.stops || error.retry === "no") return false;
  return attempt > troubles + 1 || before + attempt >= manyCalls;
}

/** Reads the error of one send. Anything that is not a clear "no" counts as maybe sent. */
export function outcomeOf(error: unknown, attempt: Attempt): Outcome {
  if (error instanceof GraphError) {
    if (error.subcode === noSuchNumber) return { kind: "stop", error: wrongNumber(attempt.phoneNumberId, error) };
    // A code that nobody knows, with the marks of an outage: neither a refusal nor a proof of anything.
    if (error.retry === "no" && (error.isTransient || error.kind === "server")) return { kind: "uncertain", error };
    if (!error.stops && !isAboutOnePerson(error)) {
      const later = again(error, attempt);
      if (later !== undefined) return later;
    }
    const isForAll = stopsTheRun(error) && !isAboutThisMessage(error, attempt);
    return isForAll ? { kind: "stop", error } : { kind: "failed", error };
  }
  // Found out before the call, and about this message alone: an order that expired while it waited, say.
  if (error instanceof InputError && error.code === "message.invalid") return { kind: "failed", error };
  if (error instanceof NetworkError && error.sent === "no") return again(error, attempt) ?? { kind: "stop", error };
  if (neverCalled(error)) return { kind: "stop", error };
  return { kind: "uncertain", error };
}

export function acceptedBy(answer: WireSendResponse): Outcome {
  const wamid = answer.messages[0]?.id;
  if (wamid === undefined) return { kind: "uncertain", error: new Error("accepted without an id") };
  return { kind: "accepted", wamid, waId: answer.contacts[0]?.wa_id };
}

function wrongNumber(id: string, cause: GraphError): ConfigError {
  return new ConfigError({
    code: "config.wrong_number",
    text: {
      en: `There is no phone number with the id ${id}, or the token has no access to it.`,
      es: `No existe ningún número con el identificador ${id}, o el token no tiene acceso a él.`,
    },
    hint: {
      en: "Look up the id with recado doctor, and choose the number with recado init --number <id>.",
      es: "Compruebe el identificador con recado doctor y elija el número con recado init --number <id>.",
    },
    data: cause.data,
    cause,
  });
}
