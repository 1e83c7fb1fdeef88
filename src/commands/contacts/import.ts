import { userInfo } from "node:os";
import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile, writeOutputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, view, type Block, type View } from "../../cli/view.ts";
import { PartialError, UsageError } from "../../core/errors.ts";
import type { CountryCode } from "../../core/phone.ts";
import type { Text } from "../../core/text.ts";
import type { FileConsent } from "../../domain/import/consent-cells.ts";
import { readCountry } from "../../domain/import/countries.ts";
import { readDate } from "../../domain/import/dates.ts";
import { parseMap } from "../../domain/import/headers.ts";
import { importContacts, readSource } from "../../domain/import/import-contacts.ts";
import type { ImportReport } from "../../domain/import/report.ts";
import { readPurposes } from "../../domain/import/words.ts";
import { writeRejects } from "../../domain/import/write-rejects.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { importInput } from "./index.ts";

type ImportInput = InputOf<typeof importInput> & { readonly dryRun: boolean };

/** How many refused rows the table shows; the file of `--rejects` and JSON have all of them. */
const shownRejects = 20;

export async function run(input: ImportInput, context: Context): Promise<View> {
  const settings = await context.settings();
  const options = {
    country: countryOption(input.country) ?? (settings.country as CountryCode | undefined),
    map: parseMap(input.map),
    consent: consentOption(input),
    now: context.clock.now(),
    actor: userInfo().username,
    dryRun: input.dryRun,
  };
  const name = input.file === "-" ? "stdin" : basename(input.file);
  const source = readSource(await readInputFile(input.file, context.host), name);
  const report = await importContacts(await context.db(), source, options);
  if (input.rejects !== undefined && report.rejects.length > 0) {
    await writeOutputFile(input.rejects, writeRejects(source.table, report.rejects, context.language), context.host);
  }
  return importView(report, input.rejects);
}

/** How an import is told: counts, what was refused and why, what to do next. Also the demo's words. */
export function importView(report: ImportReport, rejectsFile: string | undefined): View {
  const rejects = report.rejects.map(({ row, column, code, value }) => ({ row, column, code, value }));
  const { rows, created, updated, unchanged, merged, rejected, withoutConsent } = report;
  return view({
    data: {
      import: report.import,
      rows,
      created,
      updated,
      unchanged,
      merged,
      rejected,
      withoutConsent,
      rejects,
      dryRun: report.dryRun,
      repeats: report.repeats,
      encoding: report.encoding,
      mapping: report.mapping,
      merges: report.merges,
      withdrawnKept: report.withdrawnKept,
      grantedKept: report.grantedKept,
      undatedConsents: report.undated,
    },
    rows: rejects,
    blocks: [...summary(report), ...rejectBlocks(report, rejectsFile)],
    problem: problemOf(report, rejectsFile),
  });
}

function summary(report: ImportReport): Block[] {
  const notes: [number, Text][] = [
    [
      report.withdrawnKept.length,
      {
        en: "Rows that say yes for people who had opted out (they stay opted out)",
        es: "Filas que dicen que sí por personas que se habían dado de baja (siguen de baja)",
      },
    ],
    [
      report.grantedKept.length,
      {
        en: "Rows that say no for people who had agreed before (an import does not withdraw)",
        es: "Filas que dicen que no por personas que habían aceptado antes (una importación no retira el consentimiento)",
      },
    ],
    [
      report.undated,
      {
        en: "Consents without a date (recorded as of today)",
        es: "Consentimientos sin fecha (se anotaron con la de hoy)",
      },
    ],
  ];
  return [
    ...(report.dryRun
      ? [
          line(
            {
              en: "Nothing was written (--dry-run). The import would give:",
              es: "No se escribió nada (--dry-run). La importación daría:",
            },
            "dim",
          ),
        ]
      : []),
    ...(report.repeats === null
      ? []
      : [
          line(
            {
              en: `This very file was imported before (${report.repeats}).`,
              es: `Este mismo archivo ya se había importado (${report.repeats}).`,
            },
            "warn",
          ),
        ]),
    pairs(
      [{ en: "Rows", es: "Filas" }, report.rows],
      [{ en: "New contacts", es: "Contactos nuevos" }, report.created],
      [{ en: "Updated", es: "Actualizados" }, report.updated],
      [{ en: "Unchanged", es: "Sin cambios" }, report.unchanged],
      [{ en: "Merged (same number)", es: "Unidas (mismo número)" }, report.merged],
      [
        { en: "Refused", es: "Rechazadas" },
        { text: String(report.rejected), ...(report.rejected > 0 ? { tone: "warn" as const } : {}) },
      ],
      [
        { en: "May not be messaged (no consent)", es: "No se les puede escribir (sin consentimiento)" },
        report.withoutConsent,
      ],
    ),
    ...notes.flatMap(([count, text]) =>
      count === 0 ? [] : [line({ en: `${text.en}: ${count}`, es: `${text.es}: ${count}` }, "dim")],
    ),
  ];
}

function rejectBlocks({ rejects }: ImportReport, file: string | undefined): Block[] {
  if (rejects.length === 0) return [];
  const more = rejects.length - shownRejects;
  return [
    line(""),
    table(
      [
        { header: { en: "Row", es: "Fila" }, align: "right" },
        { header: { en: "Column", es: "Columna" } },
        { header: { en: "Value", es: "Valor" } },
        { header: { en: "Why refused", es: "Por qué se rechazó" } },
      ],
      rejects.slice(0, shownRejects).map(({ row, column, value, text }) => [row, column, value, { text }]),
    ),
    ...(more > 0 ? [line({ en: `… and ${more} more.`, es: `… y ${more} más.` }, "dim")] : []),
    ...(file === undefined
      ? []
      : [line({ en: `The refused rows are in ${file}.`, es: `Las filas rechazadas están en ${file}.` })]),
  ];
}

function problemOf(report: ImportReport, file: string | undefined): PartialError | undefined {
  if (report.rejected === 0) return undefined;
  return new PartialError({
    code: "import.rows_rejected",
    text: {
      en: `${report.rejected} of ${report.rows} rows were refused.`,
      es: `Se rechazaron ${report.rejected} de ${report.rows} filas.`,
    },
    hint:
      file === undefined
        ? {
            en: "Write them to a file with --rejects rejected.csv, mend it and import it.",
            es: "Guárdelas con --rejects rechazadas.csv, corríjalas e impórtelas.",
          }
        : { en: `Mend ${file} and import it.`, es: `Corrija ${file} e impórtelo.` },
    data: { rows: report.rows, rejected: report.rejected },
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
    en: "a list of marketing, utility, authentication, service",
    es: "una lista de marketing, utility, authentication, service",
  });
}
