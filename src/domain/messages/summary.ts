import {
  type AppError,
  InterruptedError,
  PartialError,
  PolicyError,
  StoppedError,
  StorageError,
  UncertainError,
} from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import type { MessageRow, MessageState } from "../../storage/rows.ts";
import { adviceFor } from "./failure-advice.ts";
import { refusalOfReason } from "./permission.ts";
import { countStates, gone } from "./states.ts";
import { notUploadedReason } from "./stored-content.ts";

/** The campaign without a name that these messages are. */
export function campaignOf(rows: readonly Pick<MessageRow, "campaign_id">[]): string {
  return refOf("cam", rows[0]?.campaign_id ?? 0);
}

const words: Partial<Record<MessageState, Text>> = {
  skipped: { en: "Not sent", es: "No enviados" },
  failed: { en: "Failed", es: "Fallidos" },
  queued: { en: "Still in the queue", es: "En cola" },
  sending: { en: "Being sent by another recado", es: "Enviándose en otro recado" },
  uncertain: { en: "Uncertain", es: "Inciertos" },
};

function sentence(rows: readonly MessageRow[]): Text {
  const counts = countStates(rows);
  const out = rows.filter(({ state }) => gone.includes(state)).length;
  const parts: Text[] = [{ en: `Sent: ${out} of ${rows.length}.`, es: `Enviados: ${out} de ${rows.length}.` }];
  for (const [state, word] of Object.entries(words)) {
    const count = counts[state as MessageState] ?? 0;
    if (count > 0) parts.push({ en: `${word.en}: ${count}.`, es: `${word.es}: ${count}.` });
  }
  return joinTexts(parts, " ");
}

/** How the rest is sent: the same command with the key of the request. */
function resumeHint(key: string): Text {
  return {
    en: `To send what is left, repeat the command with --idempotency-key ${key}`,
    es: `Para enviar lo que falta, repita el comando con --idempotency-key ${key}`,
  };
}

/** Webhooks settle it, or a person does. */
function uncertainHint(campaign: string): Text {
  return {
    en: `What is uncertain may have gone out and is not sent again; webhooks settle it. See: recado messages list --state uncertain. To decide it yourself: recado campaigns resolve ${campaign}`,
    es: `Lo incierto pudo haber salido y no se vuelve a enviar; los webhooks lo aclaran. Consulte: recado messages list --state uncertain. Para decidirlo usted: recado campaigns resolve ${campaign}`,
  };
}

/** What to do about the first message that did not go out. */
function refusalHint(rows: readonly MessageRow[], key: string): Text | undefined {
  const failed = rows.find(({ state, error_code: code }) => state === "failed" && code !== null);
  if (failed !== undefined) return adviceFor(failed);
  const skipped = rows.find(({ state }) => state === "skipped");
  if (skipped?.reason === notUploadedReason) return resumeHint(key);
  return skipped === undefined ? undefined : refusalOfReason(skipped.reason, skipped.category)?.hint;
}

function join(parts: readonly (Text | undefined)[]): Text | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : joinTexts(known, "\n");
}

/** A budget or a ceiling that is reached, or cannot be kept: repeating does not help until somebody raises it. */
function isOfMoney({ code }: AppError): boolean {
  return code.startsWith("policy.budget") || code === "policy.price_unknown";
}

/**
 * What a script should branch on when not everything went out; undefined when all of it did. Uncertainty outranks all
 * else, then an interruption, then what stopped the run, then refusals. A ceiling of costs is a refusal also after a part went out. Where something is left, the hint says how to
 * go on without sending anything twice.
 */
export function problemOf(
  rows: readonly MessageRow[],
  run: { readonly key: string; readonly stoppedBy: AppError | undefined; readonly interrupted: boolean },
): AppError | undefined {
  const counts = countStates(rows);
  const { stoppedBy, key } = run;
  const left = (counts.queued ?? 0) + (counts.sending ?? 0) > 0;
  const out = rows.some(({ state }) => gone.includes(state));
  const resume = left ? resumeHint(key) : undefined;
  const text = joinTexts(
    [stoppedBy?.text, sentence(rows)].filter((part) => part !== undefined),
    " ",
  );
  const data = { counts, idempotencyKey: key, ...(stoppedBy === undefined ? {} : { stoppedBy: stoppedBy.code }) };
  if ((counts.uncertain ?? 0) > 0) {
    const hint = join([stoppedBy?.hint, uncertainHint(campaignOf(rows)), resume]);
    return new UncertainError({ code: "send.uncertain", text, hint, data, cause: stoppedBy });
  }
  if (run.interrupted && left) {
    return new InterruptedError({ code: "send.interrupted", text, hint: resume, data });
  }
  if (stoppedBy !== undefined && left) {
    const hint = join([stoppedBy.hint, resume]);
    if (out && !isOfMoney(stoppedBy))
      return new PartialError({ code: "send.stopped", text, hint, data, cause: stoppedBy });
    const { code } = stoppedBy;
    return new StoppedError({ code, text, hint, data: { ...stoppedBy.data, ...data }, cause: stoppedBy });
  }
  if (left) {
    if (out) return new PartialError({ code: "send.unfinished", text, hint: resume, data });
    return new StorageError({ code: "send.unfinished", temporary: true, text, hint: resume, data });
  }
  if (rows.every(({ state }) => gone.includes(state))) return undefined;
  const refused = { code: out ? "send.partly" : "send.refused", text, hint: refusalHint(rows, key), data };
  return out ? new PartialError(refused) : new PolicyError(refused);
}

/** The same for a run whose end the database could not keep: with the key, repeating sends nothing twice. */
export function notRecordedProblem(error: UncertainError, key: string): UncertainError {
  return new UncertainError({
    code: error.code,
    text: error.text,
    hint: {
      en: `Fix the database, then repeat the command with --idempotency-key ${key} and not without it: that key sends nothing twice.`,
      es: `Corrija la base de datos y repita el comando con --idempotency-key ${key}, nunca sin esa clave: con ella nada se envía dos veces.`,
    },
    data: { ...error.data, idempotencyKey: key },
    cause: error.cause,
  });
}
