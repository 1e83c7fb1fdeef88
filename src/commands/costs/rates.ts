import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import { ratesInForce, tiersInForce, type ListedRate, type ListedTier } from "../../domain/costs/cards/in-force.ts";
import { otherPricesNotes, tiersOfOtherPrices } from "../../domain/costs/cards/other-prices.ts";
import { categoryWord, evidenceWord } from "../words.ts";
import { marketWord } from "./market-words.ts";
import { askedPrices, readMarketOption, type Asked } from "./rates-asked.ts";
import { priceIn } from "./rates-price.ts";
import { rateRow, tierRow } from "./rates-rows.ts";
import type { ratesInput } from "./rates-spec.ts";
import { unknownNote } from "./rates-unknown.ts";

/**
 * `{"rates":[{"market","category","currency","rate","effectiveFrom","evidence"}]}`; with `--tiers`
 * `{"tiers":[{…,"from","to","rate","discount",…}]}`. A price that is not known is null, with the evidence `unknown`.
 */
export async function run(input: InputOf<typeof ratesInput>, context: Context): Promise<View> {
  const asked = await askedPrices(input, context);
  const market = input.market === undefined ? undefined : readMarketOption(input.market, asked);
  const query = { ...asked, market, category: input.category };
  if (input.tiers) {
    const unused = tiersOfOtherPrices(query);
    for (const text of otherPricesNotes(unused, asked.currency, marketWord)) context.warn(text);
    return tiersView(tiersInForce(query), asked);
  }
  const listed = ratesInForce(query);
  const unknown = listed.filter(({ rate }) => rate === undefined).length;
  if (unknown > 0) context.warn(unknownNote(unknown, listed.length, asked));
  return ratesView(listed, asked);
}

const invoice: Text = {
  en: "Without taxes. What counts is Meta's invoice.",
  es: "Sin impuestos. Lo que cuenta es la factura de Meta.",
};

function ratesView(listed: readonly ListedRate[], { currency, day }: Asked): View {
  const rates = listed.map((one) => rateRow(one, currency));
  const rows = listed.map(({ market, category, rate }) => [
    { text: marketWord(market) },
    { text: categoryWord(category) },
    rate === undefined
      ? ({ text: { en: "unknown", es: "se desconoce" }, tone: "warn" } as const)
      : { text: priceIn(rate.micros, currency) },
    rate?.effectiveFrom ?? null,
    rate === undefined ? null : { text: evidenceWord(rate.evidence) },
  ]);
  const blocks: Block[] = [
    table(
      [
        { header: { en: "Market", es: "Mercado" } },
        { header: { en: "Category", es: "Categoría" } },
        { header: { en: "Price", es: "Precio" }, align: "right" },
        { header: { en: "From", es: "Desde" }, whole: true },
        { header: { en: "Known from", es: "Se sabe por" } },
      ],
      rows,
    ),
    line(invoice, "dim"),
  ];
  const nothing: Block[] = [
    line({
      en: `Meta has no such price on ${day}.`,
      es: `Meta no tiene ese precio el ${day}.`,
    }),
  ];
  return view({ data: { rates }, rows: rates, blocks: rows.length === 0 ? nothing : blocks });
}

function tiersView(listed: readonly ListedTier[], { currency, day }: Asked): View {
  const tiers = listed.map((one) => tierRow(one, currency));
  const rows = listed.map(({ market, category, band }) => [
    { text: marketWord(market) },
    { text: categoryWord(category) },
    band.from,
    band.to,
    { text: priceIn(band.micros, currency) },
    band.discount === 0 ? null : `-${band.discount} %`,
    { text: evidenceWord(band.evidence) },
  ]);
  const right = { align: "right" } as const;
  const blocks: Block[] = [
    table(
      [
        { header: { en: "Market", es: "Mercado" } },
        { header: { en: "Category", es: "Categoría" } },
        { header: { en: "From message", es: "Desde el mensaje" }, ...right },
        { header: { en: "To", es: "Hasta" }, ...right },
        { header: { en: "Price", es: "Precio" }, ...right },
        { header: { en: "Less", es: "Descuento" }, ...right },
        { header: { en: "Known from", es: "Se sabe por" } },
      ],
      rows,
    ),
    line(
      {
        en: "Messages of a month, over all numbers of the business; each pays the price of its tier.",
        es: "Mensajes de un mes, sumando todos los números del negocio; cada uno paga el precio de su tramo.",
      },
      "dim",
    ),
  ];
  const nothing: Block[] = [
    line({
      en: `No tiers in ${currency} are known for this on ${day}.`,
      es: `No se conocen tramos en ${currency} para esto el ${day}.`,
    }),
  ];
  return view({ data: { tiers }, rows: tiers, blocks: rows.length === 0 ? nothing : blocks });
}
