import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { InputError, StorageError } from "../../../core/errors.ts";
import { maxSpooledBytes } from "./limits.ts";

/** A file that is there for as long as an import needs it. */
export interface Spooled {
  readonly path: string;
  /** Removes it; more than once does no harm. */
  discard(): Promise<void>;
}

function tooLarge(): InputError {
  return new InputError({
    code: "import.too_large",
    text: { en: "Standard input holds more than 4 GB.", es: "La entrada estándar contiene más de 4 GB." },
    hint: { en: "split the list and import its parts", es: "divida la lista e importe sus partes" },
    data: { file: "stdin" },
  });
}

function unwritable(folder: string, cause: unknown): unknown {
  if (!(cause instanceof Error && "syscall" in cause && "code" in cause)) return cause;
  const isFull = cause.code === "ENOSPC" || cause.code === "EDQUOT";
  const why = isFull
    ? { en: "there is no space left on the disk", es: "no queda espacio en el disco" }
    : { en: `it failed: ${String(cause.code)}`, es: `falló: ${String(cause.code)}` };
  return new StorageError({
    code: "output.unwritable",
    text: {
      en: `Standard input cannot be kept in ${folder}: ${why.en}.`,
      es: `No se puede guardar la entrada estándar en ${folder}: ${why.es}.`,
    },
    hint: isFull
      ? { en: "Free some space, then repeat the command.", es: "Libere espacio y repita el comando." }
      : {
          en: "Import a file instead of standard input, or check the folder.",
          es: "Importe un archivo en lugar de la entrada estándar, o revise la carpeta.",
        },
    data: { folder },
    temporary: isFull,
    cause,
  });
}

/**
 * Writes a stream to a file that only its owner can read: a list is read more than once, a stream cannot be.
 *
 * @param folder where it is put; it must be there
 * @param limit bytes
 * @throws InputError `import.too_large`; StorageError `output.unwritable`; what the stream itself throws. Nothing is left behind
 */
export async function spoolInput(
  stream: AsyncIterable<Uint8Array>,
  folder: string,
  limit: number = maxSpooledBytes,
): Promise<Spooled> {
  const path = join(folder, `.stdin-${randomUUID()}.part`);
  const discard = async (): Promise<void> => rm(path, { force: true });
  const explain = (cause: unknown): never => {
    throw unwritable(folder, cause);
  };
  const file = await open(path, "wx", 0o600).catch(explain);
  try {
    let bytes = 0;
    for await (const chunk of stream) {
      bytes += chunk.length;
      if (bytes > limit) throw tooLarge();
      await file.writeFile(chunk).catch(explain);
    }
    await file.close().catch(explain);
  } catch (cause) {
    // Closed already where closing is what failed.
    await file.close().catch(() => undefined);
    await discard();
    throw cause;
  }
  return { path, discard };
}
