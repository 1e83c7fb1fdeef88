import { basename } from "node:path";
import { readInputFile } from "../../cli/files.ts";
import type { Host } from "../../cli/host.ts";
import type { InputOf } from "../../cli/input.ts";
import { UsageError } from "../../core/errors.ts";
import type { CountryCode } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import { evidenceFile, isEvidenceLink } from "../../domain/consent/evidence.ts";
import type { FileConsent } from "../../domain/import/cells/consent-cells.ts";
import { readCountry } from "../../domain/import/cells/countries.ts";
import { readDate } from "../../domain/import/cells/dates.ts";
import { readPurposes } from "../../domain/import/cells/purposes.ts";
import type { SavedMapping } from "../../domain/import/mapping/mapping-file.ts";
import { evidenceRef, type EvidenceRow } from "../../storage/repos/evidence.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { importInput } from "./import-spec.ts";

type Input = InputOf<typeof importInput>;

function badValue(option: string, value: string, expected: Text, example: string): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: { en: `${option} "${value}" is not ${expected.en}.`, es: `${option} "${value}" no es ${expected.es}.` },
    hint: { en: `For example: ${option} ${example}`, es: `Por ejemplo: ${option} ${example}` },
    data: { option },
  });
}

export function countryOption(text: string | undefined): CountryCode | undefined {
  if (text === undefined) return undefined;
  const country = readCountry(text);
  if (country !== undefined) return country;
  throw badValue("--country", text, { en: "a country such as PE or Peru", es: "un país, como PE o Perú" }, "PE");
}

function dateOption(text: string): number {
  const read = /^\d{4}-\d{2}-\d{2}$/.test(text) ? readDate(text, undefined) : undefined;
  if (read?.ok === true) return read.at;
  throw badValue(
    "--consent-date",
    text,
    { en: "a date such as 2026-09-01", es: "una fecha como 2026-09-01" },
    "2026-09-01",
  );
}

function purposesOption(text: string): readonly Purpose[] {
  const purposes = readPurposes(text);
  if (purposes !== undefined && purposes.length > 0) return purposes;
  throw badValue(
    "--consent-purpose",
    text,
    {
      en: "a list of purposes: marketing, utility, authentication, service",
      es: "una lista de finalidades: marketing, avisos, códigos, atención",
    },
    "marketing,utility",
  );
}

/** A link stays as it is; a file is read now, so that a missing one is told before anything is imported. */
export async function evidenceOption(
  text: string | undefined,
  host: Host,
  now: number,
): Promise<EvidenceRow | undefined> {
  if (text === undefined || isEvidenceLink(text)) return undefined;
  return evidenceFile(basename(text), await readInputFile(text, host), now);
}

const options = [
  ["consentDate", "--consent-date"],
  ["consentPurpose", "--consent-purpose"],
  ["consentMethod", "--consent-method"],
  ["consentWording", "--consent-wording"],
  ["consentWordingVersion", "--consent-wording-version"],
  ["consentEvidence", "--consent-evidence"],
] as const satisfies readonly (readonly [keyof Input, string])[];

function missingSource(option: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: {
      en: `${option} needs --consent-source: without where they agreed there is no proof.`,
      es: `${option} requiere --consent-source: sin decir dónde aceptaron no hay prueba.`,
    },
    hint: {
      en: 'For example: --consent-source "store form"',
      es: 'Por ejemplo: --consent-source "formulario de la tienda"',
    },
    data: { option: "--consent-source" },
  });
}

/** What is said about where all of the people of a list agreed; what is typed goes before what was saved. */
export function consentOption(
  input: Input,
  saved: FileConsent | undefined,
  evidence: EvidenceRow | undefined,
): FileConsent | undefined {
  const source = input.consentSource ?? saved?.source;
  if (source === undefined) {
    const alone = options.find(([key]) => input[key] !== undefined);
    if (alone !== undefined) throw missingSource(alone[1]);
    return saved;
  }
  const typed: FileConsent = {
    source,
    date: input.consentDate === undefined ? undefined : dateOption(input.consentDate),
    purposes: input.consentPurpose === undefined ? undefined : purposesOption(input.consentPurpose),
    method: input.consentMethod,
    wording: input.consentWording,
    wordingVersion: input.consentWordingVersion,
    evidence: evidence === undefined ? input.consentEvidence : evidenceRef(evidence.hash),
  };
  return { ...saved, ...Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) };
}

/** @throws InputError when the file is not there, or is no mapping */
export async function mappingOption(file: string | undefined, host: Host): Promise<SavedMapping | undefined> {
  if (file === undefined) return undefined;
  const { parseMapping } = await import("../../domain/import/mapping/mapping-file.ts");
  return parseMapping((await readInputFile(file, host)).toString("utf8"), file);
}
