import { type AppError, InputError, StorageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";

const reasons: Readonly<Record<string, Text>> = {
  ENOENT: { en: "does not exist", es: "no existe" },
  ENOTDIR: { en: "is not in a folder", es: "no está en una carpeta" },
  EISDIR: { en: "is a folder", es: "es una carpeta" },
  EACCES: { en: "may not be opened by you", es: "no se puede abrir con sus permisos" },
  EROFS: { en: "is on a read-only disk", es: "está en un disco de solo lectura" },
  ENOSPC: { en: "does not fit on the disk", es: "no cabe en el disco" },
};

const makeFolder: Text = {
  en: "Make the folder first, or name another file with --state.",
  es: "Cree antes la carpeta o indique otro archivo con --state.",
};
const otherFile: Text = { en: "Name another file with --state.", es: "Indique otro archivo con --state." };
const makeRoom: Text = {
  en: "Free space on the disk, or name another file with --state.",
  es: "Libere espacio en el disco o indique otro archivo con --state.",
};

/** The system's word for what went wrong with a file, such as `ENOENT`. */
export function errnoOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

export function unreadable(file: string, cause: unknown): InputError {
  const why = reasons[errnoOf(cause)] ?? { en: "cannot be read", es: "no se puede leer" };
  return new InputError({
    code: "input.unreadable",
    text: { en: `The file ${file} ${why.en}.`, es: `El archivo ${file} ${why.es}.` },
    hint: { en: "Check the path.", es: "Revise la ruta." },
    data: { file },
    cause,
  });
}

/** The simulator's state could not be written: a wrong path is to be mended by whoever gave it, the rest is the disk's. */
export function unwritable(file: string, cause: unknown): AppError {
  const errno = errnoOf(cause);
  // What does not exist when a file is written is its folder.
  const why =
    errno === "ENOENT"
      ? { en: "its folder does not exist", es: "su carpeta no existe" }
      : cause instanceof RangeError
        ? { en: "it has become too large", es: "creció demasiado" }
        : (reasons[errno] ?? { en: errno || "unknown reason", es: errno || "motivo desconocido" });
  const isMisplaced = Object.hasOwn(reasons, errno) && errno !== "ENOSPC";
  const options = {
    code: "output.unwritable",
    text: {
      en: `The simulator's state cannot be kept in ${file}: ${why.en}.`,
      es: `El estado del simulador no se puede guardar en ${file}: ${why.es}.`,
    },
    hint: errno === "ENOENT" ? makeFolder : isMisplaced ? otherFile : makeRoom,
    data: { file },
    cause,
  };
  return isMisplaced ? new InputError(options) : new StorageError(options);
}
