import { line, pairs, type Block, type Cell } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { formatMicros, moneyText } from "../../core/money.ts";
import { percent } from "../../domain/pages/figures.ts";
import type { Text } from "../../core/text.ts";
import { nameOf } from "../../domain/campaigns/control/pause.ts";
import { shownRunner } from "../../domain/outbox/lock.ts";
import { recipientsIn, recipientStates, type CampaignStatus } from "../../domain/campaigns/control/status.ts";
import { readSpec } from "../../domain/campaigns/spec.ts";
import { formatLocal } from "../../domain/campaigns/when/describe.ts";
import type { CampaignCost } from "../../storage/repos/campaign-counts.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { stateWords } from "../messages/words.ts";
import { campaignStateWords, nameCell, storedReason, whyText } from "./shown-state.ts";

const time = (at: number | null): string | null => (at === null ? null : isoTime(at));

/** `cost` of a campaign: decimal strings beside their currency. */
export function costJson(cost: CampaignCost): Record<string, unknown> {
  const { currency, estimate_micros: estimate, settled_micros: settled, so_far_micros: soFar, unpriced } = cost;
  return {
    estimate: estimate === null || unpriced > 0 ? null : formatMicros(estimate),
    settled: formatMicros(settled),
    soFar: formatMicros(soFar),
    currency,
  };
}

/** The JSON of a campaign that scripts rely on. */
export function statusJson(status: CampaignStatus): Record<string, unknown> {
  const { campaign, counts, taken, excluded, cost, runner, isAbandoned } = status;
  const recipients = recipientsIn(counts);
  const why = storedReason(campaign);
  return {
    id: refOf("cam", campaign.id),
    name: campaign.name,
    state: campaign.state,
    reason: campaign.reason,
    message: why?.text.en ?? null,
    dueAt: time(campaign.due_at),
    runner: runner === undefined ? null : { name: runner.name, since: isoTime(runner.since) },
    abandoned: isAbandoned,
    list: { size: recipients + excluded, recipients, excluded },
    counts,
    taken,
    cost: costJson(cost),
    createdAt: isoTime(campaign.created_at),
    startedAt: time(campaign.started_at),
    finishedAt: time(campaign.finished_at),
  };
}

/** An instant as the campaign tells it: in its own zone, which a person chose, else in UTC. */
export function shownTime(campaign: Pick<CampaignRow, "spec">, at: number): string {
  return formatLocal(at, campaign.spec === null ? "UTC" : readSpec(campaign.spec).timeZone);
}

function moneyCell(micros: number | null, currency: string | null): Cell {
  return micros === null || currency === null ? null : { text: moneyText({ micros, currency }) };
}

function shareCell(count: number, recipients: number): Cell {
  if (recipients === 0) return count;
  const share = percent({ count, of: recipients });
  return { text: { en: `${count} (${share.en})`, es: `${count} (${share.es})` } };
}

function runnerCell({ campaign, runner }: CampaignStatus): Cell {
  if (runner === undefined) return null;
  const name = shownRunner(runner.name);
  const since = shownTime(campaign, runner.since);
  return { text: { en: `${name}, since ${since}`, es: `${name}, desde ${since}` } };
}

/** What to type next, where something waits for a person. */
function nextStep({ campaign, counts, isAbandoned }: CampaignStatus): Text | undefined {
  const name = nameOf(campaign);
  const typed = (command: string): string => `recado campaigns ${command} ${name}`;
  if (isAbandoned) {
    return {
      en: `Whoever ran it is gone. Go on with: ${typed("resume")}`,
      es: `El proceso que la ejecutaba ya no existe. Continúe con: ${typed("resume")}`,
    };
  }
  switch (campaign.state) {
    case "planned":
      return { en: `Send it with: ${typed("start")}`, es: `Envíela con: ${typed("start")}` };
    case "paused":
      return (
        storedReason(campaign)?.hint ?? { en: `Go on with: ${typed("resume")}`, es: `Continúe con: ${typed("resume")}` }
      );
    case "scheduled":
      return {
        en: `recado work sends it when it is due, or then: ${typed("resume")}`,
        es: `recado work la envía cuando llegue su hora; o entonces: ${typed("resume")}`,
      };
    default:
      if (counts.uncertain > 0) {
        return {
          en: `Webhooks settle what is uncertain; otherwise: ${typed("resolve")}`,
          es: `Los webhooks aclaran lo incierto; si no: ${typed("resolve")}`,
        };
      }
      return campaign.state === "done" && campaign.name !== null
        ? { en: `The results: ${typed("report")}`, es: `Los resultados: ${typed("report")}` }
        : undefined;
  }
}

/** Where a campaign stands, for a person. */
export function statusBlocks(status: CampaignStatus): Block[] {
  const { campaign, counts, taken, excluded, cost } = status;
  const recipients = recipientsIn(counts);
  const why = whyText(campaign);
  const next = nextStep(status);
  return [
    pairs(
      [{ en: "Campaign", es: "Campaña" }, nameCell(campaign)],
      [{ en: "Id", es: "Id" }, refOf("cam", campaign.id)],
      [{ en: "State", es: "Estado" }, campaignStateWords[campaign.state]],
      ...(why === undefined ? [] : [[{ en: "Why", es: "Motivo" }, { text: why }] as const]),
      ...(campaign.due_at === null
        ? []
        : [[{ en: "Goes on", es: "Continúa" }, shownTime(campaign, campaign.due_at)] as const]),
      ...(status.runner === undefined ? [] : [[{ en: "Run by", es: "La ejecuta" }, runnerCell(status)] as const]),
      [{ en: "Recipients", es: "Destinatarios" }, recipients],
      ...(excluded === 0 ? [] : [[{ en: "Excluded", es: "Excluidos" }, excluded] as const]),
      [{ en: "Taken by Meta", es: "Aceptados por Meta" }, shareCell(taken, recipients)],
      ...recipientStates.flatMap((state) =>
        counts[state] === 0 ? [] : [[stateNames[state] ?? stateWords[state].text, counts[state]] as const],
      ),
      [
        { en: "Estimate", es: "Costo estimado" },
        cost.unpriced > 0 ? null : moneyCell(cost.estimate_micros, cost.currency),
      ],
      [{ en: "Cost so far", es: "Costo hasta ahora" }, moneyCell(cost.so_far_micros, cost.currency)],
      [
        { en: "Of that settled by Meta", es: "De eso, confirmado por Meta" },
        moneyCell(cost.settled_micros, cost.currency),
      ],
    ),
    ...(next === undefined ? [] : [line(next, "dim")]),
  ];
}

/** The states as the head of a line, set in a little. */
const stateNames: Readonly<Record<string, Text>> = Object.fromEntries(
  recipientStates.map((state) => {
    const { en, es } = stateWords[state].text;
    return [state, { en: `  ${en}`, es: `  ${es}` }];
  }),
);
