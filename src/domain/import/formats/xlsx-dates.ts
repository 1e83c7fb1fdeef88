/** What a number means by the format of its cell. */
export type NumberKind = "number" | "date" | "time";

const day = 86_400_000;
/** The day before the first of either count. That of 1900 takes 1900 for a leap year, so it is right from March 1900 on. */
const epochs = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) } as const;
const lastDay = Date.UTC(9999, 11, 31);

/**
 * A spreadsheet's count of days as a date: `45741` → `2025-03-25`, `45741.5` → `2025-03-25T12:00:00`, and `0.5` in a cell that
 * shows hours → `12:00:00`, to the second. Undefined for a number that is no date: negative, of the first two months of 1900
 * (whose count is wrong), or after the year 9999.
 */
export function serialDate(serial: number, kind: "date" | "time", system: 1900 | 1904): string | undefined {
  const at = Math.round((epochs[system] + serial * day) / 1000) * 1000;
  if (kind === "time" && serial >= 0 && serial < 1) return new Date(at).toISOString().slice(11, 19);
  const first = system === 1904 ? 0 : 61;
  if (!(serial >= first) || at >= lastDay + day) return undefined;
  const iso = new Date(at).toISOString();
  return at % day === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** The numbers of formats that need not be written down, dates and times among them; 27 to 36 and 50 to 58 are East Asian. */
function builtInKind(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return "date";
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 ? "time" : "number";
}

/**
 * What a format of the workbook's own makes of a number: its first section, without what is shown as it stands, has letters of
 * days, months or years, or of hours. A count of hours beyond a day (`[h]:mm`) is a number.
 *
 * @see https://learn.microsoft.com/en-us/openspecs/office_standards/ms-oe376/0e59abdb-7f4e-48fc-9b89-67832fa11789
 */
export function formatKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtInKind(id);
  if (/\[(?:h+|m+|s+)\]/i.test(code)) return "number";
  const shown = code
    .replace(/\\.|_.|\*./g, "")
    .replace(/"[^"]*"?|\[[^\]]*\]?/g, "")
    .toLowerCase();
  const [section = ""] = shown.split(";");
  if (/^\s*(?:general|standard|est[aá]ndar|padr[aã]o|@)?\s*$/.test(section)) return "number";
  // `0` and `#` are digits of a number, except in fractions of a second.
  if (/[0#?]/.test(section.replace(/s[.,]0+/g, "s"))) return "number";
  if (/[dy]|mmm|年|月|日/.test(section)) return "date";
  if (/[hs]/.test(section)) return "time";
  return section.includes("m") ? "date" : "number";
}
