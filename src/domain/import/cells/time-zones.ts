import { cachedReader } from "./cache.ts";

/** Zones that have no slash in their name, and what other programs call them. */
const universal: ReadonlySet<string> = new Set(["utc", "gmt", "z", "etc/utc", "etc/gmt", "utc+0", "gmt+0"]);
const named = /^[a-z]+(?:_[a-z]+)*\/[a-z0-9_+-]+(?:\/[a-z_]+)?$/i;
// `UTC-5`, `GMT-03:00`, `-05:00`, `-0500`. What Windows writes, `(UTC-05:00) Eastern Time`, has its summer time left out.
const offset = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$/i;

let known: ReadonlyMap<string, string> | undefined;

function knownZones(): ReadonlyMap<string, string> {
  known ??= new Map(Intl.supportedValuesOf("timeZone").map((zone) => [zone.toLowerCase(), zone]));
  return known;
}

/** What `Intl` makes of a name that is not its own for the zone (`US/Pacific`, `Asia/Kolkata`). */
function aliasOf(name: string): string | undefined {
  try {
    const zone = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
    // Written as IANA does it, the name stays: which of two names is the first differs from one Node to the next.
    return /^[A-Z]/.test(name) && name !== name.toUpperCase() ? name : zone;
  } catch {
    return undefined;
  }
}

/**
 * A fixed distance from UTC. IANA has names for whole hours only (and counts them the other way round), and `Intl` takes
 * `-05:00` from Node 22 on: half hours are given up, since nobody could be written to at the right hour on Node 20.
 */
function fixedZone(sign: string, hours: number, minutes: number): string | undefined {
  if (minutes !== 0 || hours > (sign === "+" ? 14 : 12)) return undefined;
  return hours === 0 ? "UTC" : `Etc/GMT${sign === "+" ? "-" : "+"}${hours}`;
}

/**
 * Reads a time zone as `Intl` takes it: `America/Lima`, or `Etc/GMT+5` for `UTC-5`. Abbreviations such as `CST` are several
 * zones and none.
 */
export const readTimeZone = cachedReader((cell): string | undefined => {
  const text = cell.trim();
  if (universal.has(text.toLowerCase())) return "UTC";
  const distance = offset.exec(text);
  if (distance) return fixedZone(distance[1] ?? "", Number(distance[2]), Number(distance[3] ?? 0));
  const name = text.replaceAll(" ", "_");
  return knownZones().get(name.toLowerCase()) ?? (named.test(name) ? aliasOf(name) : undefined);
}, 1_000);
