import { ConfigError, StorageError } from "../core/errors.ts";
import { redactText } from "../core/redact.ts";
import type { Text } from "../core/text.ts";

/** What both engines can fail with, in the same words and codes. `place` is the database's `location`. */
interface Failure {
  readonly place: string;
  readonly cause?: unknown;
}

const repeatHint: Text = {
  en: "Wait a moment, then repeat the command: nothing was changed.",
  es: "Espere un momento y repita el comando: no se cambió nada.",
};

export function diskFull({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.disk_full",
    text: {
      en: `There is no space left on the disk of ${place}.`,
      es: `No queda espacio en el disco de ${place}.`,
    },
    hint: {
      en: "Free some space, then repeat the command: the last change was undone as a whole, the rest is kept.",
      es: "Libere espacio y repita el comando: el último cambio se deshizo por completo y lo demás se conserva.",
    },
    data: { database: place },
    temporary: true,
    cause,
  });
}

export function locked({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.locked",
    text: {
      en: `Another program is using the database ${place} and does not let go of it.`,
      es: `Otro programa está usando la base de datos ${place} y no la libera.`,
    },
    hint: repeatHint,
    data: { database: place },
    temporary: true,
    cause,
  });
}

export function notADatabase({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.not_a_database",
    text: {
      en: `${place} is not a database of recado, or the file is damaged.`,
      es: `${place} no es una base de datos de recado, o el archivo está dañado.`,
    },
    hint: {
      en: "Restore the file from a backup, or name another one in RECADO_DATABASE_URL. recado has not changed it.",
      es: "Restaure el archivo desde una copia de seguridad o indique otro en RECADO_DATABASE_URL. recado no lo modificó.",
    },
    data: { database: place },
    cause,
  });
}

export function readOnly({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.read_only",
    text: {
      en: `recado may not write to the database ${place}.`,
      es: `recado no tiene permiso para escribir en la base de datos ${place}.`,
    },
    hint: {
      en: "Give your user the right to write there, or name another place in RECADO_DATABASE_URL.",
      es: "Dé a su usuario permiso de escritura en ese lugar o indique otro en RECADO_DATABASE_URL.",
    },
    data: { database: place },
    cause,
  });
}

export function cannotOpen({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.cannot_open",
    text: {
      en: `The database file ${place} cannot be opened.`,
      es: `No se puede abrir el archivo de base de datos ${place}.`,
    },
    hint: {
      en: "Check that the folder exists and that the path names a file, or name another one in RECADO_DATABASE_URL.",
      es: "Compruebe que la carpeta exista y que la ruta sea la de un archivo, o indique otra en RECADO_DATABASE_URL.",
    },
    data: { database: place },
    cause,
  });
}

export function unreachable({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.unreachable",
    text: {
      en: `The database server of ${place} does not answer.`,
      es: `El servidor de la base de datos ${place} no responde.`,
    },
    hint: {
      en: "Check that the server is running and that this computer reaches it, then repeat the command.",
      es: "Compruebe que el servidor esté en marcha y que este equipo pueda conectarse a él, y repita el comando.",
    },
    data: { database: place },
    temporary: true,
    cause,
  });
}

/** The connection broke while a commit was under way: it may have been done or not. */
export function commitUnknown({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.commit_unknown",
    text: {
      en: `The connection to ${place} broke while a change was being saved: it may be saved or not.`,
      es: `La conexión con ${place} se interrumpió mientras se guardaba un cambio: puede que se haya guardado o no.`,
    },
    hint: {
      en: "Look at `recado messages list` before you repeat the command.",
      es: "Revise `recado messages list` antes de repetir el comando.",
    },
    data: { database: place },
    temporary: true,
    cause,
  });
}

export function refused({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.refused",
    text: {
      en: `The database server refused the user or the password of ${place}.`,
      es: `El servidor de la base de datos rechazó el usuario o la contraseña de ${place}.`,
    },
    hint: {
      en: "Correct the user and the password in RECADO_DATABASE_URL.",
      es: "Corrija el usuario y la contraseña en RECADO_DATABASE_URL.",
    },
    data: { database: place },
    cause,
  });
}

