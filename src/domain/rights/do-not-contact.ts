import { createHmac, randomBytes } from "node:crypto";
import { PolicyError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { Queryable } from "../../storage/database.ts";
import {
  addDoNotContact,
  doNotContactHashes,
  findDoNotContact,
  removeDoNotContact,
  type DoNotContactRow,
} from "../../storage/repos/do-not-contact.ts";
import { getSetting, settingOnce } from "../../storage/repos/settings.ts";

/** What a message, a row of a list or a command is refused with. */
export const doNotContactCode = "policy.do_not_contact";

export const doNotContactText: Text = {
  en: "this person was erased at their request, and is not to be contacted",
  es: "los datos de esta persona se borraron a petición suya y no se la debe contactar",
};

export const doNotContactHint: Text = {
  en: "if they came back by themselves, see: recado contacts erased <phone>",
  es: "si volvió por iniciativa propia, consulte: recado contacts erased <teléfono>",
};

/** Who was erased, and may not be brought back by a list or by hand. */
export interface DoNotContact {
  readonly isEmpty: boolean;
  /** @param line see `core/phone` `lineOf` */
  has(line: number): boolean;
  /** @param userId business-scoped user id */
  hasUser(userId: string): boolean;
}

const saltName = "do_not_contact_salt";

/**
 * HMAC-SHA-256 with a random key made once per database: without the database nobody can tell whom an entry is about. Who has
 * the whole database could try every number there is; the list is a pseudonym, not a secret.
 */
function hashOf(salt: string, who: number | string): string {
  return createHmac("sha256", salt)
    .update(typeof who === "number" ? String(who) : `user:${who}`)
    .digest("hex");
}

const nobody: DoNotContact = { isEmpty: true, has: () => false, hasUser: () => false };

/** The list as it is stored: plain data, that may be handed to another thread. */
export interface DoNotContactData {
  readonly salt: string;
  readonly hashes: readonly string[];
}

export async function loadDoNotContact(db: Queryable): Promise<DoNotContactData> {
  const hashes = await doNotContactHashes(db);
  return { hashes, salt: hashes.length === 0 ? "" : ((await getSetting(db, saltName)) ?? "") };
}

/** A line is hashed only where there are any entries. */
export function doNotContactOf({ salt, hashes }: DoNotContactData): DoNotContact {
  if (hashes.length === 0) return nobody;
  const known = new Set(hashes);
  return {
    isEmpty: false,
    has: (line) => known.has(hashOf(salt, line)),
    hasUser: (userId) => known.has(hashOf(salt, userId)),
  };
}

/** Loads the list once: hashes are kept in memory. */
export async function doNotContact(db: Queryable): Promise<DoNotContact> {
  return doNotContactOf(await loadDoNotContact(db));
}

/** Lines and user ids of one person. */
export interface PersonKeys {
  readonly lines: readonly number[];
  readonly userIds: readonly string[];
}

const keysOf = ({ lines, userIds }: PersonKeys): readonly (number | string)[] => [
  ...lines.filter((line) => line > 0),
  ...userIds,
];

/** Puts a person on the list. Answers whether anything of theirs was not on it yet. */
export async function blockPerson(
  db: Queryable,
  person: PersonKeys,
  entry: { readonly reason: string; readonly at: number },
): Promise<boolean> {
  const salt = await settingOnce(db, saltName, randomBytes(32).toString("hex"));
  const { reason, at } = entry;
  const rows = keysOf(person).map((who) => ({ hash: hashOf(salt, who), reason, added_at: at }));
  return (await addDoNotContact(db, rows)) > 0;
}

async function hashesOf(db: Queryable, person: PersonKeys): Promise<string[]> {
  const salt = await getSetting(db, saltName);
  return salt === undefined ? [] : keysOf(person).map((who) => hashOf(salt, who));
}

/** What the list says of a person: the oldest entry, or undefined. */
export async function blockOf(db: Queryable, person: PersonKeys): Promise<DoNotContactRow | undefined> {
  return (await findDoNotContact(db, await hashesOf(db, person)))[0];
}

/** Takes a person off the list: only when they came back by themselves. False when they were not on it. */
export async function unblockPerson(db: Queryable, person: PersonKeys): Promise<boolean> {
  return (await removeDoNotContact(db, await hashesOf(db, person))) > 0;
}

/** The refusal of a command that would bring an erased person back. @param shown the number, masked */
export function erasedPerson(shown: string): PolicyError {
  return new PolicyError({
    code: doNotContactCode,
    text: {
      en: `${shown} was erased at their request and is on the do-not-contact list.`,
      es: `Los datos de ${shown} se borraron a petición suya y está en la lista de no contactar.`,
    },
    hint: doNotContactHint,
  });
}
