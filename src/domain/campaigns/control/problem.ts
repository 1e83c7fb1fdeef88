import {
  type AppError,
  InterruptedError,
  PartialError,
  PolicyError,
  StoppedError,
  UncertainError,
} from "../../../core/errors.ts";
import { refOf } from "../../../core/ids.ts";
import { joinTexts, type Text } from "../../../core/text.ts";
import type { CampaignRow } from "../../../storage/rows.ts";
import { nameOf } from "./pause.ts";
import { goneIn, recipientsIn, type CampaignProgress, type RecipientState } from "./status.ts";

const words: Partial<Record<RecipientState, Text>> = {
  skipped: { en: "Not sent", es: "No enviados" },
  failed: { en: "Failed", es: "Fallidos" },
  cancelled: { en: "Cancelled", es: "Cancelados" },
  queued: { en: "Still in the queue", es: "En cola" },
  sending: { en: "Being sent", es: "Enviándose" },
  uncertain: { en: "Uncertain", es: "Inciertos" },
};

function sentence({ counts, taken }: CampaignProgress): Text {
  const all = recipientsIn(counts);
  const parts: Text[] = [{ en: `Sent: ${taken} of ${all}.`, es: `Enviados: ${taken} de ${all}.` }];
  for (const [state, word] of Object.entries(words)) {
    const count = counts[state as RecipientState];
    if (count > 0) parts.push({ en: `${word.en}: ${count}.`, es: `${word.es}: ${count}.` });
  }
  return joinTexts(parts, " ");
}

function hints(parts: readonly (Text | undefined)[]): Text | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? undefined : joinTexts(known, "\n");
}

/** A hint that speaks of some campaign, about this one. */
export function aboutThis(hint: Text | undefined, campaign: Pick<CampaignRow, "id" | "name">): Text | undefined {
  const name = nameOf(campaign);
  return hint && { en: hint.en.replaceAll("<name>", name), es: hint.es.replaceAll("<nombre>", name) };
}

/** An error that a run raised, with hints that speak of this campaign. */
export function raisedBy(error: unknown, campaign: Pick<CampaignRow, "id" | "name">): unknown {
  if (!(error instanceof UncertainError)) return error;
  const { code, text, data, cause } = error;
  return new UncertainError({ code, text, hint: aboutThis(error.hint, campaign), data, cause });
}

/** How a run of a campaign ended, for whoever branches on the exit code. */
export interface RunEnd extends CampaignProgress {
  readonly campaign: CampaignRow;
  readonly stoppedBy: AppError | undefined;
  readonly interrupted: boolean;
}

/**
 * What a script should branch on; undefined when everything went out, or the rest will by itself at its time. Uncertainty outranks
 * all else, then an interruption, then what stopped the run, then what did not go out.
 */
export function runProblem(end: RunEnd): AppError | undefined {
  const { campaign, counts, stoppedBy, interrupted } = end;
  const name = nameOf(campaign);
  const typed = (command: string, more = ""): string => `recado campaigns ${command} ${name}${more}`;
  const goOn: Text = { en: `Go on with: ${typed("resume")}`, es: `Continúe con: ${typed("resume")}` };
  const said = sentence(end);
  const stopHint = aboutThis(stoppedBy?.hint, campaign);
  // What stopped it may say itself how to go on, and then not in the same words.
  const saysHow = stopHint?.en.includes(typed("resume")) === true;
  const goOnHint = campaign.state === "paused" && !saysHow ? goOn : undefined;
  const text = stoppedBy === undefined ? said : joinTexts([stoppedBy.text, said], " ");
  const data = {
    campaign: refOf("cam", campaign.id),
    state: campaign.state,
    counts,
    ...(stoppedBy === undefined ? {} : { stoppedBy: stoppedBy.code }),
  };
  const left = counts.queued > 0;
  if (counts.uncertain > 0) {
    const settle: Text = {
      en: `What is uncertain may have gone out and is not sent again; webhooks settle it. Otherwise: ${typed("resolve")}`,
      es: `Lo incierto pudo haber salido y no se vuelve a enviar; los webhooks lo aclaran. Si no: ${typed("resolve")}`,
    };
    const hint = hints([stopHint, settle, left ? goOnHint : undefined]);
    return new UncertainError({ code: "campaigns.uncertain", text, hint, data, cause: stoppedBy });
  }
  if (interrupted) return new InterruptedError({ code: "campaigns.interrupted", text: said, hint: goOn, data });
  if (stoppedBy !== undefined && left) {
    const hint = hints([stopHint, goOnHint]);
    return new StoppedError({
      code: stoppedBy.code,
      text,
      hint,
      data: { ...stoppedBy.data, ...data },
      cause: stoppedBy,
    });
  }
  if (campaign.state === "scheduled") return undefined;
  if (campaign.state === "paused") return new PartialError({ code: "campaigns.paused", text: said, hint: goOn, data });
  if (goneIn(counts) === recipientsIn(counts)) return undefined;
  const see: Text = {
    en: `See who and why: ${typed("recipients", counts.failed > 0 ? " --state failed" : "")}`,
    es: `Vea quiénes y por qué: ${typed("recipients", counts.failed > 0 ? " --state failed" : "")}`,
  };
  const again: Text | undefined =
    counts.failed > 0
      ? {
          en: `Those that may pass now: ${typed("retry", " --failed")}`,
          es: `Los que ahora pueden salir bien: ${typed("retry", " --failed")}`,
        }
      : undefined;
  const refused = { code: "campaigns.partly", text: said, hint: hints([see, again]), data };
  return goneIn(counts) > 0 ? new PartialError(refused) : new PolicyError({ ...refused, code: "campaigns.refused" });
}
