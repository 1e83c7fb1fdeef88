import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "../core/errors.ts";
import {
  cannotOpen,
  constraint,
  diskFull,
  failed,
  integerRange,
  locked,
  noSuchTable,
  notADatabase,
  readOnly,
} from "./failures.ts";

type Maker = (failure: { place: string; cause: unknown }) => AppError;

/** Less than the engine takes at once for its log's index. */
const nothingLeft = 64 * 1024;

/** "Disk I/O error" is also what a full disk is called where the log's index cannot grow: then it is told as that. */
function ioError(failure: { place: string; cause: unknown }): AppError {
  try {
    const { bavail, bsize } = statfsSync(dirname(failure.place));
    if (bavail * bsize < nothingLeft) return diskFull(failure);
  } catch {
    // A folder that cannot be asked is part of the trouble.
  }
  return failed(failure);
}

// Some errors of a statement carry the engine's result code, some only its sentence.
// https://www.sqlite.org/rescode.html
const kinds: readonly { readonly code: number; readonly sentence: RegExp; readonly make: Maker }[] = [
  { code: 13, sentence: /database or disk is full/, make: diskFull },
  { code: 10, sentence: /disk I\/O error/, make: ioError },
  { code: 5, sentence: /database is locked/, make: locked },
  { code: 6, sentence: /database table is locked/, make: locked },
  { code: 26, sentence: /file is not a database/, make: notADatabase },
  { code: 11, sentence: /disk image is malformed|malformed database schema/, make: notADatabase },
  { code: 8, sentence: /readonly database/, make: readOnly },
  { code: 14, sentence: /unable to open database file/, make: cannotOpen },
  { code: 19, sentence: /constraint failed/, make: constraint },
];

const fileCodes: Readonly<Record<string, Maker>> = {
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EISDIR: cannotOpen,
  ENOTDIR: cannotOpen,
  ENOENT: cannotOpen,
  EEXIST: cannotOpen,
  ERR_OUT_OF_RANGE: integerRange,
};

function memberOf(error: unknown, name: string): unknown {
  return error instanceof Error && name in error ? Object.entries(error).find(([key]) => key === name)?.[1] : undefined;
}

function resultCode(error: unknown): number | undefined {
  const code = memberOf(error, "errcode");
  // The low byte is the primary code; the rest says more than recado needs.
  return typeof code === "number" ? code & 0xff : undefined;
}

/** Whether another connection was in the way: the statement had no effect and may be tried again. */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error);
  if (code !== undefined) return code === 5 || code === 6;
  return error instanceof Error && /database (?:table )?is locked/.test(error.message);
}

/** The engine's or the file system's error in recado's terms. */
export function sqliteError(error: unknown, place: string): AppError {
  if (error instanceof AppError) return error;
  const failure = { place, cause: error };
  const fileCode = memberOf(error, "code");
  const make = typeof fileCode === "string" ? fileCodes[fileCode] : undefined;
  if (make) return make(failure);
  const message = error instanceof Error ? error.message : "";
  const code = resultCode(error);
  const kind = kinds.find((one) => one.code === code) ?? kinds.find((one) => one.sentence.test(message));
  if (kind) return kind.make(failure);
  if (message.includes("no such table")) return noSuchTable(failure);
  if (/too large to be represented as a JavaScript number/.test(message)) return integerRange(failure);
  return failed(failure);
}
