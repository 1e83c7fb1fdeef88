import { cachedReader } from "../cells/cache.ts";
import { plainWords, wordList } from "../cells/words.ts";
import type { PhoneKind } from "./known-exports/known-export.ts";

// Spanish, Portuguese and English, as telephones, Google, Outlook and Apple label numbers.
const kinds: readonly (readonly [PhoneKind, ReadonlySet<string>])[] = [
  ["fax", new Set(wordList("fax, pager, buscapersonas, localizador, bip, telex, beeper"))],
  [
    "mobile",
    new Set(
      wordList(
        "mobile, mobil, cell, cellphone, cellular, celular, cel, movil, telemovel, iphone, android, handy, whatsapp, wsp, wa, zap",
      ),
    ),
  ],
  [
    "fixed",
    new Set(
      wordList(
        "home, work, office, business, main, landline, casa, trabajo, trabalho, oficina, escritorio, fijo, fixo, particular, residencial, " +
          "residencia, comercial, empresa, principal, hogar, domicilio",
      ),
    ),
  ],
];

/** What a label of a number says about it. */
export interface PhoneLabel {
  readonly kind: PhoneKind;
  /** It says in so many words that the number is on WhatsApp. */
  readonly whatsapp: boolean;
  /** Google's star (`* Mobile`): the number that the contact prefers. */
  readonly preferred: boolean;
}

const whatsapp = new Set(["whatsapp", "wsp", "wa", "zap"]);

/** Reads the label of a number, or the header of its column: `* Mobile`, `Celular del trabajo`, `Home Fax`. */
export const readPhoneLabel = cachedReader((label): PhoneLabel => {
  const words = plainWords(label).split(" ");
  const kind = kinds.find(([, said]) => words.some((word) => said.has(word)))?.[0] ?? "other";
  return { kind, whatsapp: words.some((word) => whatsapp.has(word)), preferred: label.trimStart().startsWith("*") };
}, 500);
