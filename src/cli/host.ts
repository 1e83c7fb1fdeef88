import type { Readable } from "node:stream";
import type { Clock } from "../core/clock.ts";

/** Where text goes. Writing to a reader that has gone away (`| head`) is not an error. */
export interface Output {
  write(text: string): void;
  /** Resolves when what was written has gone on far enough for more; false when nobody reads any more. */
  drained?(): Promise<boolean>;
  /** Resolves when everything is written out: with the reason when it could not be (`ENOSPC`). */
  ended?(): Promise<string | undefined>;
  readonly isTTY: boolean;
  /** Width in columns; 80 where nobody looks. */
  readonly columns: number;
}

/** Everything of the outside world that a command may touch; tests pass one made of strings. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  /** Aborted by Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal;
}
