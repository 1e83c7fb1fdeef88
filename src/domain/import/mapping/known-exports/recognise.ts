import { plainWords } from "../../cells/words.ts";
import { guessField } from "../guess.ts";
import { isConsentField } from "../fields.ts";
import type { ImportField } from "../fields.ts";
import { chatwoot } from "./chatwoot.ts";
import { google } from "./google.ts";
import { hubspot } from "./hubspot.ts";
import { interakt } from "./interakt.ts";
import type { KnownExport, KnownExportName, Meaning } from "./known-export.ts";
import { mailchimp } from "./mailchimp.ts";
import { outlookPortuguese } from "./outlook-pt.ts";
import { outlookSpanish } from "./outlook-es.ts";
import { outlook } from "./outlook.ts";
import { recado } from "./recado.ts";
import { respondio } from "./respondio.ts";
import { vcard } from "./vcard.ts";
import { wati } from "./wati.ts";

/** The first that fits is the one: a vCard has Google's columns for telephones too, so that it stands before it. */
const knownExports: readonly KnownExport[] = [
  recado,
  vcard,
  google,
  outlook,
  outlookSpanish,
  outlookPortuguese,
  interakt,
  wati,
  mailchimp,
  hubspot,
  respondio,
  chatwoot,
];

/** The export that a file with these headers is; undefined for anybody's own list. */
export function recogniseExport(header: readonly string[]): KnownExport | undefined {
  const plain = header.map(plainWords);
  const there = new Set(plain);
  const whole = plain.join(" ");
  return knownExports.find(
    ({ signs, wholeHeaders }) =>
      signs.some((sign) => sign.every((name) => there.has(name))) || wholeHeaders?.includes(whole),
  );
}

/** As people call it. */
export function titleOfExport(name: KnownExportName): string {
  return knownExports.find((known) => known.name === name)?.title ?? name;
}

/** What a business may add to a program's columns. Who is who is said by the program's own. */
function isOwnColumn(field: ImportField): boolean {
  return isConsentField(field) || field === "language" || field === "time_zone" || field === "labels";
}

const numbered = /^(\D*)\b([1-9]\d?)\b(\D*)$/;

/** What a column of a known export holds; undefined for one that is not named there. */
export function meaningOf(known: KnownExport, header: string): Meaning | undefined {
  const { columns, customPrefix } = known;
  if (customPrefix !== undefined && header.startsWith(customPrefix)) {
    return `custom:${header.slice(customPrefix.length)}`;
  }
  const plain = plainWords(header);
  if (Object.hasOwn(columns, plain)) return columns[plain];
  const match = numbered.exec(plain);
  const general = match === null ? "" : `${match[1]}#${match[3]}`;
  if (match !== null && Object.hasOwn(columns, general)) {
    const meaning = columns[general];
    // The second address is kept beside the first.
    return meaning?.startsWith("custom:") && match[2] !== "1" ? (`${meaning}_${match[2]}` as Meaning) : meaning;
  }
  const guess = known.guessOthers ? guessField(header) : "custom";
  return guess !== "custom" && guess !== "phone" && isOwnColumn(guess) ? guess : undefined;
}
