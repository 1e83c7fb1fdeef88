import { rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import { isoTime, utcMinute } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Text } from "../../core/text.ts";

/** What a worker is at. */
export interface Health {
  readonly state: "waiting" | "running" | "stopped";
  /** Ids of the campaigns that it runs. */
  readonly campaigns: readonly number[];
  /** When something is due next (milliseconds). */
  readonly nextAt: number | undefined;
}

export interface HealthReport {
  /** Writes the file, if one is wanted, and once a minute the line. */
  tell(health: Health): Promise<void>;
}

const lineEveryMs = 60_000;

/**
 * @param file `{"time","state","campaigns","nextDueAt","pid"}`: a program that finds its time a minute old knows that the worker hangs
 */
export function createHealth(file: string | undefined, context: Context): HealthReport {
  const { clock } = context;
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    tell: async (health) => {
      const now = clock.now();
      try {
        if (file !== undefined) await writeHealth(resolve(context.host.cwd, file), file, health, now);
      } catch (error) {
        // At the start it is a wrong path; later it is a full disk, which is no reason to stop sending.
        if (toldAt === Number.NEGATIVE_INFINITY || !(error instanceof InputError)) throw error;
        context.warn(error.text);
      }
      if (now - toldAt < lineEveryMs && health.state !== "stopped") return;
      toldAt = now;
      context.note(healthText(health, now));
    },
  };
}

async function writeHealth(path: string, given: string, health: Health, now: number): Promise<void> {
  const { state, campaigns, nextAt } = health;
  const document = {
    time: isoTime(now),
    state,
    campaigns: campaigns.map((id) => refOf("cam", id)),
    nextDueAt: nextAt === undefined ? null : isoTime(nextAt),
    pid: process.pid,
  };
  const temporary = `${path}.${process.pid}.part`;
  try {
    // Whoever reads it finds the old one or the new one, never half of one.
    await writeFile(temporary, `${JSON.stringify(document)}\n`);
    await rename(temporary, path);
  } catch (cause) {
    throw unwritable(given, cause);
  }
}

function healthText({ state, campaigns, nextAt }: Health, now: number): Text {
  const time = isoTime(now).slice(0, 19);
  const next = nextAt === undefined ? undefined : utcMinute(nextAt);
  const then: Text =
    next === undefined
      ? { en: "nothing is planned", es: "no hay nada programado" }
      : { en: `next at ${next} UTC`, es: `lo siguiente: ${next} UTC` };
  if (state === "stopped") return { en: `${time}Z stopped; ${then.en}`, es: `${time}Z detenido; ${then.es}` };
  if (state === "waiting") return { en: `${time}Z waiting: ${then.en}`, es: `${time}Z en espera: ${then.es}` };
  const names = campaigns.map((id) => refOf("cam", id)).join(", ");
  return { en: `${time}Z running ${names}; ${then.en}`, es: `${time}Z ejecutando ${names}; ${then.es}` };
}

function unwritable(file: string, cause: unknown): InputError {
  return new InputError({
    code: "output.unwritable",
    text: {
      en: `--health-file ${file} cannot be written.`,
      es: `No se puede escribir --health-file ${file}.`,
    },
    hint: { en: "Check the folder and its permissions.", es: "Revise la carpeta y sus permisos." },
    data: { file },
    cause,
  });
}
