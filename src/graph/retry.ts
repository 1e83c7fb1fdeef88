import { NetworkError } from "../core/errors.ts";
import { GraphError } from "./errors.ts";

export interface RetryPolicy {
  /** All attempts together: 1 never repeats. */
  readonly maxAttempts: number;
  /** The first back-off; it doubles with every attempt. */
  readonly baseDelayMs: number;
  /** A longer wait is the caller's to plan: the error is handed over at once. */
  readonly maxDelayMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { maxAttempts: 4, baseDelayMs: 500, maxDelayMs: 30_000 };

export interface RetryQuestion {
  /** How many attempts were made, the failed one included: 1 after the first. */
  readonly attempt: number;
  readonly error: unknown;
  /** Declared by the endpoint: true where a second call does no harm if the first one did arrive. */
  readonly repeatable: boolean;
  readonly policy: RetryPolicy;
  /** A number from 0 (inclusive) to 1 (exclusive), for the jitter. */
  readonly random: number;
}

export type RetryDecision = { readonly retry: true; readonly delayMs: number } | { readonly retry: false };

const never: RetryDecision = { retry: false };

/** The back-off without advice: doubling, then spread over the upper half so that parallel callers drift apart. */
function backOff({ attempt, policy, random }: RetryQuestion): number {
  const full = Math.min(policy.baseDelayMs * 2 ** (attempt - 1), policy.maxDelayMs);
  return Math.round(full / 2 + (full / 2) * random);
}

/** Up to a tenth more than Meta asked for, and never less. */
function afterWait(waitMs: number, { policy, random }: RetryQuestion): RetryDecision {
  return waitMs > policy.maxDelayMs ? never : { retry: true, delayMs: Math.round(waitMs * (1 + random / 10)) };
}

function afterNetworkError(error: NetworkError, question: RetryQuestion): RetryDecision {
  if (error.data?.["permanent"] === true) return never;
  // The one rule that keeps a message from going out twice.
  if (error.sent === "maybe" && !question.repeatable) return never;
  const asked = error.data?.["retryAfterMs"];
  return typeof asked === "number" ? afterWait(asked, question) : { retry: true, delayMs: backOff(question) };
}

function afterGraphError(error: GraphError, question: RetryQuestion): RetryDecision {
  const { retry } = error;
  if (retry === "no") {
    // Meta calls it passing or its own fault, our table does not: repeat only what does no harm.
    return (error.isTransient || error.kind === "server") && question.repeatable
      ? { retry: true, delayMs: backOff(question) }
      : never;
  }
  const waitMs = retry === "yes" ? 0 : retry.waitMs * (retry.factor ?? 1) ** (question.attempt - 1);
  const asked = Math.max(waitMs, error.retryAfterMs ?? 0);
  return asked > 0 ? afterWait(asked, question) : { retry: true, delayMs: backOff(question) };
}

/**
 * Decides whether a failed call is made again, and after how many milliseconds. A call that is not repeatable (a send)
 * is made again only where it cannot have been accepted: its bytes never left, or Meta answered with a Graph error whose
 * table entry allows it.
 */
export function decideRetry(question: RetryQuestion): RetryDecision {
  if (question.attempt >= question.policy.maxAttempts) return never;
  if (question.error instanceof GraphError) return afterGraphError(question.error, question);
  if (question.error instanceof NetworkError) return afterNetworkError(question.error, question);
  return never;
}
