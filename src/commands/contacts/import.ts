import { userInfo } from "node:os";
import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { isSameFile, openOutputFile, readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { AppError, UsageError } from "../../core/errors.ts";
import type { CountryCode } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import type { FileConsent } from "../../domain/import/consent-cells.ts";
import { readCountry } from "../../domain/import/countries.ts";
import { readDate } from "../../domain/import/dates.ts";
import { parseMap } from "../../domain/import/headers.ts";
import { importContacts, readSource } from "../../domain/import/import-contacts.ts";
import { readPurposes } from "../../domain/import/words.ts";
import { writeRejects } from "../../domain/import/write-rejects.ts";
import type { Purpose } from "../../storage/rows.ts";
import { importView } from "./import-view.ts";
import type { importInput } from "./index.ts";

export { importView } from "./import-view.ts";

type ImportInput = InputOf<typeof importInput> & { readonly dryRun: boolean };

export async function run(input: ImportInput, context: Context): Promise<View> {
  const { host } = context;
  const settings = await context.settings();
  const options = {
    country: countryOption(input.country) ?? settings.country,
    map: parseMap(input.map),
    consent: consentOption(input),
    now: context.clock.now(),
    actor: userInfo().username,
    dryRun: input.dryRun,
  };
  const name = input.file === "-" ? "stdin" : basename(input.file);
  const source = readSource(await readInputFile(input.file, host), name);
  if (input.rejects !== undefined && (await isSameFile(input.file, input.rejects, host))) {
    throw rejectsOverInput(input.rejects);
  }
  // Made sure of before anything is imported: afterwards there would be a report of rows that are nowhere.
  const output = input.rejects === undefined || input.dryRun ? undefined : await openOutputFile(input.rejects, host);
  try {
    const report = await importContacts(await context.db(), source, options);
    const answer = importView(report, input.rejects);
    if (output === undefined || report.rejects.length === 0) return answer;
    try {
      await output.write(writeRejects(source.table, report.rejects, context.language), rejectsLost);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { ...importView(report, undefined), problem: error };
    }
    return answer;
  } finally {
    await output?.discard();
  }
}

const rejectsLost: Text = {
  en: "The import is done. To get the refused rows, repeat the command with another file for --rejects.",
  es: "La importación ya está hecha. Para obtener las filas rechazadas, repita el comando con otro archivo en --rejects.",
};

function rejectsOverInput(file: string): UsageError {
  return new UsageError({
    code: "import.rejects_over_input",
    text: {
      en: `--rejects ${file} is the list itself: it would be overwritten.`,
      es: `--rejects ${file} es la propia lista: se sobrescribiría.`,
    },
    hint: {
      en: "Name another file, for example --rejects rejected.csv",
      es: "Indique otro archivo, por ejemplo --rejects rechazadas.csv",
    },
    data: { option: "--rejects" },
  });
}

function badValue(option: string, value: string, expected: Text): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: { en: `${option} "${value}" is not ${expected.en}.`, es: `${option} "${value}" no es ${expected.es}.` },
    data: { option },
  });
}

export function countryOption(text: string | undefined): CountryCode | undefined {
  if (text === undefined) return undefined;
  const country = readCountry(text);
  if (country !== undefined) return country;
  throw badValue("--country", text, { en: "a country such as PE or Peru", es: "un país, como PE o Perú" });
}

function consentOption(input: ImportInput): FileConsent | undefined {
  const { consentSource, consentDate, consentPurpose } = input;
  if (consentSource === undefined) {
    const alone =
      consentDate !== undefined ? "--consent-date" : consentPurpose !== undefined ? "--consent-purpose" : undefined;
    if (alone === undefined) return undefined;
    throw new UsageError({
      code: "usage.missing_option",
      text: {
        en: `${alone} needs --consent-source: without where they agreed there is no proof.`,
        es: `${alone} requiere --consent-source: sin decir dónde aceptaron no hay prueba.`,
      },
      hint: {
        en: 'For example: --consent-source "store form"',
        es: 'Por ejemplo: --consent-source "formulario de la tienda"',
      },
      data: { option: "--consent-source" },
    });
  }
  return {
    source: consentSource,
    ...(consentDate === undefined ? {} : { date: dateOption(consentDate) }),
    ...(consentPurpose === undefined ? {} : { purposes: purposesOption(consentPurpose) }),
  };
}

function dateOption(text: string): number {
  const read = /^\d{4}-\d{2}-\d{2}$/.test(text) ? readDate(text, undefined) : undefined;
  if (read?.ok === true) return read.at;
  throw badValue("--consent-date", text, { en: "a date such as 2026-09-01", es: "una fecha como 2026-09-01" });
}

function purposesOption(text: string): readonly Purpose[] {
  const purposes = readPurposes(text);
  if (purposes !== undefined && purposes.length > 0) return purposes;
  throw badValue("--consent-purpose", text, {
    en: "a list of purposes: marketing, utility, authentication, service",
    es: "una lista de finalidades: marketing, avisos, códigos, atención",
  });
}
