import type { Card } from "./vcard-card.ts";
import type { Head, WantedName } from "./vcard-head.ts";
import { readUserAddress } from "./vcard-user.ts";
import { joinParts, oneLine, readBirthday, readOffset, withoutScheme } from "./vcard-values.ts";

/** What a line takes in memory beside its text, in bytes: a card of a million short lines is refused too. */
const lineCost = 32;

type Reader = (card: Card, head: Head, value: string) => void;

const lines = (parts: readonly string[]): string[] => parts.map(oneLine);

/** What is taken from each property. The name of a reader is the property's own. */
const readers: Partial<Record<WantedName, Reader>> = {
  FN(card, head, value) {
    card.setOnce("fullName", oneLine(card.read(head, value)));
  },
  N(card, head, value) {
    const [last = "", first = "", additional, prefix, suffix] = lines(card.readParts(head, value, ";"));
    card.setOnce("lastName", last);
    card.setOnce("firstName", first);
    card.setOnce("composedName", joinParts([prefix, first, additional, last, suffix], " "));
  },
  NICKNAME(card, head, value) {
    card.setOnce("nickname", oneLine(card.read(head, value)));
  },
  ORG(card, head, value) {
    card.setOnce("organization", joinParts(lines(card.readParts(head, value, ";")), ", "));
  },
  TITLE(card, head, value) {
    card.setOnce("title", oneLine(card.read(head, value)));
  },
  TEL(card, head, value) {
    card.addPhone(head, withoutScheme(oneLine(card.read(head, value)), "tel:"));
  },
  EMAIL(card, head, value) {
    card.addValue("email", withoutScheme(oneLine(card.read(head, value)), "mailto:"));
  },
  IMPP(card, head, value) {
    card.addUser(readUserAddress(oneLine(card.read(head, value)), head.whatsapp));
  },
  BDAY(card, head, value) {
    card.setOnce("birthday", readBirthday(oneLine(card.read(head, value))));
  },
  ADR(card, head, value) {
    const [box, extended, street, city = "", region, code, country = ""] = lines(card.readParts(head, value, ";"));
    card.setAddress(head.preference, joinParts([box, extended, street, region, code], ", "), city, country);
  },
  LANG(card, head, value) {
    card.setLanguage(head.preference, oneLine(card.read(head, value)));
  },
  "X-RECADO-LANGUAGE"(card, head, value) {
    card.setLanguage(0, oneLine(card.read(head, value)));
  },
  TZ(card, head, value) {
    card.setOnce("timeZone", readOffset(oneLine(card.read(head, value))));
  },
  CATEGORIES(card, head, value) {
    for (const label of lines(card.readParts(head, value, ","))) card.addValue("labels", label);
  },
  NOTE(card, head, value) {
    card.addNote(card.read(head, value));
  },
  UID(card, head, value) {
    card.setOnce("uid", oneLine(card.read(head, value)));
  },
  "X-ABLABEL"(card, head, value) {
    card.addLabel(head.group, oneLine(card.read(head, value)));
  },
  "X-WHATSAPP-USER-ID"(card, head, value) {
    card.setOnce("userId", oneLine(card.read(head, value)));
  },
  "X-WHATSAPP-USERNAME"(card, head, value) {
    card.setOnce("username", oneLine(card.read(head, value)));
  },
  "X-RECADO-FIELD"(card, head, value) {
    const [name = "", text = ""] = card.readParts(head, value, ";");
    if (name !== "" && text !== "") (card.fields ??= new Map()).set(name, text);
  },
  "X-RECADO-CONSENT"(card, head, value) {
    const [purpose = "", state = ""] = lines(card.readParts(head, value, ";"));
    card.addConsent(purpose, state);
  },
};

/** Adds to a card what one of its properties says. */
export function readProperty(card: Card, head: Head, value: string): void {
  if (head.name === undefined || value === "") return;
  const read = readers[head.name];
  if (read === undefined) return;
  card.size += value.length + lineCost;
  read(card, head, value);
}
