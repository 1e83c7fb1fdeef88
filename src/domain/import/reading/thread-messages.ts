import { AppError, InputError, StorageError } from "../../../core/errors.ts";
import type { AppErrorOptions } from "../../../core/errors.ts";
import type { ListInput } from "../list.ts";
import type { Chunk } from "./chunk.ts";
import type { ListInfo, ReadOptions, ReadRun } from "./reader.ts";

/** What the reading thread is asked. `next` asks for one chunk. */
export type ThreadRequest =
  | { readonly kind: "open"; readonly input: ListInput; readonly options: ReadOptions }
  | { readonly kind: "read"; readonly run: ReadRun }
  | { readonly kind: "next" };

export type ThreadAnswer =
  | { readonly kind: "opened"; readonly info: ListInfo }
  | { readonly kind: "chunk"; readonly chunk: Chunk }
  | { readonly kind: "end" }
  | { readonly kind: "failed"; readonly error: SentError };

/** An error of ours as it crosses: classes do not. */
export interface SentError extends Pick<AppErrorOptions, "code" | "text" | "hint" | "data"> {
  readonly name: string;
  readonly exit: number;
  readonly stack: string | undefined;
}

export function sendError(error: unknown): SentError {
  if (!(error instanceof AppError)) {
    const message = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    return { name: "Error", exit: 1, code: "internal", text: { en: message, es: message }, hint: undefined, stack };
  }
  const { name, exit, code, text, hint, data, stack } = error;
  return { name, exit, code, text, hint, data, stack };
}

export function receiveError({ name, exit, stack, ...options }: SentError): Error {
  const error =
    name === "InputError"
      ? new InputError(options)
      : name === "StorageError"
        ? new StorageError({ ...options, temporary: exit === 5 })
        : name === "Error"
          ? new Error(options.text.en)
          : new AppError(options);
  if (stack !== undefined) error.stack = stack;
  return error;
}
