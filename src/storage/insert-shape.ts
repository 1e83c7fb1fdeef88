/** A plain insert of one row, taken apart so that several rows can be put into one statement. */
export interface InsertShape {
  /** `INSERT INTO contacts (id, name) VALUES ` */
  readonly head: string;
  /** `(?, ?)`: marks, and numbers that are the same in every row. */
  readonly row: string;
  /** `ON CONFLICT (id) DO NOTHING`, or nothing. */
  readonly conflict: string;
}

const shape =
  /^\s*(INSERT INTO [^?]*?\sVALUES\s*)(\((?:(?:\?|\d+), )*(?:\?|\d+)\))\s*(ON CONFLICT [^?]* DO NOTHING)?\s*$/;

/** Undefined for any other statement: it runs once for every row. */
export function insertShape(sql: string): InsertShape | undefined {
  const [, head, row, conflict] = shape.exec(sql) ?? [];
  return head === undefined || row === undefined ? undefined : { head, row, conflict: conflict ?? "" };
}