export function noSuchDatabase({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.no_such_database",
    text: {
      en: `The server has no database such as ${place}.`,
      es: `El servidor no tiene la base de datos ${place}.`,
    },
    hint: {
      en: "Create it on the server (`createdb`), or correct its name in RECADO_DATABASE_URL.",
      es: "Créela en el servidor (`createdb`) o corrija su nombre en RECADO_DATABASE_URL.",
    },
    data: { database: place },
    cause,
  });
}

/** An address of a kind of database that recado does not speak. Only its scheme is told: the rest may hold a password. */
export function unknownScheme(scheme: string): ConfigError {
  return new ConfigError({
    code: "storage.unknown_scheme",
    text: {
      en: `recado cannot keep its data in a database of the kind ${scheme}:// (RECADO_DATABASE_URL).`,
      es: `recado no puede guardar sus datos en una base de datos del tipo ${scheme}:// (RECADO_DATABASE_URL).`,
    },
    hint: {
      en: "Write the path of a file, or postgres://user:password@host:5432/name, in RECADO_DATABASE_URL.",
      es: "Escriba en RECADO_DATABASE_URL la ruta de un archivo o postgres://usuario:contraseña@servidor:5432/nombre.",
    },
    data: { scheme },
  });
}

/** A file of somebody's choice in a folder that is not there: more likely mistyped than meant to be made. */
export function noSuchFolder({ place, folder }: { readonly place: string; readonly folder: string }): ConfigError {
  return new ConfigError({
    code: "storage.no_such_folder",
    text: {
      en: `The folder ${folder} of the database ${place} does not exist.`,
      es: `No existe la carpeta ${folder} de la base de datos ${place}.`,
    },
    hint: {
      en: "Make the folder, or correct the path in RECADO_DATABASE_URL.",
      es: "Cree la carpeta o corrija la ruta en RECADO_DATABASE_URL.",
    },
    data: { database: place, folder },
  });
}

export function badAddress({ place, cause }: Failure): ConfigError {
  return new ConfigError({
    code: "storage.bad_address",
    text: {
      en: `The database address ${place} cannot be read.`,
      es: `No se entiende la dirección de la base de datos ${place}.`,
    },
    hint: {
      en: "Write it as postgres://user:password@host:5432/name in RECADO_DATABASE_URL, special characters as %40.",
      es: "Escríbala como postgres://usuario:contraseña@servidor:5432/nombre en RECADO_DATABASE_URL, con los caracteres especiales como %40.",
    },
    cause,
  });
}

/** A row breaks a rule of the schema: it exists already, or what it refers to does not. */
export function constraint({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.constraint",
    text: {
      en: `The database ${place} refused a row: it exists already, or it refers to one that does not.`,
      es: `La base de datos ${place} rechazó una fila: ya existe, o se refiere a otra que no existe.`,
    },
    data: { database: place },
    cause,
  });
}

/** A number that a JavaScript number cannot hold exactly, on its way in or out. */
export function integerRange({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.integer_range",
    text: {
      en: `A number for or from the database ${place} is not a whole number that recado can hold exactly.`,
      es: `Un número de la base de datos ${place} no es un entero que recado pueda representar con exactitud.`,
    },
    data: { database: place },
    cause,
  });
}

export function noSuchTable({ place, cause }: Failure): StorageError {
  return new StorageError({
    code: "storage.no_table",
    text: {
      en: `A table is missing in the database ${place}.`,
      es: `Falta una tabla en la base de datos ${place}.`,
    },
    hint: {
      en: "Restore the database from a backup, or name another one in RECADO_DATABASE_URL.",
      es: "Restaure la base de datos desde una copia de seguridad o indique otra en RECADO_DATABASE_URL.",
    },
    data: { database: place },
    cause,
  });
}

/** Anything else, in the engine's own words. */
export function failed({ place, cause }: Failure): StorageError {
  const words = redactText(cause instanceof Error ? cause.message : String(cause));
  return new StorageError({
    code: "storage.failed",
    text: {
      en: `The database ${place} reported: ${words}`,
      es: `La base de datos ${place} informó: ${words}`,
    },
    data: { database: place },
    cause,
  });
}
