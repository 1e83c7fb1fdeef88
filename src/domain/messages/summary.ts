import { AppError, InterruptedError, PartialError, PolicyError, UncertainError } from "../../core/errors.ts";
import { joinTexts, plural, type Text } from "../../core/text.ts";
import type { MessageRow, MessageState } from "../../storage/rows.ts";
import { countStates } from "./states.ts";

const gone: readonly MessageState[] = ["accepted", "sent", "delivered", "read"];

const words: Partial<Record<MessageState, readonly [Text, Text]>> = {
  skipped: [
    { en: "was not written to", es: "no recibió el mensaje" },
    { en: "were not written to", es: "no recibieron el mensaje" },
  ],
  failed: [
    { en: "was refused by Meta", es: "fue rechazado por Meta" },
    { en: "were refused by Meta", es: "fueron rechazados por Meta" },
  ],
  queued: [
    { en: "is still in the queue", es: "sigue en la cola" },
    { en: "are still in the queue", es: "siguen en la cola" },
  ],
  uncertain: [
    { en: "may or may not have gone out", es: "pudo haber salido o no" },
    { en: "may or may not have gone out", es: "pudieron haber salido o no" },
  ],
};

function sentence(rows: readonly MessageRow[]): Text {
  const counts = countStates(rows);
  const out = rows.filter(({ state }) => gone.includes(state)).length;
  const parts: Text[] = [{ en: `${out} of ${rows.length} sent`, es: `${out} de ${rows.length} enviados` }];
  for (const [state, [one, many]] of Object.entries(words)) {
    const count = counts[state as MessageState] ?? 0;
    if (count > 0) parts.push(plural(count, one, many));
  }
  const text = joinTexts(parts, "; ");
  return { en: `${text.en}.`, es: `${text.es}.` };
}

/** How the rest is sent: the same command with the key of the request. */
function resumeHint(key: string): Text {
  return {
    en: `To send what is left, repeat the command with --idempotency-key ${key}`,
    es: `Para enviar lo que falta, repita el comando con --idempotency-key ${key}`,
  };
}

const uncertainHint: Text = {
  en: "Nothing uncertain is sent again. Webhooks settle it; see: recado messages list --state uncertain",
  es: "Lo incierto no se vuelve a enviar. Los webhooks lo aclaran; consulte: recado messages list --state uncertain",
};

/**
 * What a script should branch on when not everything went out; undefined when all of it did. Uncertainty outranks all
 * else, then an interruption, then what stopped the run, then refusals.
 */
export function problemOf(
  rows: readonly MessageRow[],
  run: { readonly key: string; readonly stoppedBy: AppError | undefined; readonly interrupted: boolean },
): AppError | undefined {
  const counts = countStates(rows);
  const data = { counts, idempotencyKey: run.key };
  const text = sentence(rows);
  if ((counts.uncertain ?? 0) > 0) {
    return new UncertainError({ code: "send.uncertain", text, hint: uncertainHint, data, cause: run.stoppedBy });
  }
  const left = (counts.queued ?? 0) > 0;
  if (run.interrupted && left) {
    return new InterruptedError({ code: "send.interrupted", text, hint: resumeHint(run.key), data });
  }
  const out = rows.some(({ state }) => gone.includes(state));
  const { stoppedBy } = run;
  if (stoppedBy !== undefined && left) {
    if (!out) return stoppedBy;
    const why = joinTexts([text, stoppedBy.text], " ");
    const hint = joinTexts(
      [stoppedBy.hint, resumeHint(run.key)].filter((part) => part !== undefined),
      " ",
    );
    return new PartialError({ code: "send.stopped", text: why, hint, data: { ...data, cause: stoppedBy.code } });
  }
  if (rows.every(({ state }) => gone.includes(state))) return undefined;
  const refused = { code: out ? "send.partly" : "send.refused", text, data };
  return out ? new PartialError(refused) : new PolicyError(refused);
}
