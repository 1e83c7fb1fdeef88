import { access, constants, open, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import type { BigIntStats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { AppError, InputError, StorageError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";
import type { Host } from "./host.ts";

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: { en: "does not exist", es: "no existe" },
  EISDIR: { en: "is a folder", es: "es una carpeta" },
  ENOTDIR: { en: "is not a folder", es: "no es una carpeta" },
  EACCES: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
  EPERM: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
  EROFS: { en: "is on a read-only disk", es: "está en un disco de solo lectura" },
  ENOSPC: { en: "does not fit on the disk", es: "no cabe en el disco" },
  EDQUOT: { en: "does not fit on the disk", es: "no cabe en el disco" },
};

interface Subject {
  /** As the command line names it. */
  readonly path: string;
  readonly kind: "file" | "folder";
  readonly code: "input.unreadable" | "output.unwritable";
}

function errnoOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function explain({ path, kind, code }: Subject, cause: unknown, next?: Text): AppError {
  const errno = errnoOf(cause);
  const why = reasons[errno] ?? { en: `failed: ${errno || "unknown"}`, es: `falló: ${errno || "desconocido"}` };
  const name = kind === "folder" ? { en: "The folder", es: "La carpeta" } : { en: "The file", es: "El archivo" };
  const options = {
    code,
    text: { en: `${name.en} ${path} ${why.en}.`, es: `${name.es} ${path} ${why.es}.` },
    data: { file: path },
    cause,
  };
  if (errno === "ENOSPC" || errno === "EDQUOT") {
    const hint = next ?? {
      en: "Free some space, then repeat the command.",
      es: "Libere espacio y repita el comando.",
    };
    return new StorageError({ ...options, hint, temporary: true });
  }
  return new InputError({ ...options, hint: next ?? { en: "Check the path.", es: "Revise la ruta." } });
}

/** The bytes of a file that the command line names; `-` is standard input. */
export async function readInputFile(file: string, host: Host): Promise<Buffer> {
  if (file === "-") return readStdin(host);
  try {
    return await readFile(resolve(host.cwd, file));
  } catch (cause) {
    throw explain({ path: file, kind: "file", code: "input.unreadable" }, cause);
  }
}

export async function readStdin(host: Host): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of host.stdin) parts.push(Buffer.from(part as Uint8Array | string));
  return Buffer.concat(parts);
}

async function lookAt(path: string): Promise<BigIntStats | undefined> {
  return stat(path, { bigint: true }).catch(() => undefined);
}

/** Whether something has that name already. */
export async function isThere(file: string, host: Host): Promise<boolean> {
  return (await lookAt(resolve(host.cwd, file))) !== undefined;
}

/** Whether two paths lead to one file: through links, or as two names of it. Standard input is no file. */
export async function isSameFile(one: string, other: string, host: Host): Promise<boolean> {
  if (one === "-" || other === "-") return false;
  const paths = [resolve(host.cwd, one), resolve(host.cwd, other)] as const;
  if (paths[0] === paths[1]) return true;
  const [first, second] = await Promise.all([lookAt(paths[0]), lookAt(paths[1])]);
  return first !== undefined && second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

/** A file that is sure to be writable, and is there only once it is whole. */
export interface OutputFile {
  /** @param next what to do if this fails after all, where that is not just to repeat the command */
  write(content: string | AsyncIterable<Uint8Array>, next?: Text): Promise<void>;
  /** Leaves everything as it was; nothing after `write`. */
  discard(): Promise<void>;
}

const code = "output.unwritable";

/**
 * Prepares an answer's file before the work begins whose answer it will hold: what cannot be written is told now. People's data
 * are for their owner's eyes only (0600). A pipe or a device is written to directly.
 *
 * @throws InputError `output.unwritable`, naming the folder where it is the folder that is missing or closed
 */
export async function openOutputFile(file: string, host: Host): Promise<OutputFile> {
  const path = resolve(host.cwd, file);
  const subject: Subject = { path: file, kind: "file", code };
  const present = await lookAt(path);
  if (present?.isDirectory() === true) {
    throw explain(subject, Object.assign(new Error("is a directory"), { code: "EISDIR" }));
  }
  if (present !== undefined && !present.isFile()) return directly(path, subject);
  try {
    if (present !== undefined) await access(path, constants.W_OK);
  } catch (cause) {
    throw explain(subject, cause);
  }
  // A link stays one: what it leads to is replaced.
  const target = present === undefined ? path : await realpath(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
  try {
    await (await open(temporary, "w", 0o600)).close();
  } catch (cause) {
    throw explain({ path: dirname(file), kind: "folder", code }, cause);
  }
  return {
    write: async (content, next) => {
      try {
        await writeFile(temporary, content);
        await rename(temporary, target);
      } catch (cause) {
        // What is written may come from elsewhere, and fail for reasons of its own.
        throw cause instanceof AppError ? cause : explain(subject, cause, next);
      }
    },
    discard: async () => rm(temporary, { force: true }),
  };
}

function directly(path: string, subject: Subject): OutputFile {
  return {
    write: async (content, next) => {
      try {
        await writeFile(path, content);
      } catch (cause) {
        throw cause instanceof AppError ? cause : explain(subject, cause, next);
      }
    },
    discard: async () => {},
  };
}
