/** `\n`, `\,`, `\;`, `\\` and `\:` as what they stand for; a backslash before anything else is a backslash. */
export function unescapeText(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\([nN,;:\\])/g, (_, letter: string) => (letter === "n" || letter === "N" ? "\n" : letter));
}

/** Splits at a separator that no backslash precedes; the pieces are still escaped. */
export function splitEscaped(text: string, separator: ";" | ","): string[] {
  if (!text.includes("\\")) return text.split(separator);
  const parts: string[] = [];
  let from = 0;
  for (let place = 0; place < text.length; place++) {
    if (text[place] === "\\") place++;
    else if (text[place] === separator) {
      parts.push(text.slice(from, place));
      from = place + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

/** A text on one line, without blanks around it. */
export function oneLine(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes("\n") || trimmed.includes("\r") ? trimmed.replace(/[\r\n]\s*/g, " ") : trimmed;
}

/** The parts that are not blank, joined. */
export function joinParts(parts: readonly (string | undefined)[], separator: string): string {
  let joined = "";
  for (const part of parts) {
    if (part === undefined || part === "") continue;
    joined += joined === "" ? part : separator + part;
  }
  return joined;
}

/** `19800325`, `1980-03-25T00:00:00Z` → `1980-03-25`; `--0325` → `--03-25`; anything else stays as it is written. */
export function readBirthday(text: string): string {
  const day = /^(\d{4}|--)-?(\d\d)-?(\d\d)(?:T.*)?$/.exec(text);
  if (!day) return text;
  const [, year = "", month = "", date = ""] = day;
  // Apple writes 1604 where the person gave no year.
  return year === "--" || year === "1604" ? `--${month}-${date}` : `${year}-${month}-${date}`;
}

/** A distance from UTC with its colon (`-0500` → `-05:00`); a zone by name stays as it is written. */
export function readOffset(text: string): string {
  const offset = /^([+-]\d\d)(\d\d)$/.exec(text);
  return offset ? `${offset[1]}:${offset[2]}` : text;
}

/** What follows `tel:` or `mailto:`, whatever its case. */
export function withoutScheme(text: string, scheme: string): string {
  return text.slice(0, scheme.length).toLowerCase() === scheme ? text.slice(scheme.length) : text;
}
