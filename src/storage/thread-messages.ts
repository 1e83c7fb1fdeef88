import type { SqlValue } from "./database.ts";
import type { SentError } from "./thread-error.ts";

/** What the database's thread is made with. */
export interface ThreadStart {
  /** The file, as a whole path. */
  readonly path: string;
  readonly lockWaitMs: number | undefined;
}

/** A statement, by itself or in the transaction of that number. */
type StatementRequest = { readonly tx: number | undefined; readonly sql: string } & (
  | { readonly kind: "query" | "exec"; readonly parameters: readonly SqlValue[] }
  | { readonly kind: "batch"; readonly rows: readonly (readonly SqlValue[])[] }
);

/** What the thread is asked. What belongs to a transaction need not wait for the answer to its `begin`. */
export type ThreadRequest =
  | StatementRequest
  | { readonly kind: "begin"; readonly tx: number; readonly shred: boolean }
  | { readonly kind: "commit" | "rollback"; readonly tx: number }
  | { readonly kind: "compact"; readonly tables: readonly string[] }
  | { readonly kind: "close" };

export interface NumberedRequest {
  readonly id: number;
  readonly request: ThreadRequest;
}

/** The answer to the request of that number; number 0 tells that the file is open, or why it is not. */
export type ThreadAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: SentError };
