/** What the portable SQL subset can carry. Instants are integers (milliseconds), amounts integers (micros), JSON is text. */
export type SqlValue = string | number | null | Uint8Array;
export type SqlRow = Record<string, SqlValue>;

/** What engines do differently, named by what it lets a caller do. */
export interface Capabilities {
  /** `FOR UPDATE SKIP LOCKED`: several claimers do not wait for one another. */
  readonly skipLocked: boolean;
  /** A trigger may be a function that sees all rows of a statement; without it, a trigger is a statement for each row. */
  readonly statementTriggers: boolean;
}

/** Statements. `?` marks a parameter on every engine. */
export interface Queryable {
  readonly capabilities: Capabilities;
  query<Row extends object = SqlRow>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs one statement; `changes` counts the rows that it touched. */
  exec(sql: string, parameters?: readonly SqlValue[]): Promise<{ readonly changes: number }>;
  /** Runs one statement for every set of parameters, in order, as part of one commit. */
  batch(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<{ readonly changes: number }>;
}

export interface TransactionOptions {
  /** What is deleted is overwritten, where the engine can (SQLite); elsewhere `compact` does it afterwards. */
  readonly shred?: boolean | undefined;
}

/** An open database: the driver contract. When a promise of a write resolves, the write has reached the disk. */
export interface Database extends Queryable {
  /** Where the data is, fit to be shown: no password. */
  readonly location: string;
  /**
   * Runs `body` in one transaction: all of it is committed, or nothing. Others wait or see the state before.
   * Transactions do not nest: `body` gets a `Queryable`.
   */
  transaction<Result>(body: (tx: Queryable) => Promise<Result>, options?: TransactionOptions): Promise<Result>;
  /**
   * Rewrites these tables, so that nothing of deleted rows is left in the data files. Takes the time of a copy, and waits for others.
   * What backups, replicas, a server's own log and the disk's freed blocks hold is not the database's to take back.
   */
  compact(tables: readonly string[]): Promise<void>;
  /** A copy to try things out on, gone when it is closed; missing where the engine makes none. */
  copy?(): Promise<Database>;
  close(): Promise<void>;
}
