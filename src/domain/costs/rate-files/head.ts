import type { Text } from "../../../core/text.ts";
import type { Day } from "../calendar.ts";
import { ruleDays } from "../calendar.ts";
import type { ReadOptions } from "./card.ts";
import { currencyOfCell, titleCurrency } from "./currency-name.ts";
import type { Grid } from "./grid.ts";
import type { RatesHeader, TiersHeader } from "./headers.ts";
import { quoted, refusal, type Place } from "./places.ts";
import { titleDay } from "./title-day.ts";

interface Title {
  readonly text: string;
  /** Undefined for the sheet's name. */
  readonly row?: number;
}

/** What stands above the header, row by row, and the sheet's name. */
function titlesOf({ rows, sheet }: Grid, at: number): Title[] {
  const above = rows.slice(0, at).map(({ cells, row }) => ({ text: cells.join(","), row }));
  return [...above, ...(sheet === null ? [] : [{ text: sheet }])];
}

/** A currency and who tells it. */
interface Told {
  readonly currency: string;
  /** As what comes after "and". */
  readonly by: Text;
}

function toldByTitle(titles: readonly Title[]): Told | undefined {
  for (const { text, row } of titles) {
    const currency = titleCurrency(text);
    if (currency === undefined) continue;
    const by =
      row === undefined
        ? { en: "the name of the sheet", es: "el nombre de la hoja" }
        : { en: `the title in row ${row}`, es: `el título de la fila ${row}` };
    return { currency, by: { en: `${by.en} says ${currency}`, es: `${by.es} dice ${currency}` } };
  }
  return undefined;
}

/**
 * The day from which a card holds: of its title, else of the command line; where both tell it they must agree.
 *
 * @throws InputError `rates.no_day`, `rates.two_days`, `rates.too_old`
 */
export function effectiveDay(grid: Grid, header: RatesHeader | TiersHeader, place: Place, options: ReadOptions): Day {
  const told = titleDay(titlesOf(grid, header.at).map(({ text }) => text));
  const day = told ?? options.effectiveFrom;
  if (day === undefined) {
    throw refusal(
      "no_day",
      place,
      {
        en: "the title does not tell from which day these prices hold.",
        es: "el título no dice desde qué día rigen estos precios.",
      },
      { en: "give it, as in --effective 2026-10-01", es: "indíquelo, por ejemplo --effective 2026-10-01" },
    );
  }
  if (options.effectiveFrom !== undefined && options.effectiveFrom !== day) {
    throw refusal(
      "two_days",
      place,
      {
        en: `its title says ${day}, and --effective says ${options.effectiveFrom}.`,
        es: `su título dice ${day}, y --effective dice ${options.effectiveFrom}.`,
      },
      { en: "leave --effective out, or correct the title", es: "no indique --effective, o corrija el título" },
      { title: day, given: options.effectiveFrom },
    );
  }
  if (day < ruleDays.perMessage) {
    throw refusal(
      "too_old",
      place,
      {
        en: `the prices are of ${day}, when Meta charged by the conversation.`,
        es: `los precios son del ${day}, cuando Meta cobraba por conversación.`,
      },
      {
        en: `give a card of ${ruleDays.perMessage} or later`,
        es: `indique una lista del ${ruleDays.perMessage} o posterior`,
      },
      { day },
    );
  }
  return day;
}

/**
 * The one currency of a table: its title, its column and the command line may tell it. Nothing is ever converted, so that they must
 * all say the same.
 *
 * @throws InputError `rates.unknown_currency`, `rates.two_currencies`, `rates.no_currency`
 */
export function currencyOfTable(
  grid: Grid,
  header: RatesHeader | TiersHeader,
  cells: readonly { readonly text: string; readonly place: Place }[],
  place: Place,
  given: string | undefined,
): string {
  const title = toldByTitle(titlesOf(grid, header.at));
  let column: string | undefined;
  for (const cell of cells) {
    const currency = currencyOfCell(cell.text, cell.place);
    if (column !== undefined && column !== currency) {
      throw refusal(
        "two_currencies",
        cell.place,
        {
          en: `${quoted(cell.text)} stands among prices in ${column}.`,
          es: `${quoted(cell.text)} aparece entre precios en ${column}.`,
        },
        { en: "import one file for each currency", es: "importe un archivo por cada moneda" },
        { value: cell.text },
      );
    }
    if (title !== undefined && title.currency !== currency) {
      throw refusal(
        "two_currencies",
        cell.place,
        {
          en: `${quoted(cell.text)} stands here, and ${title.by.en}.`,
          es: `aquí dice ${quoted(cell.text)}, y ${title.by.es}.`,
        },
        {
          en: "find out which is right, and correct the other",
          es: "averigüe cuál es la correcta y corrija la otra",
        },
        { value: cell.text, title: title.currency },
      );
    }
    column = currency;
  }
  const told = column ?? title?.currency;
  if (told !== undefined && given !== undefined && told !== given) {
    throw refusal(
      "two_currencies",
      place,
      { en: `the prices are in ${told}, not in ${given}.`, es: `los precios están en ${told}, no en ${given}.` },
      { en: "leave --currency out", es: "no indique --currency" },
      { file: told, given },
    );
  }
  const currency = told ?? given;
  if (currency !== undefined) return currency;
  throw refusal(
    "no_currency",
    place,
    { en: "nothing tells in which currency these prices are.", es: "nada indica en qué moneda están estos precios." },
    { en: "give it, as in --currency EUR", es: "indíquela, por ejemplo --currency EUR" },
  );
}
