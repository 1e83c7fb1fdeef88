import { member, type ForeignRecord } from "./foreign-json.ts";
import type { MessagingLimit } from "./events.ts";

const unlimited = new Set(["TIER_UNLIMITED", "UNLIMITED", "-1"]);

/**
 * How many people may be written to in 24 hours. Meta writes 2000, "2000", "TIER_2K" and "2K"; and -1, "UNLIMITED" or
 * "TIER_UNLIMITED" for no limit. Undefined for `TIER_NOT_SET` and what is new.
 */
export function limitAt(record: ForeignRecord, key: string): MessagingLimit | undefined {
  const value = member(record, key);
  if (typeof value !== "number" && typeof value !== "string") return undefined;
  const word = String(value).trim().toUpperCase();
  if (unlimited.has(word)) return "unlimited";
  const [, digits, thousands] = /^(?:TIER_)?(\d{1,12})(K?)$/.exec(word) ?? [];
  return digits === undefined ? undefined : Number(digits) * (thousands === "K" ? 1000 : 1);
}
