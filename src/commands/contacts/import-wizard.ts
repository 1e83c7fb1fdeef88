import type { Context } from "../../cli/context.ts";
import { layoutTable, prepareWidths } from "../../cli/table.ts";
import { AppError } from "../../core/errors.ts";
import { parsePhone } from "../../core/phone.ts";
import { readDate } from "../../domain/import/cells/dates.ts";
import { tidyCell } from "../../domain/import/cells/tidy.ts";
import { openList } from "../../domain/import/formats/open-list.ts";
import type { ImportOptions } from "../../domain/import/import-list.ts";
import type { ListInput } from "../../domain/import/list.ts";
import { mapColumns } from "../../domain/import/mapping/headers.ts";
import type { Columns } from "../../domain/import/mapping/headers.ts";
import { proposeMapping } from "../../domain/import/mapping/proposals.ts";
import { askMeanings, openColumns } from "./import-wizard-columns.ts";
import { askConsent, askCountry, askSaving } from "./import-wizard-list.ts";

export interface Asked {
  readonly options: ImportOptions;
  /** Where the answers are to be kept for the next list of this kind. */
  readonly saveTo: string | undefined;
}

const previewRows = 5;
const sampleRows = 50;
const longestCell = 30;
const fewestDigits = 8;

/**
 * Asks a person what a list leaves open: which column holds what, the country of its numbers, and where its people agreed.
 *
 * @param mayOfferSaving false where it is already said where the answers go
 */
export async function askColumns(
  input: ListInput,
  options: ImportOptions,
  context: Context,
  mayOfferSaving = true,
): Promise<Asked> {
  const { header, rows } = await beginning(input, options);
  const mapped = tryMapping(header, options, input.name);
  const isKnown = mapped !== undefined && mapped.export !== null;
  let chosen = options;
  let asked = false;
  if (!isKnown && options.mappingFile === undefined) {
    const list = { header, proposals: proposeMapping(header, rows), map: options.map };
    const open = openColumns(list, mapped === undefined);
    if (mapped === undefined || open.length > 0) {
      await preview(header, rows, context);
      const map = await askMeanings(list, open, context);
      chosen = { ...options, map: [...options.map, ...map] };
      asked = map.length > 0;
    }
  }
  const columns = mapColumns(header, chosen, input.name);
  chosen = await askCountry(columns, rows, chosen, context);
  chosen = await askConsent(columns, chosen, context);
  const offersSaving = asked && mayOfferSaving && options.dryRun !== true;
  return { options: chosen, saveTo: offersSaving ? await askSaving(context) : undefined };
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

/** Whether a header is somebody's number. A short one, or a day, may head a column. */
function isPhone(header: string): boolean {
  const phone = parsePhone(header);
  if (phone.ok) return true;
  const isNational = phone.code === "phone.no_country" && header.replace(/\D/g, "").length >= fewestDigits;
  return isNational && !readDate(header, "day-first").ok;
}

/** What the headers come to by themselves; undefined where they leave something open that has to be asked. */
function tryMapping(header: readonly string[], options: ImportOptions, name: string): Columns | undefined {
  try {
    return mapColumns(header, options, name);
  } catch (error) {
    const asks = ["import.no_phone_column", "import.two_phone_columns", "import.two_consent_columns"];
    // A first row that is somebody's has no headers to ask about, and taken for one it would be lost.
    const isHeader = !header.some(isPhone);
    if (error instanceof AppError && asks.includes(error.code) && isHeader) return undefined;
    throw error;
  }
}

async function preview(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  context: Context,
): Promise<void> {
  const cell = (text: string): { text: string; paint: (text: string) => string } => ({
    text: Array.from(tidyCell(text)).slice(0, longestCell).join(""),
    paint: (plain) => plain,
  });
  const names = header.map(cell);
  const shown = rows.slice(0, previewRows).map((row) => header.map((_, place) => cell(row[place] ?? "")));
  await prepareWidths([names, ...shown].flatMap((cells) => cells.map(({ text }) => text)).join(""));
  const columns = header.map(() => ({ align: "left" as const, whole: false }));
  const lines = layoutTable(names, shown, columns, context.host.stderr.columns);
  context.note({ en: "The list begins so:", es: "La lista empieza así:" });
  for (const text of ["", ...lines, ""]) context.note({ en: text, es: text });
}
