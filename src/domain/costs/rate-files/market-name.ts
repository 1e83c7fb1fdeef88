import { nearest } from "../../../core/nearest.ts";
import { plainWords } from "../../import/cells/words.ts";
import { marketNames } from "../market.ts";
import { quoted, refusal, type Place } from "./places.ts";

/** What Meta, or who typed its table again, also calls a market. */
const alsoCalled: Readonly<Record<string, string>> = {
  turkiye: "Turkey",
  uae: "United Arab Emirates",
  uk: "United Kingdom",
};

/** Without "and", "&" and the mark of a footnote. */
const plain = (name: string): string =>
  plainWords(name)
    .replace(/\band\b/g, " ")
    .replace(/\s+/g, " ")
    .replace(/\s*\d+$/, "")
    .trim();

let known: ReadonlyMap<string, string> | undefined;

/** The market that a name means, in Meta's usual spelling. */
export function knownMarket(cell: string): string | undefined {
  known ??= new Map([...Object.entries(alsoCalled), ...marketNames().map((name) => [plain(name), name] as const)]);
  return known.get(plain(cell));
}

/** The market of a card's row; throws InputError `rates.unknown_market` naming the nearest. */
export function marketOfCell(cell: string, place: Place): string {
  const market = knownMarket(cell);
  if (market !== undefined) return market;
  const [near] = nearest(cell, marketNames(), 1);
  throw refusal(
    "unknown_market",
    place,
    {
      en: `recado knows no market ${quoted(cell)}.${near === undefined ? "" : ` The nearest is ${quoted(near)}.`}`,
      es: `recado no conoce el mercado ${quoted(cell)}.${near === undefined ? "" : ` El más parecido es ${quoted(near)}.`}`,
    },
    {
      en: "correct the name; if the market is new, update recado, or delete its row",
      es: "corrija el nombre; si el mercado es nuevo, actualice recado o elimine su fila",
    },
    { value: cell, nearest: near ?? null },
  );
}
