import { purposes } from "../../../storage/rows.ts";
import type { SourceRow } from "../list.ts";
import { severalValues } from "./vcard-card.ts";
import type { Card } from "./vcard-card.ts";
import { phoneLabels } from "./vcard-label.ts";

/** The most numbers of one card that have columns of their own; further ones share the last. */
const maxPhones = 20;

/** What the columns of a list's own fields, and of consent, are called: as in recado's other exports. */
const fieldPrefix = "fields.";
const consentPrefix = "consent.";

const before = ["Name", "First Name", "Last Name"];
const after = [
  "Organization",
  "Title",
  "E-mail",
  "Birthday",
  "Address",
  "City",
  "Country",
  "Language",
  "Time Zone",
  "Labels",
  "Note",
  "UID",
  "User ID",
  "Username",
];

/** How wide the rows of a file are: known when all of it has been gone through. */
export interface CardColumns {
  /** The most numbers that a card of it has, at least 1. */
  phones: number;
  /** Names of a list's own fields, in the order in which they come up. */
  readonly fields: Set<string>;
  /** Whether any card tells what is known of a consent: then there is a column for each purpose. */
  consent: boolean;
}

/** The header of a file of cards. Its names are fixed: `mapping/known-exports` knows them. */
export function cardHeader(columns: CardColumns): string[] {
  const header = [...before];
  for (let place = 1; place <= columns.phones; place++) header.push(`Phone ${place} - Label`, `Phone ${place} - Value`);
  header.push(...after);
  for (const field of columns.fields) header.push(fieldPrefix + field);
  if (columns.consent) for (const purpose of purposes) header.push(consentPrefix + purpose);
  return header;
}

/** Makes room for a card. */
export function widen(columns: CardColumns, card: Card): void {
  if (card.phones.length > columns.phones) columns.phones = Math.min(card.phones.length, maxPhones);
  if (card.consent !== undefined) columns.consent = true;
  if (card.fields !== undefined) for (const field of card.fields.keys()) columns.fields.add(field);
}

/** Whether a card says nothing at all. One that could not be read says something, even if nobody knows what. */
export function isBlank(card: Card): boolean {
  return (
    !card.malformed &&
    card.phones.length === 0 &&
    card.fields === undefined &&
    card.consent === undefined &&
    Object.values(card.texts).every((text) => text === "")
  );
}

/** Numbers beyond the last column stand in it together: losing one could be losing the one that is on WhatsApp. */
function pushPhones(cells: string[], { phones }: Card, count: number): void {
  const labels = phoneLabels(phones);
  const own = phones.length > count ? count - 1 : count;
  for (let place = 0; place < own; place++) cells.push(labels[place] ?? "", phones[place]?.value ?? "");
  if (own === count) return;
  const rest = phones.slice(own).map(({ value }) => value);
  cells.push("other", rest.join(severalValues));
}

/** A card as a row under `cardHeader`. */
export function cardRow(card: Card, number: number, columns: CardColumns): SourceRow {
  const { texts } = card;
  const cells = [
    texts.fullName || texts.composedName || texts.organization || texts.nickname,
    texts.firstName,
    texts.lastName,
  ];
  pushPhones(cells, card, columns.phones);
  cells.push(
    texts.organization,
    texts.title,
    texts.email,
    texts.birthday,
    texts.address,
    texts.city,
    texts.country,
    texts.language,
    texts.timeZone,
    texts.labels,
    texts.note,
    texts.uid,
    texts.userId,
    texts.username,
  );
  for (const field of columns.fields) cells.push(card.fields?.get(field) ?? "");
  if (columns.consent) for (const purpose of purposes) cells.push(card.consent?.get(purpose) ?? "");
  return { row: number, cells, malformed: card.malformed };
}
