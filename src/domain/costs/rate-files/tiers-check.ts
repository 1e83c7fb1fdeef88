import { groupBy } from "../../../core/group.ts";
import type { CardBand } from "../tariff.ts";
import { refusal, type Place } from "./places.ts";

/** A tier and where it stands in the file. */
export interface ReadBand {
  readonly band: CardBand;
  /** The message that it begins at. */
  readonly place: Place;
  /** Its price. */
  readonly rate: Place;
  /** What it is below the list price; undefined where the file has no such column. */
  readonly less: Place | undefined;
}

function notAStep(before: CardBand | undefined, { band, place }: ReadBand): Error {
  const next = before === undefined ? 1 : (before.to ?? 0) + 1;
  const endless = before !== undefined && before.to === null;
  return refusal(
    "tier_gap",
    place,
    endless
      ? {
          en: `the tier before this one (${band.market}) has no end.`,
          es: `el tramo anterior a este (${band.market}) no tiene fin.`,
        }
      : {
          en: `the tier of ${band.market} begins at message ${band.from}, and should at ${next}.`,
          es: `el tramo de ${band.market} empieza en el mensaje ${band.from} y debería empezar en el ${next}.`,
        },
    {
      en: "correct it: tiers follow one another without a gap, none is there twice",
      es: "corríjalo: los tramos se siguen sin huecos y ninguno se repite",
    },
    { market: band.market, category: band.category },
  );
}

function notTheLast({ band, place }: ReadBand): Error {
  return refusal(
    "tier_end",
    place,
    {
      en: `the last tier of ${band.market} ends at message ${band.to ?? 0}.`,
      es: `el último tramo de ${band.market} termina en el mensaje ${band.to ?? 0}.`,
    },
    { en: "add the tier without an end (To: --)", es: "agregue el tramo sin fin (To: --)" },
    { market: band.market, category: band.category },
  );
}

function backwards({ band, place }: ReadBand): Error {
  return refusal(
    "tier_gap",
    place,
    {
      en: `the tier of ${band.market} ends (${band.to ?? 0}) before it begins (${band.from}).`,
      es: `el tramo de ${band.market} termina (${band.to ?? 0}) antes de empezar (${band.from}).`,
    },
    { en: "correct it", es: "corríjalo" },
    { market: band.market, category: band.category },
  );
}

/**
 * That each market's and category's tiers begin at the first message and follow one another in the order of the file, up to one
 * without an end: gaps and overlaps would be messages without a price, or with two.
 *
 * @throws InputError `rates.tier_gap`, `rates.tier_end`
 */
export function checkTiers(bands: readonly ReadBand[]): void {
  for (const its of groupBy(bands, ({ band }) => `${band.market}|${band.category}`).values()) {
    let before: CardBand | undefined;
    for (const one of its) {
      const { band } = one;
      const expected = before === undefined ? 1 : before.to === null ? undefined : before.to + 1;
      if (band.from !== expected) throw notAStep(before, one);
      if (band.to !== null && band.to < band.from) throw backwards(one);
      before = band;
    }
    const last = its.at(-1);
    if (last !== undefined && last.band.to !== null) throw notTheLast(last);
  }
}
