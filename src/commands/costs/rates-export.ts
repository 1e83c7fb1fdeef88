import type { Context } from "../../cli/context.ts";
import { openOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import { ratesOfCard, tiersOfCard } from "../../domain/costs/cards/of-day.ts";
import { ratesCsv, tiersCsv } from "../../domain/costs/cards/write.ts";
import { askedPrices, type Asked } from "./rates-asked.ts";
import { rateRow, tierRow } from "./rates-rows.ts";
import type { ratesExportInput } from "./rates-spec.ts";

interface Exported {
  readonly csv: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly key: "rates" | "tiers";
}

/**
 * The newest list that has begun on the day, as it is: one file is one list, of one day.
 * With a file: `{"file","currency","effectiveFrom","figures"}`. Without: the CSV itself, or the rows of `costs rates` in JSON.
 */
export async function run(input: InputOf<typeof ratesExportInput>, context: Context): Promise<View> {
  const asked = await askedPrices(input, context);
  const { effectiveFrom, csv, rows, key } = exported(asked, input.tiers);
  const { currency } = asked;
  const { file } = input;
  if (file === undefined || file === "-") {
    return view({ data: { [key]: rows }, rows, blocks: [verbatim(csv.trimEnd())] });
  }
  const output = await openOutputFile(file, context.host);
  try {
    await output.write(csv);
  } finally {
    await output.discard();
  }
  return view({
    data: { file, currency, effectiveFrom, figures: rows.length },
    blocks: [
      line(
        {
          en: `Prices in ${currency} from ${effectiveFrom} in ${file}: ${rows.length}.`,
          es: `Precios en ${currency} desde el ${effectiveFrom} en ${file}: ${rows.length}.`,
        },
        "good",
      ),
    ],
  });
}

function exported(asked: Asked, tiers: boolean): Exported & { readonly effectiveFrom: string } {
  const { currency } = asked;
  const head = (days: readonly string[]): { currency: string; effectiveFrom: string } => {
    const effectiveFrom = days.toSorted().at(-1);
    if (effectiveFrom === undefined) throw nothingKnown(asked);
    return { currency, effectiveFrom };
  };
  if (tiers) {
    const listed = tiersOfCard(asked);
    const to = head(listed.map(({ band }) => band.effectiveFrom));
    return { key: "tiers", csv: tiersCsv(to, listed), rows: listed.map((one) => tierRow(one, currency)), ...to };
  }
  const listed = ratesOfCard(asked);
  const to = head(listed.flatMap(({ rate }) => rate?.effectiveFrom ?? []));
  return { key: "rates", csv: ratesCsv(to, listed), rows: listed.map((one) => rateRow(one, currency)), ...to };
}

function nothingKnown({ currency, day }: Asked): InputError {
  return new InputError({
    code: "rates.unknown",
    text: {
      en: `No price in ${currency} is known for ${day}: there is nothing to export.`,
      es: `No se conoce ningún precio en ${currency} para el ${day}: no hay nada que exportar.`,
    },
    hint: {
      en: "Import Meta's file: recado costs rates import <file>. What there is: recado costs rates list",
      es: "Importe el archivo de Meta: recado costs rates import <archivo>. Lo que hay: recado costs rates list",
    },
    data: { currency, day },
  });
}
