import { AppError, NetworkError } from "../../core/errors.ts";
import { GraphError } from "../../graph/errors.ts";
import type { WireSendResponse } from "../../graph/wire/messages.ts";

/** What a call's end means for the message. */
export type Outcome =
  /** Meta took it. */
  | { readonly kind: "accepted"; readonly wamid: string; readonly waId: string | undefined }
  /** Meta refused this message; others may still pass. */
  | { readonly kind: "failed"; readonly error: GraphError }
  /** It certainly did not go out, and the next one would not either: back into the queue, and stop. */
  | { readonly kind: "release"; readonly error: AppError }
  /** It may have gone out: never again by itself. */
  | { readonly kind: "uncertain"; readonly error: unknown };

/** Kinds of refusal that say nothing about this message: the next one would get the same answer. */
const stopsTheRun = (error: GraphError): boolean =>
  error.stops || error.kind === "auth" || error.kind === "permission" || error.retry !== "no";

/**
 * Reads the error of one send. Repeating was the client's business already: what comes here is final for this call.
 * Anything that is not a clear "no" counts as maybe sent.
 */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof GraphError) {
    return stopsTheRun(error) ? { kind: "release", error } : { kind: "failed", error };
  }
  if (error instanceof NetworkError && error.sent === "no") return { kind: "release", error };
  return { kind: "uncertain", error };
}

export function acceptedBy(answer: WireSendResponse): Outcome {
  const wamid = answer.messages[0]?.id;
  if (wamid === undefined) return { kind: "uncertain", error: new Error("accepted without an id") };
  return { kind: "accepted", wamid, waId: answer.contacts[0]?.wa_id };
}
