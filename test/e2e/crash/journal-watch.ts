import type { Queryable, SqlValue } from "../../../src/storage/database.ts";

/** What is written when messages are taken, and when Meta's answers are. */
const claim = "UPDATE messages SET state = 'sending'";
const accepted = "UPDATE messages SET wamid = ?";

/** One transaction, and what it does to the journal. */
export interface WatchedTransaction {
  readonly tx: Queryable;
  /** Messages that it moves to `sending`, by id. */
  readonly claimed: ReadonlySet<string>;
  /** Everything else that it names. */
  readonly touched: ReadonlySet<SqlValue>;
  isAccepting(): boolean;
}

export function watchTransaction(tx: Queryable): WatchedTransaction {
  const claimed = new Set<string>();
  const touched = new Set<SqlValue>();
  let isAccepting = false;
  const wordsOf = (sql: string): string => sql.replaceAll(/\s+/g, " ").trimStart();
  const touch = (sql: string, parameters: readonly SqlValue[]): void => {
    for (const value of parameters) touched.add(value);
    isAccepting ||= wordsOf(sql).startsWith(accepted);
  };
  return {
    claimed,
    touched,
    isAccepting: () => isAccepting,
    tx: {
      capabilities: tx.capabilities,
      query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) => {
        const rows = await tx.query<Row>(sql, parameters);
        if (wordsOf(sql).startsWith(claim)) for (const { id } of rows as { id?: string }[]) claimed.add(id ?? "");
        return rows;
      },
      exec: async (sql, parameters = []) => {
        touch(sql, parameters);
        return tx.exec(sql, parameters);
      },
      batch: async (sql, rows) => {
        for (const parameters of rows) touch(sql, parameters);
        return tx.batch(sql, rows);
      },
    },
  };
}
