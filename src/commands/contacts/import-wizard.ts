import type { Context } from "../../cli/context.ts";
import { layoutTable } from "../../cli/table.ts";
import { AppError } from "../../core/errors.ts";
import { parsePhone } from "../../core/phone.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import { readCountry } from "../../domain/import/cells/countries.ts";
import { openList } from "../../domain/import/formats/open-list.ts";
import type { ImportOptions } from "../../domain/import/import-list.ts";
import type { ListInput } from "../../domain/import/list.ts";
import { fieldNames, importFields } from "../../domain/import/mapping/fields.ts";
import type { ImportField } from "../../domain/import/mapping/fields.ts";
import { mapColumns } from "../../domain/import/mapping/headers.ts";
import type { Columns } from "../../domain/import/mapping/headers.ts";
import type { MapEntry } from "../../domain/import/mapping/map-entries.ts";
import { proposeMapping } from "../../domain/import/mapping/proposals.ts";
import type { ColumnProposal } from "../../domain/import/mapping/proposals.ts";

export interface Asked {
  readonly options: ImportOptions;
  /** Where the answers are to be kept for the next list of this kind. */
  readonly saveTo: string | undefined;
}

const previewRows = 5;
const sampleRows = 50;

/** Asks a person what a list leaves open: which column holds what, the country of its numbers, and where its people agreed. */
export async function askColumns(input: ListInput, options: ImportOptions, context: Context): Promise<Asked> {
  const { header, rows } = await beginning(input, options);
  const mapped = tryMapping(header, options, input.name);
  const isKnown = typeof mapped === "object" && mapped.export !== null;
  let chosen = options;
  let asked = false;
  if (!isKnown && options.mappingFile === undefined) {
    const proposals = proposeMapping(header, rows);
    const open = proposals.filter((proposal) => isOpen(proposal, proposals, options.map));
    if (mapped === undefined || open.length > 0) {
      preview(header, rows, context);
      const map = await askEach(mapped === undefined ? withRivals(open, proposals) : open, options.map, context);
      chosen = { ...options, map: [...options.map, ...map] };
      asked = map.length > 0;
    }
  }
  const columns = mapColumns(header, chosen, input.name);
  chosen = await askCountry(columns, rows, chosen, context);
  chosen = await askConsent(columns, chosen, context);
  return { options: chosen, saveTo: asked ? await askSaving(context) : undefined };
}

async function beginning(
  input: ListInput,
  options: ImportOptions,
): Promise<{ header: readonly string[]; rows: readonly (readonly string[])[] }> {
  const list = await openList(input, { sheet: options.sheet, format: options.format });
  for await (const piece of list.rows()) {
    return { header: list.header, rows: piece.slice(0, sampleRows).map(({ cells }) => cells) };
  }
  return { header: list.header, rows: [] };
}

/** What the headers come to by themselves; undefined where they leave something open that has to be asked. */
function tryMapping(header: readonly string[], options: ImportOptions, name: string): Columns | undefined {
  try {
    return mapColumns(header, options, name);
  } catch (error) {
    const asks = ["import.no_phone_column", "import.two_phone_columns", "import.two_consent_columns"];
    if (error instanceof AppError && asks.includes(error.code)) return undefined;
    throw error;
  }
}

/** Cells that look like something, below a header that says nothing. */
function isOpen(proposal: ColumnProposal, all: readonly ColumnProposal[], map: readonly MapEntry[]): boolean {
  if (map.some(({ header }) => header === proposal.header)) return false;
  if (proposal.sure === "cells") return true;
  if (proposal.sure === "header") return false;
  // A second telephone beside one that is known, or a date of birth, is nothing that decides.
  const known = (field: ImportField): boolean => all.some((other) => other.field === field && other.sure === "header");
  return proposal.looks === "answers" && !known("consent") && !known("consent_marketing") && !known("consent_notices");
}

/** Two columns that could both be the phone, or the same consent, are both asked about. */
function withRivals(open: readonly ColumnProposal[], all: readonly ColumnProposal[]): readonly ColumnProposal[] {
  const rivals = all.filter(
    (one) => one.field !== "custom" && all.some((other) => other !== one && other.field === one.field),
  );
  const phones = all.some(({ field }) => field === "phone") ? [] : all;
  return all.filter((one) => open.includes(one) || rivals.includes(one) || phones.includes(one));
}

