import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import { readDay } from "../../domain/costs/calendar.ts";
import { findCard, removeCard, type CardKind, type CardRow } from "../../storage/repos/rate-cards.ts";
import { readCurrency } from "./rates-asked.ts";
import type { ratesRemoveInput } from "./rates-spec.ts";

/** `{"removed":[{"currency","kind","effectiveFrom"}],"dryRun"}`. */
export async function run(
  input: InputOf<typeof ratesRemoveInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const currency = readCurrency(input.currency, "<currency>");
  const day = readDay(input.day, "<day>");
  const kinds: readonly CardKind[] = input.kind === undefined ? ["rates", "tiers"] : [input.kind];
  const db = await context.db();
  const found = await db.transaction(async (tx) => {
    const cards: CardRow[] = [];
    for (const kind of kinds) {
      const card = await findCard(tx, { currency, kind, effective_from: day });
      if (card === undefined) continue;
      cards.push(card);
      if (!input.dryRun) await removeCard(tx, card);
    }
    return cards;
  });
  if (found.length === 0) throw noCard(currency, day);
  const files = [...new Set(found.map((card) => card.file_name))].join(", ");
  const removed = found.map(({ kind }) => ({ currency, kind, effectiveFrom: day }));
  return view({
    data: { removed, dryRun: input.dryRun },
    rows: removed,
    blocks: [
      line(
        input.dryRun
          ? {
              en: `Would remove ${currency} from ${day} (${files}).`,
              es: `Se quitaría ${currency} desde el ${day} (${files}).`,
            }
          : {
              en: `Removed ${currency} from ${day} (${files}). What was settled by it stays until: recado costs rates apply --from ${day}`,
              es: `Se quitó ${currency} desde el ${day} (${files}). Lo ya liquidado con esa lista queda hasta: recado costs rates apply --from ${day}`,
            },
        "good",
      ),
    ],
  });
}

function noCard(currency: string, day: string): InputError {
  return new InputError({
    code: "rates.no_card",
    text: {
      en: `No price list in ${currency} from ${day} was imported.`,
      es: `No se importó ninguna lista de precios en ${currency} desde el ${day}.`,
    },
    hint: { en: "See them with: recado costs rates list", es: "Véalas con: recado costs rates list" },
    data: { currency, day },
  });
}
