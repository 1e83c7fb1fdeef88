import { InputError } from "../../../core/errors.ts";
import { columnNames } from "../../import/mapping/column-names.ts";
import { mapColumns } from "../../import/mapping/headers.ts";
import type { Columns, MapEntry } from "../../import/mapping/headers.ts";

/**
 * Under which name the cells of each column are kept: the header in small letters; of several that are then the same, each with
 * its number (`celular#2`), and the first under both names.
 */
export function columnKeys(header: readonly string[]): string[] {
  return columnNames(header.map((name) => name.trim().toLowerCase()));
}

function twiceAsked(error: unknown): readonly string[] | undefined {
  const isTwice = error instanceof InputError && error.code === "import.two_consent_columns";
  const headers: unknown = isTwice ? error.data?.["headers"] : undefined;
  return Array.isArray(headers) ? headers.map(String) : undefined;
}

/**
 * What the columns of a list hold, as an import recognises them. Consent is none of a campaign's business (it counts when it is
 * imported, with its proof), so that two columns of it are no reason to refuse a list.
 *
 * @param phoneColumn the header of the column to write to, where a person named it
 * @throws InputError `import.no_phone_column`, `import.two_phone_columns`, `import.no_such_column`, `import.ambiguous_column`
 */
export function listColumns(header: readonly string[], phoneColumn: string | undefined, fileName: string): Columns {
  const map: MapEntry[] = phoneColumn === undefined ? [] : [{ field: "phone", header: phoneColumn }];
  for (;;) {
    try {
      return mapColumns(header, { map }, fileName);
    } catch (error) {
      const headers = twiceAsked(error);
      if (headers === undefined) throw error;
      map.push(...headers.map((name) => ({ field: "ignore", header: name }) as const));
    }
  }
}
