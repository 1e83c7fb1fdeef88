import { InputError } from "../../../core/errors.ts";
import { same, type Text } from "../../../core/text.ts";
import type { Database, Queryable } from "../../../storage/database.ts";
import {
  findCard,
  ratesOf,
  storeCard,
  tiersOf,
  type CardKey,
  type CardKind,
  type RateRow,
  type TierRow,
} from "../../../storage/repos/rate-cards.ts";
import type { Day } from "../calendar.ts";
import type { FileCard } from "../rate-files/card.ts";
import type { CardFile } from "../rate-files/read-card.ts";

export interface KeepOptions {
  /** Milliseconds. */
  readonly now: number;
  /** Whether a card of the same currency and day with other figures gives way. */
  readonly replace: boolean;
  /** Whether nothing is to be stored. */
  readonly dryRun: boolean;
  /** What a market is called in front of people; Meta's name when left out. */
  readonly marketWord?: ((market: string) => Text) | undefined;
}

/** What became of a card: `same` was there already with the same figures. */
export interface KeptCard {
  readonly kind: CardKind;
  readonly currency: string;
  readonly effectiveFrom: Day;
  readonly sheet: string | null;
  readonly outcome: "new" | "same" | "replaced";
  /** Prices, or tiers. */
  readonly figures: number;
  readonly markets: number;
  readonly ignored: readonly string[];
}

type Rows = { readonly rates: RateRow[] } | { readonly tiers: TierRow[] };

function rowsOf(card: FileCard): Rows {
  if (card.kind === "rates") {
    const rates = card.rates.map(({ currency, effectiveFrom, market, category, micros, evidence }) => {
      return { currency, effective_from: effectiveFrom, market, category, micros: micros ?? null, evidence };
    });
    return { rates };
  }
  const tiers = card.bands.map(
    ({ currency, effectiveFrom, market, category, micros, evidence, from, to, discount }) => {
      const rate = { currency, effective_from: effectiveFrom, market, category, micros, evidence };
      return { ...rate, tier_from: from, tier_to: to, discount };
    },
  );
  return { tiers };
}

const lineOf = (row: RateRow | TierRow): string =>
  "tier_from" in row
    ? [row.market, row.category, row.tier_from, row.tier_to, row.micros, row.discount, row.evidence].join("|")
    : [row.market, row.category, row.micros, row.evidence].join("|");

/** The first market whose figures are others. */
function firstChange(one: readonly (RateRow | TierRow)[], other: readonly (RateRow | TierRow)[]): string | undefined {
  const lines = new Set(one.map(lineOf));
  const others = new Set(other.map(lineOf));
  return (other.find((row) => !lines.has(lineOf(row))) ?? one.find((row) => !others.has(lineOf(row))))?.market;
}

function otherFigures(
  { kind, currency, effectiveFrom }: FileCard,
  before: string,
  file: string,
  market: string,
  word: Text,
): Error {
  const what = kind === "rates" ? { en: "prices", es: "precios" } : { en: "tiers", es: "tramos" };
  return new InputError({
    code: "rates.card_exists",
    text: {
      en: `${file} has other ${what.en} in ${currency} from ${effectiveFrom} than ${before}, which was imported before: ${word.en} is the first that differs.`,
      es: `${file} trae otros ${what.es} en ${currency} desde el ${effectiveFrom} que ${before}, importado antes: ${word.es} es el primer mercado que difiere.`,
    },
    hint: {
      en: "add --replace if the new file is right: nothing has been imported",
      es: "agregue --replace si el archivo nuevo es el correcto: no se ha importado nada",
    },
    data: { file, before, kind, currency, effectiveFrom, market },
  });
}

async function keepOne(tx: Queryable, card: FileCard, file: CardFile, options: KeepOptions): Promise<KeptCard> {
  const { kind, currency, effectiveFrom, sheet } = card;
  const key: CardKey = { kind, currency, effective_from: effectiveFrom };
  const figures = rowsOf(card);
  const rows = "rates" in figures ? figures.rates : figures.tiers;
  const before = await findCard(tx, key);
  const stored = kind === "rates" ? await ratesOf(tx, key) : await tiersOf(tx, key);
  const change = firstChange(stored, rows);
  const outcome = before === undefined ? "new" : change === undefined ? "same" : "replaced";
  if (before !== undefined && change !== undefined && !options.replace) {
    const { marketWord = same } = options;
    throw otherFigures(card, before.file_name, file.fileName, change, marketWord(change));
  }
  if (outcome !== "same" && !options.dryRun) {
    const head = { ...key, file_name: file.fileName, file_hash: file.hash, imported_at: options.now };
    await storeCard(tx, head, figures);
  }
  const markets = new Set(rows.map(({ market }) => market)).size;
  const ignored = card.kind === "rates" ? card.ignored : [];
  return { kind, currency, effectiveFrom, sheet, outcome, figures: rows.length, markets, ignored };
}

/**
 * Stores the cards of a file: all of them, or none.
 *
 * @throws InputError `rates.card_exists` where another file told other figures for the same day, unless `replace` is given
 */
export async function keepCards(db: Database, file: CardFile, options: KeepOptions): Promise<KeptCard[]> {
  return db.transaction(async (tx) => {
    const kept: KeptCard[] = [];
    for (const card of file.cards) kept.push(await keepOne(tx, card, file, options));
    return kept;
  });
}
