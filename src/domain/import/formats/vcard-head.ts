import { decodeBytes, decodeQuotedPrintable } from "./vcard-bytes.ts";

/** The properties of a card that something is read from. Everything else, photos first of all, is passed over. */
const wantedNames = [
  "BEGIN",
  "END",
  "VERSION",
  "AGENT",
  "FN",
  "N",
  "NICKNAME",
  "ORG",
  "TITLE",
  "TEL",
  "EMAIL",
  "IMPP",
  "BDAY",
  "ADR",
  "LANG",
  "TZ",
  "CATEGORIES",
  "NOTE",
  "UID",
  "X-ABLABEL",
  "X-WHATSAPP-USER-ID",
  "X-WHATSAPP-USERNAME",
  "X-RECADO-LANGUAGE",
  "X-RECADO-FIELD",
  "X-RECADO-CONSENT",
] as const;
export type WantedName = (typeof wantedNames)[number];

/** What stands before the colon of a content line: `item1.TEL;type=CELL;type=pref`. */
export interface Head {
  /** Undefined for a property that nothing is read from. */
  readonly name: WantedName | undefined;
  /** It is no name of a property, so that the line is no line of a card. */
  readonly broken: boolean;
  /** What ties lines together (`item1`), in capitals; empty without one. */
  readonly group: string;
  /** Kinds in capitals, without PREF: `CELL`, `VOICE`. */
  readonly types: readonly string[];
  /** A kind that the person gave a name of its own. */
  readonly custom: string | undefined;
  /** 1 is preferred most; undefined where nothing says so. */
  readonly preference: number | undefined;
  readonly encoding: "quoted-printable" | "base64" | undefined;
  readonly charset: string | undefined;
  /** The line says that its number is on WhatsApp. */
  readonly whatsapp: boolean;
}

const wanted: ReadonlyMap<string, WantedName> = new Map(wantedNames.map((name) => [name, name]));

/** Kinds that say what a number or an address is for. What is none of them is a label that somebody typed. */
const knownTypes: ReadonlySet<string> = new Set(
  (
    "CELL,HOME,WORK,FAX,PAGER,MAIN,OTHER,VOICE,MSG,TEXT,TEXTPHONE,VIDEO,BBS,MODEM,CAR,ISDN,PCS,IPHONE,MOBILE,MAIN-NUMBER," +
    "INTERNET,X400,AOL,APPLELINK,ATTMAIL,CIS,EWORLD,IBMMAIL,MCIMAIL,POWERSHARE,PRODIGY,TLX,DOM,INTL,POSTAL,PARCEL,CALLBACK"
  ).split(","),
);

/** Names of properties: letters, digits, hyphens; those of makers are not always so strict. */
const nameShape = /^(?:[A-Za-z0-9_/-]+|[Xx]-[ -~]+)$/;

/** Samsung's way of naming a kind: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=43=61=73=61)`. */
const samsungCustom = /^X-CUSTOM\((?:CHARSET=([^,)]*),)?(?:ENCODING=QUOTED-PRINTABLE,)?([^)]*)\)?$/i;

/** Splits at semicolons outside of quotation marks. */
function splitHead(text: string): string[] {
  if (!text.includes('"')) return text.split(";");
  const parts: string[] = [];
  let quoted = false;
  let from = 0;
  for (let place = 0; place < text.length; place++) {
    if (text[place] === '"') quoted = !quoted;
    else if (text[place] === ";" && !quoted) {
      parts.push(text.slice(from, place));
      from = place + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** Version 2.1 leaves out what a parameter is called where its value says so by itself: `TEL;CELL;PREF`. */
function nameOfBare(value: string): string {
  if (/^(?:QUOTED-PRINTABLE|BASE64|B|7BIT|8BIT)$/i.test(value)) return "ENCODING";
  return "TYPE";
}

function encodingOf(value: string): Head["encoding"] {
  const name = value.toUpperCase();
  if (name === "QUOTED-PRINTABLE" || name === "Q") return "quoted-printable";
  return name === "BASE64" || name === "B" ? "base64" : undefined;
}

/** Reads a head from the bytes of a file, each a character. */
function readHead(text: string): Head {
  const [first = "", ...parameters] = splitHead(text);
  const trimmed = first.trimEnd();
  const dot = trimmed.lastIndexOf(".");
  const plainName = trimmed.slice(dot + 1);
  const types: string[] = [];
  let custom: string | undefined;
  let preference: number | undefined;
  let encoding: Head["encoding"];
  let charset: string | undefined;
  let whatsapp = false;

  const readType = (value: string): void => {
    const type = value.trim().toUpperCase();
    if (type === "PREF") preference ??= 1;
    else if (knownTypes.has(type)) types.push(type);
    else if (type !== "") custom ??= decodeBytes(value.replace(/^X-/i, ""), charset).text.trim();
  };

  for (const parameter of parameters) {
    const samsung = samsungCustom.exec(parameter);
    if (samsung) {
      custom ??= decodeBytes(decodeQuotedPrintable(samsung[2] ?? ""), samsung[1]).text.trim();
      continue;
    }
    const equals = parameter.indexOf("=");
    const value = parameter.slice(equals + 1).replaceAll('"', "");
    const name = equals === -1 ? nameOfBare(value) : parameter.slice(0, equals).trim().toUpperCase();
    if (name === "TYPE") for (const type of value.split(",")) readType(type);
    else if (name === "ENCODING") encoding = encodingOf(value.trim());
    else if (name === "CHARSET") charset = value.trim();
    else if (name === "PREF") preference = Number.parseInt(value, 10) || preference;
    else if (name === "WAID") whatsapp = /\d/.test(value);
    else if (name === "X-SERVICE-TYPE" || name === "SERVICE-TYPE") whatsapp = /whatsapp/i.test(value);
  }
  return {
    name: wanted.get(plainName.toUpperCase()),
    broken: !nameShape.test(plainName),
    group: trimmed.slice(0, Math.max(dot, 0)).toUpperCase(),
    types,
    custom,
    preference,
    encoding,
    charset,
    whatsapp,
  };
}

/** How many heads are remembered: a file uses the same few again and again. */
const maxRemembered = 2000;
const maxRememberedLength = 200;

/** A reader that remembers the heads that it has seen. */
export function headReader(): (text: string) => Head {
  const known = new Map<string, Head>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const head = readHead(text);
    if (known.size < maxRemembered && text.length <= maxRememberedLength) {
      // A copy, because a piece of a text keeps the whole text in memory.
      known.set(Buffer.from(text, "latin1").toString("latin1"), head);
    }
    return head;
  };
}

/** Where the head of a content line ends; -1 where it has no colon outside of quotation marks. */
export function colonOf(line: string): number {
  const colon = line.indexOf(":");
  const quote = line.indexOf('"');
  if (colon === -1 || quote === -1 || quote > colon) return colon;
  let quoted = false;
  for (let place = quote; place < line.length; place++) {
    const character = line.charCodeAt(place);
    if (character === 0x22) quoted = !quoted;
    else if (character === 0x3a && !quoted) return place;
  }
  return -1;
}
