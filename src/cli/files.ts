import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";
import type { Host } from "./host.ts";

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: { en: "does not exist", es: "no existe" },
  EISDIR: { en: "is a folder", es: "es una carpeta" },
  EACCES: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
  EROFS: { en: "is on a read-only disk", es: "está en un disco de solo lectura" },
  ENOSPC: { en: "does not fit on the disk", es: "no cabe en el disco" },
};

function explain(file: string, cause: unknown, code: string): InputError {
  const errno = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const why = reasons[errno] ?? { en: `failed: ${errno || "unknown"}`, es: `falló: ${errno || "desconocido"}` };
  return new InputError({
    code,
    text: { en: `The file ${file} ${why.en}.`, es: `El archivo ${file} ${why.es}.` },
    hint: { en: "Check the path.", es: "Revise la ruta." },
    data: { file },
    cause,
  });
}

/** The bytes of a file that the command line names; `-` is standard input. */
export async function readInputFile(file: string, host: Host): Promise<Buffer> {
  if (file === "-") return readStdin(host);
  try {
    return await readFile(resolve(host.cwd, file));
  } catch (cause) {
    throw explain(file, cause, "input.unreadable");
  }
}

export async function readStdin(host: Host): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of host.stdin) parts.push(Buffer.from(part as Uint8Array | string));
  return Buffer.concat(parts);
}

/** Writes an answer's file; people's data are for its owner's eyes only. */
export async function writeOutputFile(file: string, content: string, host: Host): Promise<void> {
  try {
    await writeFile(resolve(host.cwd, file), content, { mode: 0o600 });
  } catch (cause) {
    throw explain(file, cause, "output.unwritable");
  }
}
