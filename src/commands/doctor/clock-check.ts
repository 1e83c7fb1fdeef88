import { proxyOf } from "../../cli/connect.ts";
import type { Context } from "../../cli/context.ts";
import type { Settings } from "../../cli/settings.ts";
import { defaultGraphUrl } from "../../graph/client.ts";
import { pass, warn, type Check } from "./check.ts";

const mostSeconds = 60;

const setClock = {
  en: "Let the computer set its clock from the network: wrong times spoil opening hours, windows and reports.",
  es: "Permita que el equipo ajuste su reloj por la red: una hora errónea altera horarios, ventanas e informes.",
} as const;

/** @param difference milliseconds by which this computer is ahead */
export function judgeClock(difference: number): Check {
  const seconds = Math.round(Math.abs(difference) / 1_000);
  if (seconds <= mostSeconds) {
    return pass("clock", {
      en: "The clock agrees with the server's",
      es: "El reloj coincide con el del servidor",
    });
  }
  return warn(
    "clock",
    difference > 0
      ? {
          en: `This computer's clock is ${seconds} seconds ahead of the server's`,
          es: `El reloj de este equipo está adelantado ${seconds} segundos respecto al del servidor`,
        }
      : {
          en: `This computer's clock is ${seconds} seconds behind the server's`,
          es: `El reloj de este equipo está atrasado ${seconds} segundos respecto al del servidor`,
        },
    setClock,
  );
}

function unknown(): Check {
  return warn(
    "clock",
    { en: "The clock could not be compared with Meta's", es: "No se pudo comparar el reloj con el de Meta" },
    { en: "Check the date and time of this computer.", es: "Revise la fecha y la hora de este equipo." },
  );
}

/** Every HTTP answer carries the server's time, so one without a token is enough. */
export async function checkClock({ host, signal, clock }: Context, settings: Settings): Promise<Check> {
  const url = settings.graphUrl ?? defaultGraphUrl;
  // Node's own client knows no proxy; what is between would be measured, if anything.
  if (settings.graphUrl === undefined && proxyOf(host.env) !== undefined) return unknown();
  const before = clock.now();
  let date: string | null;
  try {
    const response = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
    });
    date = response.headers.get("date");
  } catch {
    signal.throwIfAborted();
    return unknown();
  }
  const theirs = Date.parse(date ?? "");
  if (Number.isNaN(theirs)) return unknown();
  // The header has whole seconds; the answer left about half-way between asking and receiving.
  return judgeClock((before + clock.now()) / 2 - (theirs + 500));
}
