import { mkdir } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { same, type Text } from "../../core/text.ts";
import { readDay } from "../../domain/costs/calendar.ts";
import { doubtsOf } from "../../domain/costs/cards/doubts.ts";
import { otherPricesNotes, tiersOfOtherPrices } from "../../domain/costs/cards/other-prices.ts";
import { keepCards, type KeptCard } from "../../domain/costs/cards/keep.ts";
import { readCardFile, type CardFile } from "../../domain/costs/rate-files/read-card.ts";
import { pricedOtherwise, type Repriced } from "../../domain/costs/reprice.ts";
import { readTariff, type Tariff } from "../../domain/costs/tariff.ts";
import { spoolInput } from "../../domain/import/formats/spool.ts";
import type { ListInput } from "../../domain/import/list.ts";
import { zoneOf } from "../tariff.ts";
import { marketWord } from "./market-words.ts";
import { readCurrency } from "./rates-asked.ts";
import type { ratesImportInput } from "./rates-spec.ts";

/**
 * `{"file","hash","dryRun","cards":[{"kind","currency","effectiveFrom","sheet","outcome","figures","markets","ignored"}],"warnings":[{"code","text"}],"pricedOtherwise"}`: `outcome` is
 * `new`, `same` (it was there already) or `replaced`; `ignored` names columns that are not read; `pricedOtherwise` counts the stored messages that `recado costs rates apply`
 * would correct; `warnings` are of figures that may be wrong: `markets-missing`, `price-jump`, `unusual-day`, `tiers-other-prices`.
 */
export async function run(
  input: InputOf<typeof ratesImportInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun, replace } = input;
  const currency = input.currency === undefined ? undefined : readCurrency(input.currency, "--currency");
  const effectiveFrom = input.effective === undefined ? undefined : readDay(input.effective, "--effective");
  const file = await withFile(input.file, context, async (list) => readCardFile(list, { currency, effectiveFrom }));
  const db = await context.db();
  const before = await readTariff(db);
  const cards = await keepCards(db, file, { now: context.clock.now(), replace, dryRun, marketWord });
  const doubts = [...file.cards.flatMap((card) => doubtsOf(card, before)), ...unusedTiers(file, before)];
  for (const { text } of doubts) context.warn(text);
  const others = dryRun ? [] : await stale(cards, context);
  const messages = others.reduce((sum, one) => sum + one.messages, 0);
  return view({
    data: {
      file: file.fileName,
      hash: file.hash,
      dryRun,
      cards,
      warnings: doubts.map(({ code, text }) => ({ code, text: text[context.language] })),
      pricedOtherwise: dryRun ? null : messages,
    },
    rows: cards.map((card) => ({ ...card, dryRun })),
    blocks: [...cards.flatMap((card) => cardLines(card, dryRun)), ...staleLines(messages, cards)],
  });
}

/** Tiers that no price will be made of, as the list prices are now, with those of the file. */
function unusedTiers({ cards }: CardFile, before: Tariff): { code: "tiers-other-prices"; text: Text }[] {
  const rates = cards.flatMap((card) => (card.kind === "rates" ? card.rates : []));
  const bands = cards.flatMap((card) => (card.kind === "tiers" ? card.bands : []));
  const tariff = {
    ...before,
    cards: { rates: [...before.cards.rates, ...rates], bands: [...before.cards.bands, ...bands] },
  };
  return cards.flatMap(({ kind, currency, effectiveFrom: day }) => {
    if (kind !== "tiers") return [];
    const unused = tiersOfOtherPrices({ day, currency, tariff }).filter(({ effectiveFrom }) => effectiveFrom === day);
    return otherPricesNotes(unused, currency, marketWord).map((text) => ({
      code: "tiers-other-prices" as const,
      text,
    }));
  });
}

/** Messages since the first day of these cards that were settled at other prices. */
async function stale(cards: readonly KeptCard[], context: Context): Promise<Repriced[]> {
  const db = await context.db();
  const { zone } = await zoneOf(context);
  const tariff = await readTariff(db, zone);
  const currencies = [...new Set(cards.map(({ currency }) => currency))];
  return pricedOtherwise(db, { tariff, from: firstDay(cards), now: context.clock.now(), currencies });
}

function firstDay(cards: readonly KeptCard[]): string {
  return cards.map(({ effectiveFrom }) => effectiveFrom).toSorted()[0] ?? "";
}

function staleLines(messages: number, cards: readonly KeptCard[]): Block[] {
  if (messages === 0) return [];
  const day = firstDay(cards);
  return [
    line(
      {
        en: `Messages since ${day} that were settled at another price, or at none: ${messages}. Correct them with: recado costs rates apply --from ${day}`,
        es: `Mensajes desde el ${day} que se liquidaron con otro precio, o sin ninguno: ${messages}. Corríjalos con: recado costs rates apply --from ${day}`,
      },
      "warn",
    ),
  ];
}

function cardLines(
  { kind, currency, effectiveFrom, outcome, markets, figures, sheet, ignored }: KeptCard,
  dryRun: boolean,
): Block[] {
  const what: Text =
    kind === "rates"
      ? { en: `prices in ${currency} from ${effectiveFrom}`, es: `precios en ${currency} desde el ${effectiveFrom}` }
      : {
          en: `volume tiers in ${currency} from ${effectiveFrom}`,
          es: `tramos por volumen en ${currency} desde el ${effectiveFrom}`,
        };
  const size: Text = {
    en: `${figures} in ${markets} ${markets === 1 ? "market" : "markets"}`,
    es: `${figures} en ${markets} ${markets === 1 ? "mercado" : "mercados"}`,
  };
  const said: Readonly<Record<KeptCard["outcome"], Text>> = {
    new: dryRun ? { en: "Would import", es: "Se importaría" } : { en: "Imported", es: "Importado" },
    replaced: dryRun ? { en: "Would replace", es: "Se reemplazaría" } : { en: "Replaced", es: "Reemplazado" },
    same: { en: "Already there, with the same figures", es: "Ya estaba, con las mismas cifras" },
  };
  const from = sheet === null ? same("") : { en: ` (sheet ${sheet})`, es: ` (hoja ${sheet})` };
  const left = ignored.join(", ");
  return [
    line(
      {
        en: `${said[outcome].en}: ${what.en}: ${size.en}${from.en}.`,
        es: `${said[outcome].es}: ${what.es}: ${size.es}${from.es}.`,
      },
      "good",
    ),
    ...(left === "" ? [] : [line({ en: `Columns not read: ${left}`, es: `Columnas que no se leen: ${left}` }, "dim")]),
  ];
}

/** Standard input is written to a file first: workbooks are read from their end. */
async function withFile<Result>(
  file: string,
  context: Context,
  work: (input: ListInput) => Promise<Result>,
): Promise<Result> {
  const { host } = context;
  if (file !== "-") return work({ path: resolve(host.cwd, file), name: basename(file) });
  const { paths } = await context.settings();
  await mkdir(paths.data, { recursive: true, mode: 0o700 });
  const spooled = await spoolInput(host.stdin as AsyncIterable<Uint8Array>, paths.data);
  try {
    return await work({ path: spooled.path, name: "stdin" });
  } finally {
    await spooled.discard();
  }
}
