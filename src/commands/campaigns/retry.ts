import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { PolicyError, UsageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { same, type Text } from "../../core/text.ts";
import { nameOf, reread } from "../../domain/campaigns/control/pause.ts";
import { retryFailed, type LeftFailures, type RetryReport } from "../../domain/campaigns/control/retry.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { reasonText } from "../messages/words.ts";
import type { retryInput } from "./control-specs.ts";
import { findCampaign } from "./find-campaign.ts";
import { shownTime } from "./shown-status.ts";

/** `{"id","state","retried","dueAt","left":[{"reason","code","count","advice"}],"dryRun"}` */
export async function run(
  input: InputOf<typeof retryInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  if (!input.failed) throw notSaid();
  const { dryRun, reason } = input;
  const { db, campaign } = await findCampaign(input.campaign, context);
  const report = await retryFailed(db, campaign, { now: context.clock.now(), reason, dryRun });
  const after = await reread(db, campaign);
  const { retried, dueAt, left } = report;
  return view({
    data: {
      id: refOf("cam", campaign.id),
      state: after.state,
      retried,
      dueAt: dueAt === undefined || dueAt === 0 ? null : isoTime(dueAt),
      left: left.map(({ advice, ...failure }) => ({ ...failure, advice: context.say(advice) })),
      dryRun,
    },
    blocks: [...queuedBlocks(after, report, dryRun), ...leftBlocks(left)],
    problem: retried === 0 && left.length > 0 ? nothingToRetry(left) : undefined,
  });
}

function queuedBlocks(campaign: CampaignRow, { retried, dueAt, left }: RetryReport, dryRun: boolean): Block[] {
  if (retried === 0) {
    return left.length > 0
      ? []
      : [line({ en: "Nothing failed that is meant.", es: "No hay fallos que correspondan." })];
  }
  const name = nameOf(campaign);
  const later = dueAt === undefined || dueAt === 0 ? undefined : shownTime(campaign, dueAt);
  return [
    dryRun
      ? line({ en: `Would be put back into the queue: ${retried}.`, es: `Volverían a la cola: ${retried}.` })
      : line({ en: `Back in the queue: ${retried}.`, es: `De nuevo en cola: ${retried}.` }, "good"),
    ...(later === undefined
      ? []
      : [line({ en: `The first may go from ${later} on.`, es: `El primero puede salir a partir de ${later}.` })]),
    ...(dryRun || campaign.state === "running"
      ? []
      : [
          line(
            {
              en: `Nothing is sent yet. Go on with: recado campaigns resume ${name}`,
              es: `Todavía no se envía nada. Continúe con: recado campaigns resume ${name}`,
            },
            "dim",
          ),
        ]),
  ];
}

function failureWords({ code, reason }: LeftFailures): Text {
  if (code === null) return reason === null ? same("?") : reasonText(reason);
  const { title } = explainCode(code);
  return { en: `${title.en} (${code})`, es: `${title.es} (${code})` };
}

function leftBlocks(left: readonly LeftFailures[]): Block[] {
  if (left.length === 0) return [];
  return [
    line({
      en: "Left as they are, since they would fail again:",
      es: "Quedan como están, porque volverían a fallar:",
    }),
    table(
      [
        { header: { en: "Messages", es: "Mensajes" }, align: "right" },
        { header: { en: "Failure", es: "Fallo" } },
        { header: { en: "What to do", es: "Qué hacer" } },
      ],
      left.map((failure) => [failure.count, { text: failureWords(failure) }, { text: failure.advice }]),
    ),
  ];
}

function nothingToRetry(left: readonly LeftFailures[]): PolicyError {
  const count = left.reduce((sum, failure) => sum + failure.count, 0);
  return new PolicyError({
    code: "campaigns.nothing_to_retry",
    text: {
      en: `Of the failed messages (${count}) none would pass on another try.`,
      es: `De los mensajes fallidos (${count}), ninguno saldría bien en otro intento.`,
    },
    data: { left: count },
  });
}

function notSaid(): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "--failed is missing: which messages?", es: "Falta --failed: ¿qué mensajes?" },
    hint: {
      en: "For example: recado campaigns retry spring --failed",
      es: "Por ejemplo: recado campaigns retry primavera --failed",
    },
    data: { option: "--failed" },
  });
}
