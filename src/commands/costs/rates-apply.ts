import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { formatMicros, moneyText } from "../../core/money.ts";
import { readDay } from "../../domain/costs/calendar.ts";
import { applyCards, pricedOtherwise, type RepriceScope, type Repriced } from "../../domain/costs/reprice.ts";
import type { Tariff } from "../../domain/costs/tariff.ts";
import { categoryWord } from "../words.ts";
import { settledDb } from "../settled-db.ts";
import { tariffOf } from "../tariff.ts";
import { marketWord } from "./market-words.ts";
import type { ratesApplyInput } from "./rates-spec.ts";

/**
 * `{"from","dryRun","messages","lines":[{"market","category","currency","messages","unknown","before","after"}]}`: amounts are decimal
 * strings; `unknown` counts messages that had no price.
 */
export async function run(
  input: InputOf<typeof ratesApplyInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = input;
  const { tariff } = await tariffOf(context, input.timezone);
  const from = input.from === undefined ? undefined : readDay(input.from, "--from");
  const scope = scopeOf(tariff, from, context.clock.now());
  if (scope === undefined) return nothingImported(dryRun);
  const db = await settledDb(context);
  const lines = dryRun ? await pricedOtherwise(db, scope) : await applyCards(db, scope, context.signal);
  return appliedView(lines, scope.from, dryRun);
}

/** Without a day: what was imported decides from when, and in which currencies. */
function scopeOf(tariff: Tariff, from: string | undefined, now: number): RepriceScope | undefined {
  if (from !== undefined) return { tariff, from, now };
  const imported = [...tariff.cards.rates, ...tariff.cards.bands];
  const [first] = [...new Set(imported.map(({ effectiveFrom }) => effectiveFrom))].toSorted();
  const currencies = [...new Set(imported.map(({ currency }) => currency))];
  return first === undefined ? undefined : { tariff, from: first, now, currencies };
}

function nothingImported(dryRun: boolean): View {
  return view({
    data: { from: null, dryRun, messages: 0, lines: [] },
    rows: [],
    blocks: [
      line({
        en: "No price list was imported, so there is nothing to correct. To check against the prices that recado ships: --from 2026-10-01",
        es: "No se importó ninguna lista de precios; no hay nada que corregir. Para comparar con los precios que incluye recado: --from 2026-10-01",
      }),
    ],
  });
}

function appliedView(lines: readonly Repriced[], from: string, dryRun: boolean): View {
  const messages = lines.reduce((sum, one) => sum + one.messages, 0);
  const rows = lines.map(({ market, category, currency, before, after, ...counts }) => {
    return { market, category, currency, ...counts, before: formatMicros(before), after: formatMicros(after) };
  });
  const blocks: Block[] =
    messages === 0
      ? [
          line({
            en: `Every message settled since ${from} has the price that the lists say.`,
            es: `Todos los mensajes liquidados desde el ${from} tienen el precio que dicen las listas.`,
          }),
        ]
      : [
          table(
            [
              { header: { en: "Market", es: "Mercado" } },
              { header: { en: "Category", es: "Categoría" } },
              { header: { en: "Messages", es: "Mensajes" }, align: "right" },
              { header: { en: "Without a price", es: "Sin precio" }, align: "right" },
              { header: { en: "Before", es: "Antes" }, align: "right" },
              { header: { en: "After", es: "Después" }, align: "right" },
            ],
            lines.map(({ market, category, currency, before, after, unknown, ...line_ }) => [
              { text: marketWord(market) },
              { text: categoryWord(category) },
              line_.messages,
              unknown,
              { text: moneyText({ micros: before, currency }) },
              { text: moneyText({ micros: after, currency }) },
            ]),
          ),
          line(
            dryRun
              ? {
                  en: `Messages that would be corrected: ${messages}.`,
                  es: `Mensajes que se corregirían: ${messages}.`,
                }
              : { en: `Messages corrected: ${messages}.`, es: `Mensajes corregidos: ${messages}.` },
            "good",
          ),
        ];
  return view({ data: { from, dryRun, messages, lines: rows }, rows, blocks });
}
