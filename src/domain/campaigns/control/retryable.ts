import type { Text } from "../../../core/text.ts";
import { explainCode } from "../../../graph/error-codes.ts";
import type { MessageRow } from "../../../storage/rows.ts";
import { adviceFor } from "../../messages/failure-advice.ts";
import { notUploadedReason } from "../../messages/stored-content.ts";

/** Whether a message that did not arrive may be sent once more. */
export type RetryVerdict =
  | {
      readonly ok: true;
      /** Not before (milliseconds); 0: at once. */
      readonly dueAt: number;
    }
  | { readonly ok: false; readonly advice: Text };

const failedHere: Text = {
  en: "It would fail again: the message itself is not allowed. Plan a new campaign without the mistake.",
  es: "Volvería a fallar: el mensaje en sí no es válido. Planifique otra campaña sin el error.",
};

type Ended = Pick<MessageRow, "state" | "reason" | "error_code" | "content" | "updated_at">;

/**
 * By Meta's error: some pass by themselves, some after a time that grows with every attempt, most never. What our own side could
 * not upload is tried again.
 *
 * @param before how often this person was written to again already
 */
export function retryOf(row: Ended, before: number, now: number): RetryVerdict {
  if (row.state === "skipped" && row.reason === notUploadedReason) return { ok: true, dueAt: 0 };
  if (row.error_code === null) return { ok: false, advice: failedHere };
  const { retry, next } = explainCode(row.error_code);
  if (retry === "no") return { ok: false, advice: adviceFor(row) ?? next };
  if (retry === "yes") return { ok: true, dueAt: 0 };
  const dueAt = row.updated_at + retry.waitMs * (retry.factor ?? 2) ** Math.min(before, 10);
  return { ok: true, dueAt: dueAt <= now ? 0 : dueAt };
}

/** Whether `--reason` names this failure: Meta's number, its name, or our dotted code. */
export function isReason(row: Pick<MessageRow, "reason" | "error_code">, wanted: string): boolean {
  if (row.reason === wanted) return true;
  if (row.error_code === null) return false;
  const { name } = explainCode(row.error_code);
  return [String(row.error_code), name, `graph.${name}`].includes(wanted);
}
