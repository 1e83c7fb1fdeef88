/**
 * Readers for JSON of unknown origin: every one answers "not there" for what is not of the expected kind, and none throws.
 */

export type ForeignRecord = Readonly<Record<string, unknown>>;

const nothing: ForeignRecord = Object.freeze({});

export function isRecord(value: unknown): value is ForeignRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member: what a prototype carries was not sent. */
export function member(record: ForeignRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

export function recordAt(record: ForeignRecord, key: string): ForeignRecord {
  const value = member(record, key);
  return isRecord(value) ? value : nothing;
}

/** The members of a list that are objects, in order. */
export function recordsAt(record: ForeignRecord, key: string): ForeignRecord[] {
  const value = member(record, key);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

/**
 * A text that is not empty. NUL, which PostgreSQL refuses, and halves of surrogate pairs, which UTF-8 cannot carry, are
 * replaced: both can be written in JSON.
 */
export function textAt(record: ForeignRecord, key: string): string | undefined {
  const value = member(record, key);
  return typeof value === "string" && value !== "" ? storable(value) : undefined;
}

/** The same for an id, which Meta writes as a text in one place and as a number in the next. */
export function idAt(record: ForeignRecord, key: string): string | undefined {
  const value = member(record, key);
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : textAt(record, key);
}

/** A number, or a text that is one: Meta changes between the two. */
export function numberAt(record: ForeignRecord, key: string): number | undefined {
  const value = member(record, key);
  const number = typeof value === "string" && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function integerAt(record: ForeignRecord, key: string): number | undefined {
  const value = numberAt(record, key);
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

export function booleanAt(record: ForeignRecord, key: string): boolean | undefined {
  const value = member(record, key);
  return typeof value === "boolean" ? value : undefined;
}

// The end of the year 9999: beyond it an ISO date has another form.
const lastSecond = 253_402_300_799;

/** Unix seconds, as a text or a number, in milliseconds. */
export function instantAt(record: ForeignRecord, key: string): number | undefined {
  const value = member(record, key);
  const seconds = typeof value === "string" && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== "number" || !Number.isSafeInteger(seconds)) return undefined;
  return seconds > 0 && seconds <= lastSecond ? seconds * 1000 : undefined;
}

const deepest = 24;

/**
 * A copy fit to be kept: members below `depth` levels, which no message of Meta has and on which writers of JSON
 * overflow their stack, become null, and `__proto__` is left out.
 */
export function boundedCopy(value: unknown, depth: number = deepest): unknown {
  if (typeof value === "string") return storable(value);
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => boundedCopy(item, depth - 1));
  const kept = Object.entries(value).filter(([key]) => key !== "__proto__");
  return Object.fromEntries(kept.map(([key, item]) => [storable(key), boundedCopy(item, depth - 1)]));
}

/** Text that both databases can keep: without NUL, and without halves of surrogate pairs. */
export function storable(text: string): string {
  // Most texts have neither; the test for code units is much cheaper than the one for halves of pairs.
  if (!/[\u0000\ud800-\udfff]/.test(text)) return text;
  return text.replace(/[\u0000\p{Surrogate}]/gu, "\ufffd");
}
