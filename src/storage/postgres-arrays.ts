import type { SqlValue } from "./database.ts";
import type { InsertShape } from "./insert-shape.ts";

/** Below it, reading the statement costs the server less than taking arrays apart. */
export const fewRows = 100;

/** Rows of one statement: what the server holds of it in memory. */
const rowsPerStatement = 10_000;

export interface ArrayStatement {
  readonly sql: string;
  /** One array for each column. */
  readonly parameters: readonly (readonly SqlValue[])[];
}

/** Undefined where the values of a column are of several kinds, or bytes: then rows are written out. */
function typeOf(column: readonly SqlValue[]): "bigint" | "text" | "null" | undefined {
  let type: "bigint" | "text" | "null" = "null";
  for (const value of column) {
    if (value === null) continue;
    const own = typeof value === "number" ? "bigint" : typeof value === "string" ? "text" : undefined;
    if (own === undefined || (type !== "null" && type !== own)) return undefined;
    type = own;
  }
  return type;
}

function partsOf(shape: InsertShape): {
  table: string | undefined;
  names: readonly string[];
  terms: readonly string[];
} {
  const [, table, list = ""] = /^INSERT INTO\s+(\w+)\s*\(([^)]*)\)\s*VALUES\s*$/.exec(shape.head) ?? [];
  return { table, names: list.split(",").map((name) => name.trim()), terms: shape.row.slice(1, -1).split(", ") };
}

/** Whether two rows have the same values at these places: as texts, since it is the column's type that decides in the end. */
function haveTwins(rows: readonly (readonly SqlValue[])[], places: readonly number[]): boolean {
  const [only] = places.length === 1 ? places : [];
  const keyOf = (row: readonly SqlValue[]): string =>
    only === undefined ? JSON.stringify(places.map((place) => String(row[place]))) : String(row[only]);
  return new Set(rows.map(keyOf)).size < rows.length;
}

/** Whether rows would update the same row: one statement cannot do that, and the last of them is to be the one that stays. */
export function upsertsTwice(shape: InsertShape, rows: readonly (readonly SqlValue[])[]): boolean {
  if (shape.updateKey === undefined) return false;
  const { names, terms } = partsOf(shape);
  const marked = names.filter((_, place) => terms[place] === "?");
  const places = shape.updateKey.map((name) => marked.indexOf(name)).filter((place) => place >= 0);
  // A column that is not marked is the same in all rows.
  return haveTwins(rows, places);
}

/**
 * Many rows as one array for each column (`unnest`): the server reads a short statement instead of sixty thousand marks. A column that is
 * blank in all rows is left out. Undefined where this cannot be said so.
 */
export function arrayStatements(
  shape: InsertShape,
  rows: readonly (readonly SqlValue[])[],
): ArrayStatement[] | undefined {
  const { table, names, terms } = partsOf(shape);
  if (table === undefined || names.length !== terms.length) return undefined;
  const statements: ArrayStatement[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const into: string[] = [];
    const from: string[] = [];
    const arrays: SqlValue[][] = [];
    const casts: string[] = [];
    let mark = 0;
    for (const [place, term] of terms.entries()) {
      const name = names[place] ?? "";
      if (term !== "?") {
        into.push(name);
        from.push(term);
        continue;
      }
      const index = mark++;
      const column = chunk.map((row) => row[index] ?? null);
      const type = typeOf(column);
      if (type === undefined) return undefined;
      if (type === "null") continue;
      arrays.push(column);
      casts.push(`$${arrays.length}::${type}[]`);
      into.push(name);
      from.push(`u.c${arrays.length}`);
    }
    if (arrays.length === 0) return undefined;
    const alias = arrays.map((_, place) => `c${place + 1}`).join(", ");
    const select = `SELECT ${from.join(", ")} FROM unnest(${casts.join(", ")}) AS u(${alias})`;
    statements.push({
      sql: `INSERT INTO ${table} (${into.join(", ")}) ${select} ${shape.conflict}`.trimEnd(),
      parameters: arrays,
    });
  }
  return statements;
}

const assignment = String.raw`\w+ = (?:\?|\w+|'[^']*')`;
const condition = String.raw`\w+ (?:= \?|= '[^']*'|IS NULL)`;
const update = new RegExp(
  String.raw`^ ?UPDATE (\w+) SET (${assignment}(?:, ${assignment})*) WHERE (${condition}(?: AND ${condition})*) ?$`,
);

/**
 * Many updates of one row each (`UPDATE t SET a = ?, b = 'x' WHERE id = ? AND c IS NULL`) as one that finds its values in arrays. Undefined where this
 * cannot be said so, and where two of them may meet in one row: there the order counts.
 */
export function arrayUpdates(sql: string, rows: readonly (readonly SqlValue[])[]): ArrayStatement[] | undefined {
  const [, table, sets, wheres] = update.exec(sql.replaceAll(/\s+/g, " ")) ?? [];
  if (table === undefined || sets === undefined || wheres === undefined) return undefined;
  const assigned = sets.split(", ").map((text) => text.split(" = "));
  const conditions = wheres.split(" AND ");
  // Those that are the same for every row: `state = 'queued'`, `wamid IS NULL`.
  const fixed = conditions.filter((text) => !text.endsWith(" = ?")).map((text) => `${table}.${text}`);
  const compared = conditions.filter((text) => text.endsWith(" = ?")).map((text) => text.split(" = ")[0] ?? "");
  const marked = assigned.filter(([, term]) => term === "?").length;
  // What is set says nothing of which row it was: it may be what another of them has set.
  const key = compared.flatMap((name, place) => (assigned.some(([set]) => set === name) ? [] : [marked + place]));
  if (key.length === 0 || haveTwins(rows, key)) return undefined;
  const statements: ArrayStatement[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const arrays: SqlValue[][] = [];
    const casts: string[] = [];
    let index = 0;
    /** The next mark's column of the arrays; `NULL` where all are blank, undefined where they are of several kinds. */
    const next = (): string | undefined => {
      const place = index++;
      const column = chunk.map((row) => row[place] ?? null);
      const type = typeOf(column);
      if (type === undefined || type === "null") return type === "null" ? "NULL" : undefined;
      casts.push(`$${arrays.push(column)}::${type}[]`);
      return `u.c${arrays.length}`;
    };
    const set: string[] = [];
    for (const [name, term] of assigned) {
      const value = term === "?" ? next() : term;
      if (value === undefined) return undefined;
      set.push(`${name} = ${value}`);
    }
    const where = [...fixed];
    for (const name of compared) {
      const value = next();
      if (value === undefined) return undefined;
      where.push(`${table}.${name} = ${value}`);
    }
    const alias = arrays.map((_, place) => `c${place + 1}`).join(", ");
    if (alias === "") return undefined;
    const from = `FROM unnest(${casts.join(", ")}) AS u(${alias})`;
    statements.push({
      sql: `UPDATE ${table} SET ${set.join(", ")} ${from} WHERE ${where.join(" AND ")}`,
      parameters: arrays,
    });
  }
  return statements;
}
