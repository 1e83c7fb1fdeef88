import { invalidValue } from "../errors.ts";
import {
  countFault,
  type Json,
  keys,
  objectAt,
  optionalText,
  optionalWords,
  requiredArray,
  requiredObject,
  requiredText,
} from "./check.ts";
import type { Content, SendCall } from "./send-parts.ts";

const most = 257;
const contactKeys = keys("name", "phones", "emails", "addresses", "org", "urls", "birthday");
const nameParts = ["first_name", "last_name", "middle_name", "suffix", "prefix"];
const nameKeys = keys("formatted_name", ...nameParts);
const orgParts = ["company", "department", "title"];
const orgKeys = keys(...orgParts);

/** The lists of a contact: which member an entry cannot do without, and which it may have. */
const lists: readonly { readonly key: string; readonly needs?: string; readonly parts: readonly string[] }[] = [
  { key: "phones", parts: ["phone", "wa_id", "type"] },
  { key: "emails", needs: "email", parts: ["type"] },
  { key: "urls", needs: "url", parts: ["type"] },
  { key: "addresses", parts: ["street", "city", "state", "zip", "country", "country_code", "type"] },
];
const listKeys = new Map(
  lists.map(({ key, needs, parts }) => [key, keys(...(needs === undefined ? [] : [needs]), ...parts)]),
);

/**
 * Contact cards.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages
 */
export function checkContacts({ body }: SendCall): Content {
  const contacts = requiredArray(body, "contacts", "");
  if (contacts.length < 1 || contacts.length > most) throw countFault("Contacts", 1, most);
  const names = contacts.map((contact, index) => {
    const path = `contacts[${index}]`;
    return checkContact(objectAt(contact, path, contactKeys), path);
  });
  return { text: names.join(", ") };
}

/** Checks a card and returns the name on it. */
function checkContact(contact: Json, path: string): string {
  const name = requiredObject(contact, "name", path, nameKeys);
  const namePath = `${path}['name']`;
  const shownName = requiredText(name, "formatted_name", namePath);
  const parts = nameParts.filter((part) => optionalWords(name, part, namePath) !== undefined);
  if (parts.length === 0)
    throw invalidValue(
      `Param ${namePath} must have at least one more of ${nameParts.join(", ")} beside formatted_name.`,
    );

  for (const list of lists) checkList(contact, list, path);
  if (contact["org"] !== undefined) {
    const org = requiredObject(contact, "org", path, orgKeys);
    for (const part of orgParts) optionalWords(org, part, `${path}['org']`);
  }
  const birthday = optionalText(contact, "birthday", path);
  if (birthday !== undefined && !isDay(birthday))
    throw invalidValue(`Param ${path}['birthday'] must be a date in the form YYYY-MM-DD.`);
  return shownName;
}

function checkList(contact: Json, { key, needs, parts }: (typeof lists)[number], path: string): void {
  if (contact[key] === undefined) return;
  for (const [index, value] of requiredArray(contact, key, path).entries()) {
    const entryPath = `${path}['${key}'][${index}]`;
    const entry = objectAt(value, entryPath, listKeys.get(key));
    if (needs !== undefined) requiredText(entry, needs, entryPath);
    for (const part of parts) optionalWords(entry, part, entryPath);
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
