import { UsageError } from "../../../core/errors.ts";
import { nearest } from "../../../core/nearest.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import { readCountry } from "../../import/cells/countries.ts";
import { readTimeZone } from "../../import/cells/time-zones.ts";
import { tableZones, zonesOfCountry } from "./country-zones.ts";

/** `CST` is a zone in America, one in China and one in Cuba: nothing is like it. */
const abbreviation = /^[A-Z]{2,5}$/;

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1);
}

/** What somebody may have meant who wrote a country, a city, or a slip. */
function likelyZones(text: string): readonly string[] {
  if (!/\p{L}/u.test(text)) return [];
  const country = readCountry(text);
  if (country !== undefined) return zonesOfCountry(country) ?? [];
  if (abbreviation.test(text)) return [];
  const all = [...new Set([...Intl.supportedValuesOf("timeZone"), ...tableZones()])];
  const names = nearest(text, all);
  if (names.length > 0) return names;
  const cities = new Map(all.map((zone) => [cityOf(zone), zone]));
  return nearest(text, cities.keys()).flatMap((city) => cities.get(city) ?? []);
}

function hintFor(text: string): Text {
  const likely = likelyZones(text).join(", ");
  if (likely !== "") return { en: `Did you mean ${likely}?`, es: `¿Quiso decir ${likely}?` };
  return {
    en: "Write a place such as America/Lima, or whole hours from UTC such as UTC-5.",
    es: "Escriba un lugar, como America/Lima, o la diferencia con UTC en horas enteras, como UTC-5.",
  };
}

/**
 * Reads a time zone as a person types it: `america/lima`, `-05:00`, `UTC-5`, `UTC`. Answers a name that `Intl` takes.
 *
 * @param option where it was typed, for the message
 * @throws UsageError `usage.unknown_zone`, with the zones of the country or of like names
 */
export function requireZone(text: string, option = "--timezone"): string {
  const zone = readTimeZone(text);
  if (zone !== undefined) return zone;
  const shown = cleanLine(text);
  throw new UsageError({
    code: "usage.unknown_zone",
    text: {
      en: `${option}: "${shown}" is no time zone that recado knows.`,
      es: `${option}: recado no conoce la zona horaria "${shown}".`,
    },
    hint: hintFor(text.trim()),
    data: { option, value: text },
  });
}

/** A zone as people read it: IANA counts its `Etc/GMT+5` the other way round, it is `UTC-5`. */
export function zoneName(zone: string): string {
  const match = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  return match === null ? zone : `UTC${match[1] === "+" ? "-" : "+"}${match[2]}`;
}
