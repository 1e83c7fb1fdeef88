/** One number of a card. */
export interface CardPhone {
  /** As it is written, without `tel:`. */
  value: string;
  /** Kinds in capitals. */
  readonly types: readonly string[];
  /** What the person called it; an Apple label (`X-ABLabel`) comes later in the card. */
  custom: string | undefined;
  readonly group: string;
  /** 1 is preferred most. */
  readonly preference: number | undefined;
  /** Something says that this number is on WhatsApp. */
  whatsapp: boolean;
}

const kinds: readonly (readonly [word: string, types: ReadonlySet<string>])[] = [
  ["pager", new Set(["PAGER"])],
  ["fax", new Set(["FAX"])],
  ["mobile", new Set(["CELL", "IPHONE", "MOBILE", "PCS"])],
  ["main", new Set(["MAIN", "MAIN-NUMBER"])],
  ["home", new Set(["HOME"])],
  ["work", new Set(["WORK"])],
];

/** The kinds of a number in one word: what matters first is whether a message can reach it. */
function phoneWord(types: readonly string[]): string {
  for (const [word, names] of kinds) if (types.some((type) => names.has(type))) return word;
  return "other";
}

/** Words that Apple writes in its own language, whatever the phone speaks: `_$!<Mobile>!$_`. */
const appleWords: Readonly<Record<string, string>> = {
  iphone: "mobile",
  homefax: "fax",
  workfax: "fax",
  otherfax: "fax",
};

/** What an Apple label says: its own words in small letters, what a person typed as it was typed. */
export function appleLabel(text: string): string {
  const own = /^_\$!<(.*)>!\$_$/.exec(text);
  if (!own) return text;
  const word = (own[1] ?? "").toLowerCase();
  return appleWords[word] ?? word;
}

/**
 * What a number is called: `WhatsApp` where the card says that it is there, `mobile`, `fax` and `pager` where the card says that,
 * else the word that a person chose, else `home`, `work`, `main` or `other`.
 */
function phoneLabel(phone: CardPhone): string {
  if (phone.whatsapp) return "WhatsApp";
  const word = phoneWord(phone.types);
  const { custom } = phone;
  if (custom === undefined || custom === "") return word;
  if (/whats ?app/i.test(custom)) return custom;
  return word === "mobile" || word === "fax" || word === "pager" ? word : custom;
}

/** The labels of a card's numbers, `* ` before the preferred ones: those that come first in the card's own order of preference. */
export function phoneLabels(phones: readonly CardPhone[]): string[] {
  let best = Number.POSITIVE_INFINITY;
  for (const { preference } of phones) if (preference !== undefined && preference < best) best = preference;
  return phones.map((phone) => (phone.preference === best ? `* ${phoneLabel(phone)}` : phoneLabel(phone)));
}
