import { UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import { isThisMachine } from "../../../core/this-machine.ts";
import type { Text } from "../../../core/text.ts";

const pattern = /^(\d{1,6}(?:[.,]\d{1,3})?)\s*(?:\/\s*(s|sec|second|min|m|minute|h|hour))?$/i;

function secondsOf(unit: string): number {
  if (unit.startsWith("h")) return 3_600;
  return unit.startsWith("m") ? 60 : 1;
}

function refuse(given: string, option: string, text: Text, hint: Text): UsageError {
  return new UsageError({ code: "usage.bad_rate", text, hint, data: { option, value: given } });
}

/**
 * Reads `20/s`, `20` (a second), `600/min` or `max`, in messages a second.
 *
 * @param graphUrl where messages go: `max` only to this machine
 * @throws UsageError `usage.bad_rate`
 */
export function readRate(given: string, graphUrl: string | undefined, option = "--rate"): number | "max" {
  const text = given.trim().toLowerCase();
  if (text === "max") {
    if (isThisMachine(graphUrl)) return "max";
    throw refuse(
      given,
      option,
      {
        en: `${option} max is only for the simulator on this machine: Meta has a limit.`,
        es: `${option} max es solo para el simulador de este equipo: Meta tiene un límite.`,
      },
      {
        en: `Leave ${option} out to send as fast as the number may.`,
        es: `Omita ${option} para enviar tan rápido como el número pueda.`,
      },
    );
  }
  const match = pattern.exec(text);
  const perSecond = match === null ? 0 : Number(match[1]?.replace(",", ".")) / secondsOf(match[2] ?? "s");
  if (perSecond > 0) return perSecond;
  throw refuse(
    given,
    option,
    {
      en: `${option} "${cleanLine(given)}" is not a rate.`,
      es: `${option} "${cleanLine(given)}" no es una velocidad.`,
    },
    {
      en: `Say how many in a second or a minute: ${option} 20/s, ${option} 600/min`,
      es: `Indique cuántos por segundo o por minuto: ${option} 20/s, ${option} 600/min`,
    },
  );
}

/**
 * Reads the part of failed messages from which a campaign pauses: `20%` or `20`. Answers 0 to 1.
 *
 * @throws UsageError `usage.bad_share`
 */
export function readMaxFailures(given: string, option = "--max-failures"): number {
  const match = /^(\d{1,3}(?:[.,]\d{1,3})?)\s*%?$/.exec(given.trim());
  const share = match === null ? Number.NaN : Number(match[1]?.replace(",", ".")) / 100;
  if (share > 0 && share <= 1) return share;
  throw new UsageError({
    code: "usage.bad_share",
    text: {
      en: `${option} "${cleanLine(given)}" is not a percentage above 0 and up to 100.`,
      es: `${option} "${cleanLine(given)}" no es un porcentaje mayor que 0 y hasta 100.`,
    },
    hint: { en: `For example: ${option} 20%`, es: `Por ejemplo: ${option} 20%` },
    data: { option, value: given },
  });
}
