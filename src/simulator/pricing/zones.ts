import zonesCsv from "../../core/facts/time-zones.csv";

let numbers: ReadonlyMap<string, string> | undefined;

/** By the zone's name. */
function readNumbers(): ReadonlyMap<string, string> {
  const lines = zonesCsv.trimEnd().split(/\r?\n/).slice(1);
  return new Map(
    lines.map((line) => {
      const [id = "", zone = ""] = line.split(",");
      return [zone, id];
    }),
  );
}

/**
 * The number of a zone in Meta's list, as text; `0`, which Meta calls unknown, for one that is not in it, such as UTC.
 * @see https://developers.facebook.com/docs/marketing-api/reference/ad-account/timezone-ids
 */
export function timezoneId(zone: string): string {
  numbers ??= readNumbers();
  return numbers.get(zone) ?? "0";
}

/** Whether this machine's clocks know a zone of that name. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