function preview(header: readonly string[], rows: readonly (readonly string[])[], context: Context): void {
  const shown = rows.slice(0, previewRows);
  const cell = (text: string): { text: string; paint: (text: string) => string } => ({
    text: cleanLine(text).slice(0, 30),
    paint: (plain) => plain,
  });
  const lines = layoutTable(
    header.map(cell),
    shown.map((row) => header.map((_, place) => cell(row[place] ?? ""))),
    header.map(() => ({ align: "left" as const, whole: false })),
    context.host.stderr.columns,
  );
  context.note({ en: "The list begins so:", es: "La lista empieza así:" });
  for (const text of ["", ...lines, ""]) context.note({ en: text, es: text });
}

function question(proposal: ColumnProposal): Text {
  const name = cleanLine(proposal.header) || `${proposal.place + 1}`;
  const samples = proposal.samples.slice(0, 3).join(", ");
  const such = samples === "" ? "" : ` (${samples})`;
  return { en: `What does the column "${name}"${such} hold?`, es: `¿Qué trae la columna "${name}"${such}?` };
}

async function askEach(
  proposals: readonly ColumnProposal[],
  map: readonly MapEntry[],
  context: Context,
): Promise<MapEntry[]> {
  const answers: MapEntry[] = [];
  for (const proposal of proposals) {
    if (proposal.header === "" || map.some(({ header }) => header === proposal.header)) continue;
    const taken = new Set(answers.map(({ field }) => field));
    const fields = importFields.filter((field) => !taken.has(field) || field === "custom" || field === "ignore");
    const usual = taken.has(proposal.field) ? "custom" : proposal.field;
    const field = await context.prompt.select({
      message: question(proposal),
      option: "--map",
      default: usual,
      // What is most likely comes first: the list is long.
      choices: [usual, ...fields.filter((one) => one !== usual)].map((value) => ({ value, label: fieldNames[value] })),
    });
    answers.push({ field, header: proposal.header });
  }
  return answers;
}

/** Numbers without a country code need a country; where all have one, nothing is asked. */
async function askCountry(
  columns: Columns,
  rows: readonly (readonly string[])[],
  options: ImportOptions,
  context: Context,
): Promise<ImportOptions> {
  if (options.country !== undefined || columns.of.has("country")) return options;
  const isNational = rows.some((cells) =>
    columns.phones.some(({ place }) => {
      const phone = parsePhone(cells[place] ?? "");
      return !phone.ok && phone.code === "phone.no_country";
    }),
  );
  if (!isNational) return options;
  const wrong: Text = { en: "Write a country, e.g. PE or Peru.", es: "Escriba un país, p. ej. PE o Perú." };
  const answer = await context.prompt.text({
    message: {
      en: "Some numbers have no country code. Which country are they from?",
      es: "Hay números sin código de país. ¿De qué país son?",
    },
    option: "--country",
    check: (text) => (readCountry(text) === undefined ? wrong : undefined),
  });
  return { ...options, country: readCountry(answer) };
}

const speaksOfConsent: readonly ImportField[] = [
  "consent",
  "consent_notices",
  "consent_marketing",
  "consent_utility",
  "consent_service",
  "consent_authentication",
  "consent_date",
  "consent_purpose",
];

async function askConsent(columns: Columns, options: ImportOptions, context: Context): Promise<ImportOptions> {
  if (options.consent !== undefined || speaksOfConsent.some((field) => columns.of.has(field))) return options;
  const source = await context.prompt.text({
    message: {
      en: "Where did these people agree to receive messages? (nothing: they did not, and may not be messaged)",
      es: "¿Dónde aceptaron estas personas recibir mensajes? (en blanco: no aceptaron, y no se les podrá escribir)",
    },
    option: "--consent-source",
    optional: true,
  });
  if (source === "") return options;
  const marketing = await context.prompt.confirm({
    message: {
      en: "Did they agree to marketing too, not only to notices?",
      es: "¿Aceptaron también publicidad, y no solo avisos?",
    },
    option: "--consent-purpose",
    default: false,
  });
  const notices = ["utility", "authentication", "service"] as const;
  return { ...options, consent: { source, purposes: marketing ? ["marketing", ...notices] : notices } };
}

async function askSaving(context: Context): Promise<string | undefined> {
  const file = await context.prompt.text({
    message: {
      en: "Save these answers for the next list of this kind? File name, or nothing:",
      es: "¿Guardar estas respuestas para la próxima lista de este tipo? Nombre de archivo, o nada:",
    },
    option: "--save-mapping",
    optional: true,
  });
  return file === "" ? undefined : file;
}
