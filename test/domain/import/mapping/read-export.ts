import { fileURLToPath } from "node:url";
import { readLabels } from "../../../../src/domain/import/cells/labels.ts";
import { openList } from "../../../../src/domain/import/formats/open-list.ts";
import { choosePhone } from "../../../../src/domain/import/mapping/choose-phone.ts";
import { mapColumns } from "../../../../src/domain/import/mapping/headers.ts";
import type { Columns } from "../../../../src/domain/import/mapping/headers.ts";

/** What one row of a known export comes to, blanks left out. */
export interface ExportedPerson {
  /** The number as it is written, or why none was chosen. */
  readonly phone: string;
  readonly labels?: readonly string[];
  readonly custom?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export interface ReadExport {
  readonly columns: Columns;
  readonly rows: readonly (readonly string[])[];
  readonly people: readonly ExportedPerson[];
}

function personOf(cells: readonly string[], columns: Columns): ExportedPerson {
  const chosen = choosePhone(cells, columns);
  const person: Record<string, unknown> = {};
  for (const [field, { place }] of columns.of) {
    const cell = cells[place] ?? "";
    if (cell !== "" && field !== "phone") person[field] = field === "labels" ? readLabels(cell) : cell;
  }
  const custom = columns.custom
    .map(({ key, place }) => [key, cells[place] ?? ""] as const)
    .filter(([, value]) => value !== "");
  return {
    ...person,
    ...(custom.length === 0 ? {} : { custom: Object.fromEntries(custom) }),
    phone: "refusal" in chosen ? chosen.refusal : chosen.text,
  };
}

/** Reads a file of `test/fixtures/import` as an import reads and maps it, without a question. */
export async function readExport(file: string): Promise<ReadExport> {
  const path = fileURLToPath(new URL(`../../../fixtures/import/${file}`, import.meta.url));
  const list = await openList({ path, name: file }, {});
  const columns = mapColumns(list.header, { map: [] }, file);
  const rows: (readonly string[])[] = [];
  for await (const piece of list.rows()) {
    for (const row of piece) if (!row.malformed) rows.push(row.cells);
  }
  return { columns, rows, people: rows.map((cells) => personOf(cells, columns)) };
}
