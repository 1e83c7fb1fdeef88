import { line, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import type { AppError } from "../../core/errors.ts";
import { moneyJson, moneyText, type Money } from "../../core/money.ts";
import { sentence, type Text } from "../../core/text.ts";
import { useJson, type BudgetUse } from "../../domain/costs/budget.ts";
import { freeServiceMessages, type PriceRule } from "../../domain/costs/price.ts";
import type { Progress } from "../../domain/messages/dispatch.ts";
import type { Prospect, SendPlan } from "../../domain/messages/prepare.ts";
import { countStates } from "../../domain/messages/states.ts";
import { campaignOf } from "../../domain/messages/summary.ts";
import { amountIn } from "../../domain/pages/figures.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { marketWord } from "../costs/market-words.ts";
import { reasonOf, stateWords } from "../messages/words.ts";
import { budgetBlocks } from "./budget-blocks.ts";

const columns = {
  to: { header: { en: "To", es: "Para" }, whole: true },
  state: { header: { en: "State", es: "Estado" }, whole: true },
  consent: { header: { en: "Consent", es: "Consentimiento" } },
  market: { header: { en: "Market", es: "Mercado" } },
  cost: { header: { en: "Estimate", es: "Costo estimado" }, align: "right" },
  why: { header: { en: "Why", es: "Motivo" } },
} as const;

/** Undefined when the rate of one of them is not known: a sum that leaves somebody out would be too low. */
export function totalEstimate(prospects: readonly Prospect[], currency: string): Money | undefined {
  let micros = 0;
  for (const { estimate } of prospects) {
    if (estimate.micros === null) return undefined;
    micros += estimate.micros;
  }
  return { micros, currency };
}

export function money(micros: number | null, currency: string | null): Money | undefined {
  return micros === null || currency === null ? undefined : { micros, currency };
}

export const free: Text = { en: "free", es: "gratis" };

export function costCell(cost: Money | undefined): Cell {
  if (cost?.micros === 0) return { text: free };
  return cost === undefined ? null : { text: amountIn(cost.micros, cost.currency, true) };
}

export function progressText({ accepted, notSent, total }: Progress): Text {
  return {
    en: `Sending: ${accepted} of ${total} accepted${notSent === 0 ? "" : `, ${notSent} not sent`}`,
    es: `Enviando: ${accepted} de ${total} aceptados${notSent === 0 ? "" : `, ${notSent} no enviados`}`,
  };
}

/** `--dry-run`: the message, who would get it and at what price. */
export function dryRunView(parts: {
  readonly template: WireTemplate;
  readonly preview: Text;
  readonly plan: SendPlan;
  readonly prospects: readonly Prospect[];
  /** The month's, where there is one. */
  readonly budget: BudgetUse | undefined;
}): View {
  const { template, preview, plan, prospects, budget } = parts;
  const allowed = prospects.filter(({ refusal }) => refusal === undefined);
  const total = totalEstimate(allowed, plan.currency);
  const rows = prospects.map(({ recipient, estimate, refusal, newConsent, window }) => {
    const cost = money(estimate.micros, estimate.currency);
    return {
      to: recipient.phone,
      state: refusal === undefined ? "queued" : "skipped",
      template: template.name,
      language: template.language,
      consent: refusal === undefined ? (newConsent ? "new" : "granted") : refusal.code,
      window: window.state === "open" ? "open" : "closed",
      market: estimate.market,
      estimate: cost === undefined ? null : moneyJson(cost),
      evidence: estimate.evidence,
      reason: refusal?.code ?? null,
    };
  });
  const preface: Text = {
    en: `Would send ${template.name} (${template.language}) to ${allowed.length} of ${prospects.length}:`,
    es: `Se enviaría ${template.name} (${template.language}) a ${allowed.length} de ${prospects.length}:`,
  };
  return view({
    data: {
      dryRun: true,
      messages: rows,
      rendered: preview.en,
      counts: { queued: allowed.length, skipped: prospects.length - allowed.length },
      estimate: total === undefined ? null : moneyJson(total),
      budget: budget === undefined ? null : useJson(budget),
    },
    rows,
    blocks: [
      line(preface),
      indented(preview),
      table(
        [columns.to, columns.consent, columns.market, columns.cost, columns.why],
        prospects.map(({ recipient, estimate, refusal, newConsent }) => [
          recipient.phone,
          consentCell(refusal, newConsent),
          { text: marketWord(estimate.market) },
          costCell(money(estimate.micros, estimate.currency)),
          refusal === undefined ? null : { text: refusal.text },
        ]),
      ),
      ...hintsOf(prospects),
      ...(total === undefined
        ? [line({ en: "The rate of one market is not known.", es: "Se desconoce la tarifa de un mercado." }, "warn")]
        : [
            line({
              en: `Estimate: ${moneyText(total).en} if all are delivered. Nothing was sent.`,
              es: `Costo estimado: ${moneyText(total).es} si se entregan todos. No se envió nada.`,
            }),
          ]),
      ...budgetBlocks(budget, allowed, plan.currency),
    ],
  });
}

/** Why it costs nothing, where that is not to be taken for granted. */
export function freeReasons(prospects: readonly Prospect[]): Block[] {
  const rules = new Set(prospects.map(({ estimate }) => estimate.rule));
  return Object.entries(freeWords).flatMap(([rule, words]) => ((rules as Set<string>).has(rule) ? [line(words)] : []));
}

const freeWords: Partial<Record<PriceRule, Text>> = {
  reaction: { en: "Meta does not charge for reactions.", es: "Meta no cobra las reacciones." },
  "service-allowance": {
    en: `Free: among the number's first ${freeServiceMessages} answers of the month, as far as recado knows.`,
    es: `Gratis: está entre las primeras ${freeServiceMessages} respuestas del número en el mes, hasta donde recado sabe.`,
  },
};

/** What to do about those who would get nothing, each advice once. */
export function hintsOf(prospects: readonly Prospect[]): Block[] {
  const hints = new Map(
    prospects.flatMap(({ refusal }) => (refusal === undefined ? [] : [[refusal.hint.en, refusal]])),
  );
  return [...hints.values()].map(({ hint }) => line(sentence(hint), "warn"));
}

function consentCell(refusal: Prospect["refusal"], newConsent: boolean): Cell {
  if (refusal !== undefined) return { text: { en: "no", es: "no" }, tone: "bad" };
  if (newConsent) return { text: { en: "yes, to be recorded", es: "sí, se anotará" }, tone: "good" };
  return { text: { en: "yes", es: "sí" }, tone: "good" };
}

export function indented(text: Text): Block {
  const both = { en: text.en.replace(/^/gm, "  │ "), es: text.es.replace(/^/gm, "  │ ") };
  return line(both);
}

/** Why a message did not go out, in words; `messages show` has Meta's own. */
function whyCell(row: MessageRow): Cell {
  if (row.error_code !== null) return { text: explainCode(row.error_code).explanation };
  const text = reasonOf(row);
  return text === undefined ? null : { text };
}

/** What became of every message of the request. */
export function sentView(parts: {
  readonly rows: readonly MessageRow[];
  readonly key: string;
  readonly problem: AppError | undefined;
}): View {
  const { rows, key, problem } = parts;
  const messages = rows.map((row) => {
    const estimate = money(row.estimate_micros, row.currency);
    return {
      id: row.id,
      to: row.customer_phone,
      state: row.state,
      wamid: row.wamid,
      template: row.template,
      language: row.language,
      estimate: estimate === undefined ? null : moneyJson(estimate),
      reason: row.reason,
      error:
        row.error_code === null ? null : { code: row.error_code, title: row.error_title, details: row.error_details },
    };
  });
  return view({
    data: { messages, counts: countStates(rows), campaign: campaignOf(rows), idempotencyKey: key },
    rows: messages,
    blocks: [
      table(
        [columns.to, columns.state, columns.cost, { header: { en: "ID", es: "ID" }, whole: true }, columns.why],
        rows.map((row) => [
          row.customer_phone,
          stateWords[row.state],
          costCell(money(row.estimate_micros, row.currency)),
          row.id,
          whyCell(row),
        ]),
      ),
    ],
    problem,
  });
}
