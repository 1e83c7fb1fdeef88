import { isoTime } from "../../core/clock.ts";
import type { Context } from "../../cli/context.ts";
import { table, view, type View } from "../../cli/view.ts";
import { shippedCards } from "../../domain/costs/cards/shipped.ts";
import { listCards } from "../../storage/repos/rate-cards.ts";
import { existingDb } from "../tariff.ts";

const kinds = {
  rates: { en: "prices", es: "precios" },
  tiers: { en: "volume tiers", es: "tramos por volumen" },
} as const;

/** `{"cards":[{"currency","kind","effectiveFrom","source","file","importedAt"}]}`: `source` is `imported` or `shipped`. */
export async function run(_input: unknown, context: Context): Promise<View> {
  const db = await existingDb(context);
  const imported = (db === undefined ? [] : await listCards(db)).map((card) => ({
    currency: card.currency,
    kind: card.kind,
    effectiveFrom: card.effective_from,
    source: "imported",
    file: card.file_name,
    importedAt: isoTime(card.imported_at),
  }));
  const shipped = shippedCards().map((card) => ({ ...card, source: "shipped", file: null, importedAt: null }));
  const cards = [...imported, ...shipped].toSorted(
    (one, other) =>
      other.effectiveFrom.localeCompare(one.effectiveFrom, "en") || one.currency.localeCompare(other.currency, "en"),
  );
  return view({
    data: { cards },
    rows: cards,
    blocks: [
      table(
        [
          { header: { en: "From", es: "Desde" }, whole: true },
          { header: { en: "Currency", es: "Moneda" } },
          { header: { en: "What", es: "Qué" } },
          { header: { en: "Source", es: "Origen" } },
        ],
        cards.map(({ effectiveFrom, currency, kind, file }) => [
          effectiveFrom,
          currency,
          { text: kinds[kind] },
          file ?? { text: { en: "recado", es: "recado" }, tone: "dim" },
        ]),
      ),
    ],
  });
}
