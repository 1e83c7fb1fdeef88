import { line, pairs, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { moneyText } from "../../core/money.ts";
import { budgetJson, type BudgetUse, type MonthSpending } from "../../domain/costs/budget.ts";
import { raiseText } from "../../domain/costs/budget-fit.ts";
import { amountIn } from "../../domain/pages/figures.ts";

function budgetCell({ budget: { amount, warnPercent } }: BudgetUse): Cell {
  const shown = moneyText(amount);
  if (warnPercent === null) return { text: { en: `${shown.en} a month`, es: `${shown.es} por mes` } };
  return {
    text: {
      en: `${shown.en} a month, warning from ${warnPercent} %`,
      es: `${shown.es} por mes, con aviso desde el ${warnPercent} %`,
    },
  };
}

const tones = { ok: "good", warn: "warn", reached: "bad" } as const;

function useBlocks(use: BudgetUse): Block[] {
  const { state } = use;
  const raise = raiseText(use);
  if (state === "ok") return [];
  return [
    state === "reached"
      ? line(
          {
            en: `It is used up: only what is free goes out. Raise it with: ${raise.en}`,
            es: `Está agotado: solo sale lo gratuito. Súbalo con: ${raise.es}`,
          },
          "bad",
        )
      : line(
          { en: `It is nearly used up. Raise it with: ${raise.en}`, es: `Está por agotarse. Súbalo con: ${raise.es}` },
          "warn",
        ),
  ];
}

const noBudget = (currency: string): Block =>
  line({
    en: `There is no budget: nothing stops sending. Set one with: recado costs budget set "<amount> ${currency}/month"`,
    es: `No hay presupuesto: nada detiene el envío. Fije uno con: recado costs budget set "<monto> ${currency}/mes"`,
  });

/** The month's spending against the budget, as a person reads it and as scripts do. @param more JSON beside it */
export function budgetView(spending: MonthSpending, before: readonly Block[] = [], more: object = {}): View {
  const { month, currency, spent, open, unpriced, use } = spending;
  const amount = (micros: number, estimated = false): Cell => ({ text: amountIn(micros, currency, estimated) });
  return view({
    data: { ...budgetJson(spending), ...more },
    blocks: [
      ...before,
      ...(use === undefined ? [noBudget(currency)] : []),
      pairs(
        ...(use === undefined ? [] : [[{ en: "Budget", es: "Presupuesto" }, budgetCell(use)] as const]),
        [{ en: "Month", es: "Mes" }, month],
        [{ en: "Confirmed by Meta", es: "Confirmado por Meta" }, amount(spent)],
        [{ en: "On its way (estimate)", es: "En camino (estimado)" }, amount(open, open !== 0)],
        ...(use === undefined
          ? []
          : [
              [{ en: "Left", es: "Queda" }, amount(use.left)] as const,
              [
                { en: "Used", es: "Usado" },
                { text: { en: `${use.percent} %`, es: `${use.percent} %` }, tone: tones[use.state] },
              ] as const,
            ]),
      ),
      ...(use === undefined ? [] : useBlocks(use)),
      ...(unpriced === 0
        ? []
        : [
            line(
              {
                en: `Messages whose price is not known, not included: ${unpriced}.`,
                es: `Mensajes sin precio conocido, no incluidos: ${unpriced}.`,
              },
              "warn",
            ),
          ]),
    ],
  });
}
