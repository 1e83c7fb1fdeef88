import { line, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { DifferencesError, type AppError } from "../../core/errors.ts";
import { microsText, moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import type { ReconcileLine } from "../../domain/costs/reconcile/compare.ts";
import { amountOf, knownAmountOf, type Figures } from "../../domain/costs/reconcile/figures.ts";
import { reconcileJson } from "../../domain/costs/reconcile/json.ts";
import type { Reconciliation } from "../../domain/costs/reconcile/reconcile.ts";
import { categoryWord } from "../words.ts";
import { marketWord } from "./market-words.ts";
import { reasonWords, verdictWords } from "./reconcile-words.ts";

const unknown: Cell = { text: "?" };

function whyCell({ verdict, reason }: ReconcileLine): Cell {
  const said = verdictWords[verdict];
  if (reason === null) return { text: said };
  const why = reasonWords[reason];
  return { text: { en: `${said.en}: ${why.en}`, es: `${said.es}: ${why.es}` }, tone: "warn" };
}

function amountCell(figures: Figures): Cell {
  const micros = amountOf(figures);
  return micros === null ? unknown : { text: microsText(micros) };
}

function differenceRow(one: ReconcileLine): Cell[] {
  return [
    one.day,
    one.market === null ? unknown : { text: marketWord(one.market) },
    one.category === null ? unknown : { text: categoryWord(one.category) },
    one.meta.volume,
    one.ledger.volume,
    amountCell(one.meta),
    amountCell(one.ledger),
    whyCell(one),
  ];
}

function differencesTable(lines: readonly ReconcileLine[], currency: string): Block {
  return table(
    [
      { header: { en: "Day", es: "Día" }, whole: true },
      { header: { en: "Market", es: "Mercado" } },
      { header: { en: "Category", es: "Categoría" } },
      { header: { en: "Meta", es: "Meta" }, align: "right" },
      { header: { en: "Here", es: "Aquí" }, align: "right" },
      { header: { en: `Meta, ${currency}`, es: `Meta, ${currency}` }, align: "right" },
      { header: { en: `Here, ${currency}`, es: `Aquí, ${currency}` }, align: "right" },
      { header: { en: "Why", es: "Motivo" } },
    ],
    lines.map(differenceRow),
  );
}

function sumText(name: Text, figures: Figures, currency: string): Text {
  const { volume, charged, free, unknown: open } = figures;
  const micros = knownAmountOf(figures);
  const amount = micros === null ? undefined : moneyText({ micros, currency });
  const more: Text =
    open > 0 && amount !== undefined
      ? { en: `, and ${open} whose cost is not known`, es: `, más ${open} de costo desconocido` }
      : { en: "", es: "" };
  return {
    en: `${name.en}: ${volume} delivered, ${charged} charged, ${free} free, ${amount?.en ?? "cost not known"}${more.en}.`,
    es: `${name.es}: ${volume} entregados, ${charged} con cargo, ${free} sin cargo, ${amount?.es ?? "costo desconocido"}${more.es}.`,
  };
}

function summary({ lines, totals, currency, month }: Reconciliation): Block[] {
  const { matched } = totals.counts;
  if (lines.length === 0) {
    return [line({ en: `Neither side has messages in ${month}.`, es: `Ningún lado tiene mensajes en ${month}.` })];
  }
  return [
    line(
      {
        en: `The same on both sides: ${matched} of ${lines.length} (day, market and category).`,
        es: `Coinciden: ${matched} de ${lines.length} (día, mercado y categoría).`,
      },
      matched === lines.length ? "good" : "strong",
    ),
    line(sumText({ en: "Meta", es: "Meta" }, totals.meta, currency)),
    line(sumText({ en: "Here", es: "Aquí" }, totals.ledger, currency)),
  ];
}

function checked({ month, totals, lines }: Reconciliation): AppError | undefined {
  const differing = lines.length - totals.counts.matched;
  if (differing === 0) return undefined;
  return new DifferencesError({
    code: "costs.differences",
    text: {
      en: `Meta's figures of ${month} and the stored messages differ: ${differing} of ${lines.length}.`,
      es: `Las cifras de Meta de ${month} y los mensajes guardados no coinciden: ${differing} de ${lines.length}.`,
    },
    data: { month, differing, lines: lines.length },
  });
}

/** Differences first, what agrees in one line. */
export function reconcileView(found: Reconciliation, check: boolean): View {
  const differing = found.lines.filter((one) => one.verdict !== "matched");
  const data = reconcileJson(found);
  const flat = data.lines.map(({ meta, ledger, ...rest }) => ({
    ...rest,
    currency: found.currency,
    ...Object.fromEntries(Object.entries(meta).map(([key, value]) => [`meta_${key}`, value])),
    ...Object.fromEntries(Object.entries(ledger).map(([key, value]) => [`ledger_${key}`, value])),
  }));
  return view({
    data,
    rows: flat,
    blocks: [...(differing.length === 0 ? [] : [differencesTable(differing, found.currency)]), ...summary(found)],
    problem: check ? checked(found) : undefined,
  });
}

/** What the figures leave out, and what may still change. */
export function reconcileNotes(found: Reconciliation, zone: string): Text[] {
  const { month, unread, stale, open, otherNumbers, clock } = found;
  const notes: Text[] = [];
  if (unread.length > 0) {
    const days = unread.length > 5 ? `${unread.slice(0, 4).join(", ")}…` : unread.join(", ");
    notes.push({
      en: `The month is not whole: days not read from Meta, and not compared: ${unread.length} (${days}). Run: recado costs sync --month ${month}`,
      es: `El mes no está completo: días no leídos de Meta, sin comparar: ${unread.length} (${days}). Ejecute: recado costs sync --month ${month}`,
    });
  }
  if (stale > 0) {
    notes.push({
      en: `Of these, days that were read by the days of another time zone: ${stale}. Reading them again mends it.`,
      es: `Entre ellos hay días leídos con los días de otra zona horaria: ${stale}. Se corrige al volver a leerlos.`,
    });
  }
  if (open.length > 0) {
    notes.push({
      en: `Meta may still change what it counted in the last 72 hours (${open.join(", ")}).`,
      es: `Meta aún puede cambiar lo que contó en las últimas 72 horas (${open.join(", ")}).`,
    });
  }
  if (otherNumbers > 0) {
    notes.push({
      en: `Stored messages from numbers that are not of this account, not compared: ${otherNumbers}.`,
      es: `Mensajes guardados de números que no son de esta cuenta, sin comparar: ${otherNumbers}.`,
    });
  }
  if (clock !== zone) {
    notes.push({
      en: `Meta cut its days by ${clock}; so are the days here, in place of ${zone}.`,
      es: `Meta divide los días según ${clock}; aquí se usan los mismos, en lugar de ${zone}.`,
    });
  }
  return notes;
}
