import { groupBy } from "../../../core/group.ts";
import { microsText, parseMicros, type Micros } from "../../../core/money.ts";
import type { CardBand } from "../tariff.ts";
import { amountOf, numberText, type DecimalSign } from "./amounts.ts";
import type { RateCell } from "./decimal-sign.ts";
import { refusal } from "./places.ts";
import type { ReadBand } from "./tiers-check.ts";

/** Meta's prices have four decimals, in some currencies fewer. */
const fourthDecimal = 100;

/**
 * What one more in the last decimal of a file's prices comes to, 0.0001 at least. A tier's price is rounded from the list price before
 * that was rounded itself, so that the two may be so far apart (0.0212 less 10 % is 0.0190).
 */
export function lastDecimal(prices: readonly RateCell[], sign: DecimalSign): Micros {
  const decimals = prices.map(({ text }) => {
    const read = numberText(text);
    if (typeof read === "string" || amountOf(read.digits, sign) === undefined) return 0;
    return read.digits.split(sign)[1]?.length ?? 0;
  });
  const unit = parseMicros((10 ** -Math.min(4, Math.max(0, ...decimals))).toFixed(4));
  return Math.max(fourthDecimal, unit ?? 0);
}

function rises({ band, rate }: ReadBand, before: CardBand): Error {
  const [now, then] = [microsText(band.micros), microsText(before.micros)];
  return refusal(
    "tier_rate",
    rate,
    {
      en: `the tier of ${band.market} from message ${band.from} costs ${now.en}, more than the tier before it (${then.en}).`,
      es: `el tramo de ${band.market} desde el mensaje ${band.from} cuesta ${now.es}, más que el tramo anterior (${then.es}).`,
    },
    { en: "correct the price, or get the file again", es: "corrija el precio o descargue de nuevo el archivo" },
    { market: band.market, category: band.category },
  );
}

function contradicts({ band, rate, less }: ReadBand, list: Micros): Error {
  const [price, listed] = [microsText(band.micros), microsText(list)];
  const is = band.discount === 0 ? { en: "no discount", es: "sin descuento" } : undefined;
  return refusal(
    "tier_rate",
    less ?? rate,
    {
      en: `the tier of ${band.market} from message ${band.from} costs ${price.en}, and the list price ${listed.en} with ${is?.en ?? `-${band.discount}%`} is another price.`,
      es: `el tramo de ${band.market} desde el mensaje ${band.from} cuesta ${price.es}, y el precio de lista ${listed.es} ${is?.es ?? `con -${band.discount}%`} da otro precio.`,
    },
    {
      en: "correct the price or the discount, or get the file again",
      es: "corrija el precio o el descuento, o descargue de nuevo el archivo",
    },
    { market: band.market, category: band.category },
  );
}

/**
 * That no tier costs more than the one before it, and that each costs what its discount says: a price in the wrong row or column would
 * be charged for months before anybody noticed.
 *
 * @param bands in the order of the file, each market's and category's first one with the list price
 * @param tolerance how far a price may be from what its discount makes of the list price
 * @throws InputError `rates.tier_rate`
 */
export function checkTierRates(bands: readonly ReadBand[], tolerance: Micros): void {
  for (const its of groupBy(bands, ({ band }) => `${band.market}|${band.category}`).values()) {
    const list = its[0]?.band.micros ?? 0;
    for (const [place, one] of its.entries()) {
      const before = its[place - 1]?.band;
      if (before !== undefined && one.band.micros > before.micros) throw rises(one, before);
      const hundredfold = Math.abs(one.band.micros * 100 - list * (100 - one.band.discount));
      if (one.less !== undefined && hundredfold > tolerance * 100) throw contradicts(one, list);
    }
  }
}
