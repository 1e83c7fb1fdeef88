import { AppError } from "../core/errors.ts";
import {
  constraint,
  diskFull,
  failed,
  integerRange,
  locked,
  noSuchDatabase,
  noSuchTable,
  readOnly,
  refused,
  unreachable,
} from "./failures.ts";

type Maker = (failure: { place: string; cause: unknown }) => AppError;

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const exact: Readonly<Record<string, Maker>> = {
  "22003": integerRange,
  "22P02": integerRange,
  "25006": readOnly,
  "3D000": noSuchDatabase,
  "40001": locked,
  "40P01": locked,
  "42501": readOnly,
  "42P01": noSuchTable,
  "53100": diskFull,
  "53300": unreachable,
  "55P03": locked,
  "57P01": unreachable,
  "57P02": unreachable,
  "57P03": unreachable,
};
const classes: Readonly<Record<string, Maker>> = { "08": unreachable, "23": constraint, "28": refused };

const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EPIPE",
  "ETIMEDOUT",
]);
// The driver gives no code to these.
const lostConnection =
  /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed|server closed/i;

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether the connection is gone, so that nothing can be known of a statement that was under way. */
export function isLostConnection(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (socketCodes.has(code) || exact[code] === unreachable || code.startsWith("08")))
    return true;
  return error instanceof Error && lostConnection.test(error.message);
}

/** The server's, the socket's or the driver's error in recado's terms. */
export function postgresError(error: unknown, place: string): AppError {
  if (error instanceof AppError) return error;
  const failure = { place, cause: error };
  if (isLostConnection(error)) return unreachable(failure);
  const code = codeOf(error) ?? "";
  if (error instanceof Error && /password must be a string|no password supplied/i.test(error.message)) {
    return refused(failure);
  }
  return (exact[code] ?? (code.length === 5 ? classes[code.slice(0, 2)] : undefined) ?? failed)(failure);
}
