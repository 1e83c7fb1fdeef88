/** A plain insert of one row, taken apart so that several rows can be put into one statement. */
export interface InsertShape {
  /** `INSERT INTO contacts (id, name) VALUES ` */
  readonly head: string;
  /** `(?, ?)`: marks, and numbers that are the same in every row. */
  readonly row: string;
  /** `ON CONFLICT (id) DO NOTHING`, `ON CONFLICT (id) DO UPDATE SET name = excluded.name`, or nothing. */
  readonly conflict: string;
  /** The columns of the key whose row is updated (`DO UPDATE`): two rows with the same key do not go into one statement everywhere. */
  readonly updateKey: readonly string[] | undefined;
}

const shape =
  /^\s*(INSERT INTO [^?]*?\sVALUES\s*)(\((?:(?:\?|\d+), )*(?:\?|\d+)\))\s*(ON CONFLICT [^?]* DO NOTHING|ON CONFLICT \((\w+(?:, \w+)*)\) DO UPDATE SET [^?]*)?\s*$/;

/** Undefined for any other statement: it runs once for every row. */
export function insertShape(sql: string): InsertShape | undefined {
  const [, head, row, conflict, key] = shape.exec(sql) ?? [];
  if (head === undefined || row === undefined) return undefined;
  return { head, row, conflict: conflict ?? "", updateKey: key?.split(", ") };
}
