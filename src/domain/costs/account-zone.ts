import zonesCsv from "../../core/facts/time-zones.csv";

let known: ReadonlyMap<string, string> | undefined;

function zones(): ReadonlyMap<string, string> {
  known ??= new Map(
    zonesCsv
      .trimEnd()
      .split(/\r?\n/)
      .slice(1)
      .map((line): [string, string] => {
        const [id = "", zone = ""] = line.split(",");
        return [id, zone];
      }),
  );
  return known;
}

/**
 * The time zone (IANA name) that an account's `timezone_id` stands for: Meta numbers zones, and its list for advertising accounts is
 * the one that it publishes. Undefined for 0, which is Meta's "unknown", and for numbers that recado has no name for.
 * @see https://developers.facebook.com/docs/marketing-api/reference/ad-account/timezone-ids
 */
export function zoneOfAccount(timezoneId: string | undefined): string | undefined {
  return timezoneId === undefined ? undefined : zones().get(timezoneId.trim());
}
