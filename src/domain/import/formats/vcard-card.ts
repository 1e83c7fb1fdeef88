import { purposes } from "../../../storage/rows.ts";
import type { Purpose } from "../../../storage/rows.ts";
import { decodeBytes, decodeQuotedPrintable } from "./vcard-bytes.ts";
import type { Head } from "./vcard-head.ts";
import { appleLabel } from "./vcard-label.ts";
import type { CardPhone } from "./vcard-label.ts";
import type { UserAddress } from "./vcard-user.ts";
import { joinParts, splitEscaped, unescapeText } from "./vcard-values.ts";

/** What Google's exports put between several values of one cell; the readers of cells know it. */
export const severalValues = " ::: ";

/** What a card says of a person, each as one cell; empty where it says nothing. */
export class CardTexts {
  fullName = "";
  /** Put together from the parts of the name. */
  composedName = "";
  firstName = "";
  lastName = "";
  nickname = "";
  organization = "";
  title = "";
  email = "";
  birthday = "";
  address = "";
  city = "";
  country = "";
  language = "";
  timeZone = "";
  labels = "";
  note = "";
  uid = "";
  userId = "";
  username = "";
}

const leastPreferred = 101;

const digitsOf = (phone: string): string => phone.replace(/\D/g, "");

/** One card while it is read: what has been taken from its lines. What each property means is in `vcard-properties.ts`. */
export class Card {
  readonly texts = new CardTexts();
  readonly phones: CardPhone[] = [];
  /** The columns of a list of ours, as its own export wrote them; undefined in every other card. */
  fields: Map<string, string> | undefined;
  /** What our own export knew of each purpose, in its words; undefined in every other card. */
  consent: Map<Purpose, string> | undefined;
  /** A line of it could not be read. */
  malformed = false;
  /** Something was read as Windows-1252 though nothing said so. */
  fellBack = false;
  /** How much memory it takes, in bytes, more or less. */
  size = 0;
  #labels: Map<string, string> | undefined;
  #users: UserAddress[] | undefined;
  #addressPreference = leastPreferred + 1;
  #languagePreference = leastPreferred + 1;

  /** A line that is no property is kept where a person sees it: with the notes. */
  addBroken(line: string): void {
    this.malformed = true;
    this.size += line.length;
    this.addNote(this.#clean(decodeBytes(line, undefined).text));
  }

  /** Ties labels and addresses to the numbers that they belong to. To be called once, at the end of the card. */
  finish(): void {
    if (this.#labels !== undefined) {
      for (const phone of this.phones) phone.custom = this.#labels.get(phone.group) ?? phone.custom;
    }
    if (this.#users !== undefined) this.#addUsers(this.#users);
  }

  /** The value of a property as one text. */
  read(head: Head, value: string): string {
    return this.readParts(head, value, undefined)[0] ?? "";
  }

  /** Its parts, which semicolons (names, addresses) or commas (labels) separate. */
  readParts(head: Head, value: string, separator: ";" | "," | undefined): string[] {
    if (head.encoding === "quoted-printable") {
      // Split before the codes are read: a `;` that was encoded separates nothing.
      const pieces = separator === undefined ? [value] : splitEscaped(value, separator);
      return pieces.map((piece) => this.#decode(decodeQuotedPrintable(unescapeText(piece)), head.charset));
    }
    const bytes = head.encoding === "base64" ? Buffer.from(value, "base64").toString("latin1") : value;
    const text = this.#decode(bytes, head.charset);
    const pieces = separator === undefined ? [text] : splitEscaped(text, separator);
    return pieces.map(unescapeText);
  }

  /** The first text that is given stays. */
  setOnce(key: keyof CardTexts, text: string): void {
    if (this.texts[key] === "") this.texts[key] = text;
  }

  addValue(key: keyof CardTexts, text: string): void {
    if (text !== "") this.texts[key] = joinParts([this.texts[key], text], severalValues);
  }

  addNote(text: string): void {
    this.texts.note = joinParts([this.texts.note, text.replace(/\r\n?/g, "\n").trim()], "\n");
  }

  addPhone({ types, custom, group, preference, whatsapp }: Head, value: string): void {
    if (value !== "") this.phones.push({ value, types, custom, group, preference, whatsapp });
  }

  addLabel(group: string, text: string): void {
    if (group !== "" && text !== "") (this.#labels ??= new Map()).set(group, appleLabel(text));
  }

  /** A purpose that nobody knows is not passed over: it may be one that the person left. */
  addConsent(name: string, state: string): void {
    const purpose = purposes.find((one) => one === name.toLowerCase());
    if (purpose === undefined) {
      this.malformed = true;
      return;
    }
    const said = (this.consent ??= new Map()).get(purpose);
    // Two states of one purpose are kept side by side, and refused where they are read: neither is chosen.
    if (said !== state) this.consent.set(purpose, joinParts([said, state], severalValues));
  }

  addUser(user: UserAddress | undefined): void {
    if (user !== undefined) (this.#users ??= []).push(user);
  }

  /** The preferred address stays; of several that are as much preferred, the first. */
  setAddress(preference: number | undefined, address: string, city: string, country: string): void {
    const rank = preference ?? leastPreferred;
    if (rank >= this.#addressPreference || (address === "" && city === "" && country === "")) return;
    this.#addressPreference = rank;
    this.texts.address = address;
    this.texts.city = city;
    this.texts.country = country;
  }

  /** The preferred language stays, as with addresses. */
  setLanguage(preference: number | undefined, language: string): void {
    const rank = preference ?? leastPreferred;
    if (rank >= this.#languagePreference || language === "") return;
    this.#languagePreference = rank;
    this.texts.language = language;
  }

  #addUsers(users: readonly UserAddress[]): void {
    const known = new Map(this.phones.map((phone) => [digitsOf(phone.value), phone]));
    for (const { kind, value } of users) {
      if (kind !== "phone") {
        this.setOnce(kind, value);
        continue;
      }
      const same = known.get(digitsOf(value));
      if (same) same.whatsapp = true;
      else this.phones.push({ value, types: [], custom: undefined, group: "", preference: undefined, whatsapp: true });
    }
  }

  #decode(bytes: string, charset: string | undefined): string {
    const { text, fellBack } = decodeBytes(bytes, charset);
    if (fellBack) this.fellBack = true;
    return this.#clean(text);
  }

  /** NUL is no character of a text, and not every database can store it. */
  #clean(text: string): string {
    if (!text.includes("\u0000")) return text;
    this.malformed = true;
    return text.replaceAll("\u0000", "");
  }
}
