import type { Stats } from "node:fs";
import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { InputError } from "../../../core/errors.ts";
import type { Text } from "../../../core/text.ts";
import type { ListInput } from "../list.ts";

/** How much is read at a time, in bytes: measured, CSV is parsed fastest in pieces of this size. */
export const defaultChunkBytes = 64 * 1024;

/** What tells that a file is still the one that was looked at before. */
export interface FileStamp {
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: { en: "does not exist", es: "no existe" },
  ENOTDIR: { en: "does not exist", es: "no existe" },
  EACCES: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
  EPERM: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
};

function unreadable(input: ListInput, why: Text, hint: Text, cause?: unknown): InputError {
  return new InputError({
    code: "input.unreadable",
    text: { en: `The file ${input.name} ${why.en}.`, es: `El archivo ${input.name} ${why.es}.` },
    hint,
    data: { file: input.name },
    cause,
  });
}

function failed(input: ListInput, cause: unknown): unknown {
  if (!(cause instanceof Error && "syscall" in cause && "code" in cause)) return cause;
  const errno = String(cause.code);
  const why = reasons[errno] ?? { en: `cannot be read: ${errno}`, es: `no se puede leer: ${errno}` };
  return unreadable(input, why, { en: "check the path", es: "revise la ruta" }, cause);
}

function changed(input: ListInput): InputError {
  return new InputError({
    code: "import.changed",
    text: {
      en: `${input.name} was changed while it was being read.`,
      es: `${input.name} cambió mientras se leía.`,
    },
    hint: {
      en: "wait until nothing writes to it, then import it again",
      es: "espere a que ningún programa escriba en él e impórtelo de nuevo",
    },
    data: { file: input.name },
  });
}

/** A pipe cannot be read twice, and a list is. */
function refuseOtherThanFile(stats: Stats, input: ListInput): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) {
    throw unreadable(
      input,
      { en: "is a folder", es: "es una carpeta" },
      { en: "name one file in it", es: "indique un archivo de la carpeta" },
    );
  }
  throw unreadable(
    input,
    { en: "is not a file on disk", es: "no es un archivo en disco" },
    { en: "give it on standard input, as -", es: "entréguelo por la entrada estándar, como -" },
  );
}

async function openFile(input: ListInput): Promise<{ handle: FileHandle; stamp: FileStamp }> {
  let handle: FileHandle;
  try {
    handle = await open(input.path, "r");
  } catch (cause) {
    throw failed(input, cause);
  }
  try {
    const stats = await handle.stat();
    refuseOtherThanFile(stats, input);
    return { handle, stamp: { size: stats.size, modified: stats.mtimeMs } };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

const isSame = (one: FileStamp, other: FileStamp): boolean =>
  one.size === other.size && one.modified === other.modified;

/** @throws InputError `input.unreadable` */
export async function stampOf(input: ListInput): Promise<FileStamp> {
  const { handle, stamp } = await openFile(input);
  await handle.close();
  return stamp;
}

/** The first bytes of a file; fewer where it is shorter. @throws InputError `input.unreadable` */
export async function readStart(input: ListInput, length: number): Promise<Uint8Array> {
  const { handle } = await openFile(input);
  try {
    const buffer = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } catch (cause) {
    throw failed(input, cause);
  } finally {
    await handle.close();
  }
}

/**
 * The bytes of a file in order, read when asked for. A piece is good until the next one is asked for: the memory is used again.
 *
 * @param stamp what the file must be like before and after, so that two readings see the same
 * @throws InputError `input.unreadable`, `import.changed`
 */
export async function* fileChunks(
  input: ListInput,
  stamp: FileStamp,
  chunkBytes: number = defaultChunkBytes,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { handle, stamp: found } = await openFile(input);
  try {
    if (!isSame(found, stamp)) throw changed(input);
    const buffer = new Uint8Array(chunkBytes);
    let position = 0;
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    const stats = await handle.stat();
    if (!isSame({ size: stats.size, modified: stats.mtimeMs }, stamp)) throw changed(input);
  } catch (cause) {
    throw failed(input, cause);
  } finally {
    await handle.close();
  }
}
