import { UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { QuietHours } from "../spec.ts";
import { requireZone, zoneName } from "./zones.ts";

const hour = String.raw`(\d{1,2})(?::(\d{2}))?`;
const pattern = new RegExp(String.raw`^${hour}\s*[-–]\s*${hour}(?:\s+(\S.*))?$`);

/** Minutes after midnight, with 24:00 as midnight; undefined when no clock shows it. */
function minutesOf(hours: string | undefined, minutes = "0"): number | undefined {
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (hour === 24 && minute === 0) return 0;
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

function refuse(text: string, option: string, code: "bad_quiet_hours" | "endless_quiet_hours"): UsageError {
  const shown = cleanLine(text);
  return new UsageError({
    code: `usage.${code}`,
    text:
      code === "bad_quiet_hours"
        ? {
            en: `${option} "${shown}" is not a range of hours.`,
            es: `${option} "${shown}" no es un intervalo de horas.`,
          }
        : {
            en: `${option} "${shown}" begins and ends at the same time.`,
            es: `${option} "${shown}" empieza y termina a la misma hora.`,
          },
    hint: {
      en: `Write when nobody is to be disturbed: ${option} "21:00-09:00 local". Without quiet hours, leave ${option} out.`,
      es: `Escriba cuándo no hay que molestar a nadie: ${option} "21:00-09:00 local". Si no hay horas de silencio, omita ${option}.`,
    },
    data: { option, value: text },
  });
}

/**
 * Reads `21:00-09:00 local`, `21:00-09:00` (local as well: where each person lives), `21-9` or
 * `21:00-09:00 America/Lima`.
 *
 * @throws UsageError `usage.bad_quiet_hours`, `usage.endless_quiet_hours` (both ends are the same), `usage.unknown_zone`
 */
export function readQuietHours(text: string, option = "--quiet-hours"): QuietHours {
  const match = pattern.exec(text.trim());
  const from = minutesOf(match?.[1], match?.[2]);
  const to = minutesOf(match?.[3], match?.[4]);
  if (match === null || from === undefined || to === undefined) throw refuse(text, option, "bad_quiet_hours");
  if (from === to) throw refuse(text, option, "endless_quiet_hours");
  const zone = match[5];
  const isLocal = zone === undefined || zone.toLowerCase() === "local";
  return { from, to, zone: isLocal ? "local" : requireZone(zone, option) };
}

function clockText(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Quiet hours as {@link readQuietHours} reads them: `21:00-09:00 local`. */
export function writeQuietHours({ from, to, zone }: QuietHours): string {
  return `${clockText(from)}-${clockText(to)} ${zone === "local" ? zone : zoneName(zone)}`;
}
