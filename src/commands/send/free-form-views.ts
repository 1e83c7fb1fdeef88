import { line, table, view, type Cell, type View } from "../../cli/view.ts";
import { isoTime, utcMinute } from "../../core/clock.ts";
import { moneyJson, moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { useJson, type BudgetUse } from "../../domain/costs/budget.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import type { ServiceWindow } from "../../domain/messages/window.ts";
import { budgetBlocks } from "./budget-blocks.ts";
import { costCell, freeReasons, hintsOf, indented, money, totalEstimate } from "./views.ts";

const minute = (at: number): string => `${utcMinute(at)} UTC`;

function windowCell(window: ServiceWindow): Cell {
  switch (window.state) {
    case "open":
      return {
        text: { en: `open until ${minute(window.endsAt)}`, es: `abierta hasta ${minute(window.endsAt)}` },
        tone: "good",
      };
    case "closed":
      return {
        text: { en: `closed since ${minute(window.endsAt)}`, es: `cerrada desde ${minute(window.endsAt)}` },
        tone: "bad",
      };
    default:
      return { text: { en: "not known", es: "no consta" }, tone: "warn" };
  }
}

/** On what ground it may be sent, or what is missing; null where the window alone decides against it. */
function consentOf({ window, refusal, newConsent }: Pick<Prospect, "window" | "refusal" | "newConsent">) {
  if (window.state === "closed") return null;
  return window.state === "open" ? "reply" : (refusal?.code ?? (newConsent ? "new" : "granted"));
}

function row(type: string, { recipient, estimate, refusal, newConsent, window }: Prospect) {
  const cost = money(estimate.micros, estimate.currency);
  const known = window.state === "unknown" ? undefined : window;
  return {
    to: recipient.phone,
    state: refusal === undefined ? "queued" : "skipped",
    type,
    window: window.state,
    windowEndsAt: known === undefined ? null : isoTime(known.endsAt),
    lastInboundAt: known === undefined ? null : isoTime(known.lastInboundAt),
    consent: consentOf({ window, refusal, newConsent }),
    market: estimate.market,
    estimate: cost === undefined ? null : moneyJson(cost),
    evidence: estimate.evidence,
    priceRule: estimate.rule,
    reason: refusal?.code ?? null,
  };
}

/** `--dry-run` of what is no template: the message, whose window is open and until when, and the price. */
export function freeFormDryRunView(parts: {
  readonly type: string;
  readonly preview: Text;
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
  /** The month's, where there is one. */
  readonly budget: BudgetUse | undefined;
}): View {
  const { type, preview, plan, prospects, budget } = parts;
  const allowed = prospects.filter(({ refusal }) => refusal === undefined);
  const total = totalEstimate(allowed, plan.currency);
  const rows = prospects.map((prospect) => row(type, prospect));
  return view({
    data: {
      dryRun: true,
      messages: rows,
      rendered: preview.en,
      content: plan.notice.content,
      counts: { queued: allowed.length, skipped: prospects.length - allowed.length },
      estimate: total === undefined ? null : moneyJson(total),
      budget: budget === undefined ? null : useJson(budget),
    },
    rows,
    blocks: [
      line({
        en: `Would send this to ${allowed.length} of ${prospects.length}:`,
        es: `Se enviaría esto a ${allowed.length} de ${prospects.length}:`,
      }),
      indented(preview),
      table(
        [
          { header: { en: "To", es: "Para" }, whole: true },
          { header: { en: "Window", es: "Ventana" } },
          { header: { en: "Estimate", es: "Costo estimado" }, align: "right" },
          { header: { en: "Why", es: "Motivo" } },
        ],
        prospects.map(({ recipient, window, estimate, refusal }) => [
          recipient.phone,
          windowCell(window),
          costCell(money(estimate.micros, estimate.currency)),
          refusal === undefined ? null : { text: refusal.text },
        ]),
      ),
      ...hintsOf(prospects),
      ...freeReasons(allowed),
      total === undefined
        ? line({ en: "The rate of one market is not known.", es: "Se desconoce la tarifa de un mercado." }, "warn")
        : line({
            en: `Estimate: ${moneyText(total).en} if all are delivered. Nothing was sent.`,
            es: `Costo estimado: ${moneyText(total).es} si se entregan todos. No se envió nada.`,
          }),
      ...budgetBlocks(budget, allowed, plan.currency),
    ],
  });
}
