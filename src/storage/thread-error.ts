import { AppError, ConfigError, exitCodes, StorageError } from "../core/errors.ts";
import type { AppErrorOptions } from "../core/errors.ts";

/** An error as it crosses from one thread to another: classes do not. */
export interface SentError extends Pick<AppErrorOptions, "code" | "text" | "hint" | "data"> {
  readonly name: string;
  readonly exit: number;
  readonly stack: string | undefined;
  /** What the cause said. */
  readonly cause: string | undefined;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function sendError(error: unknown): SentError {
  if (!(error instanceof AppError)) {
    const message = wordsOf(error);
    const stack = error instanceof Error ? error.stack : undefined;
    const text = { en: message, es: message };
    return { name: "Error", exit: exitCodes.fault, code: "internal", text, hint: undefined, stack, cause: undefined };
  }
  const { name, exit, code, text, hint, data, stack } = error;
  const cause = error.cause === undefined ? undefined : wordsOf(error.cause);
  return { name, exit, code, text, hint, data, stack, cause };
}

/** The error as the driver raised it: class, exit code, texts and facts. Of its cause only the words are left. */
export function receiveError({ name, exit, stack, cause: words, ...known }: SentError): Error {
  const options = words === undefined ? known : { ...known, cause: new Error(words) };
  const error = errorOf(name, exit, options);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function errorOf(name: string, exit: number, options: AppErrorOptions): Error {
  if (name === "StorageError") return new StorageError({ ...options, temporary: exit === exitCodes.temporary });
  if (name === "ConfigError") return new ConfigError(options);
  return name === "Error" ? new Error(options.text.en) : new AppError(options);
}
