import { open, readFile, rename, rm, stat } from "node:fs/promises";
import * as v from "valibot";
import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { explainIssue } from "../control/input.ts";
import { errnoOf, unreadable, unwritable } from "./file-errors.ts";
import { type Snapshot, snapshotInput, snapshotVersion } from "./snapshot-shape.ts";
import { isObject } from "../validate/check.ts";

const formatMember = "recado-simulator";

/** A file that is not, or no longer, what the simulator wrote. It is left as it is. */
export function brokenState(file: string, reason: Text): InputError {
  return new InputError({
    code: "input.bad_state",
    text: {
      en: `The file ${file} is not a state of the simulator that can be read: ${reason.en}. It was left as it is.`,
      es: `El archivo ${file} no es un estado del simulador que se pueda leer: ${reason.es}. Se dejó como está.`,
    },
    hint: {
      en: "Name another file with --state, or move this one away to begin again.",
      es: "Indique otro archivo con --state o mueva este a otro lugar para empezar de nuevo.",
    },
    data: { file },
  });
}

/** The world that the file keeps; undefined where there is no such file yet. */
export async function readStateFile(file: string): Promise<Snapshot | undefined> {
  let content: string;
  try {
    content = await readFile(file, "utf8");
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return undefined;
    throw unreadable(file, cause);
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw brokenState(file, { en: "it is not complete JSON", es: "no es JSON completo" });
  }
  const version = isObject(value) ? value[formatMember] : undefined;
  if (typeof version !== "number") {
    throw brokenState(file, {
      en: `it has no number in "${formatMember}"`,
      es: `no tiene un número en "${formatMember}"`,
    });
  }
  if (version !== snapshotVersion) {
    throw brokenState(file, {
      en: `it has the format ${version}, and this recado reads ${snapshotVersion}`,
      es: `tiene el formato ${version} y este recado lee el ${snapshotVersion}`,
    });
  }
  const result = v.safeParse(snapshotInput, value);
  if (result.success) return result.output;
  const { place, reason } = explainIssue(result.issues[0]);
  throw brokenState(file, { en: `${place}: ${reason.en}`, es: `${place}: ${reason.es}` });
}

/** Tells one writing of a file from another. */
export type FileMark = string;

/**
 * Writes the whole file or leaves the old one. For its owner's eyes only: it holds people's messages and secrets.
 * @param last what the last writing returned; a file that somebody else has written since is left alone
 */
export async function writeStateFile(file: string, snapshot: Snapshot, last?: FileMark): Promise<FileMark> {
  const temporary = `${file}.tmp`;
  try {
    if (last !== undefined) await refuseForeign(file, last);
    const content = `${JSON.stringify(snapshot)}\n`;
    await rm(temporary, { force: true });
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return await markOf(file);
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    await rm(temporary, { force: true }).catch(() => {});
    throw unwritable(file, cause);
  }
}

async function markOf(file: string): Promise<FileMark> {
  const { ino, mtimeMs, size } = await stat(file);
  return `${ino}/${mtimeMs}/${size}`;
}

async function refuseForeign(file: string, last: FileMark): Promise<void> {
  let found: FileMark;
  try {
    found = await markOf(file);
  } catch (cause) {
    if (errnoOf(cause) === "ENOENT") return;
    throw cause;
  }
  if (found === last) return;
  throw new InputError({
    code: "input.state_shared",
    text: {
      en: `Another program has written ${file}. This simulator no longer saves its state there.`,
      es: `Otro programa escribió en ${file}. Este simulador ya no guarda ahí su estado.`,
    },
    hint: {
      en: "Give each simulator a file of its own with --state.",
      es: "Dé a cada simulador su propio archivo con --state.",
    },
    data: { file },
  });
}
