import { parsePhone } from "../../../core/phone.ts";
import { readTimeZone } from "../../import/cells/time-zones.ts";
import { zonesOfCountry } from "./country-zones.ts";

/** What is known of where somebody lives. */
export interface Whereabouts {
  /** Their own zone, as it stands in the contact: an IANA name or a distance from UTC. */
  readonly timeZone?: string | null | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null | undefined;
  /** With the country code. */
  readonly phone?: string | null | undefined;
}

// The same list each time: what is worked out for a list is remembered by it.
const lists = new Map<string, readonly string[]>();
const mostLists = 1_000;

function listOf(zone: string): readonly string[] {
  let list = lists.get(zone);
  if (list === undefined) {
    if (lists.size >= mostLists) lists.clear();
    lists.set(zone, (list = [zone]));
  }
  return list;
}

function countryOfPhone(phone: string): string | undefined {
  const read = parsePhone(phone.startsWith("+") ? phone : `+${phone}`);
  return read.ok ? read.country : undefined;
}

/**
 * The time zones in which a person may live: their own; else all zones of their country, since a number does not tell
 * where in it they are (nor does an area code: people move and keep their number); else `fallback`. The first is the
 * likeliest. A zone of a contact that is none is passed over.
 *
 * @param fallback the campaign's zone
 */
export function zonesOf(person: Whereabouts, fallback: string): readonly string[] {
  const { timeZone, country, phone } = person;
  const own = timeZone === null || timeZone === undefined ? undefined : readTimeZone(timeZone);
  if (own !== undefined) return listOf(own);
  const stated = zonesOfCountry(country ?? "");
  if (stated !== undefined) return stated;
  const ofPhone = phone === null || phone === undefined ? undefined : countryOfPhone(phone);
  return zonesOfCountry(ofPhone ?? "") ?? listOf(fallback);
}
