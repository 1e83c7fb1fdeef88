import { AppError } from "../../core/errors.ts";
import { same, type Text } from "../../core/text.ts";

/** The name of a check: scripts may rely on it. */
export type CheckName = "node" | "config" | "folders" | AccountCheck;

/** The checks that need to know which account, number and database are meant. */
export const accountChecks = [
  "token",
  "token-scopes",
  "token-expiry",
  "number",
  "quality",
  "messaging-limit",
  "throughput",
  "webhook",
  "app-secret",
  "timezone",
  "database",
  "budget",
  "clock",
] as const;
export type AccountCheck = (typeof accountChecks)[number];

/** What a person reads instead of the name. */
export const checkLabels: Readonly<Record<CheckName, Text>> = {
  node: { en: "Node", es: "Node" },
  config: { en: "Profile", es: "Perfil" },
  folders: { en: "Folders", es: "Carpetas" },
  token: { en: "Token", es: "Token" },
  "token-scopes": { en: "Permissions", es: "Permisos" },
  "token-expiry": { en: "Token expiry", es: "Vencimiento" },
  number: { en: "Number", es: "Número" },
  quality: { en: "Quality", es: "Calidad" },
  "messaging-limit": { en: "Daily limit", es: "Límite diario" },
  throughput: { en: "Speed", es: "Velocidad" },
  webhook: { en: "Webhook", es: "Webhook" },
  "app-secret": { en: "App secret", es: "Secreto" },
  timezone: { en: "Time zone", es: "Zona horaria" },
  database: { en: "Database", es: "Base de datos" },
  budget: { en: "Budget", es: "Presupuesto" },
  clock: { en: "Clock", es: "Reloj" },
};

export interface Check {
  readonly check: CheckName;
  readonly status: "pass" | "warn" | "fail";
  /** False when an earlier failure kept it from being made; its status is `fail` all the same. */
  readonly checked: boolean;
  readonly text: Text;
  /** What to do about it; undefined when there is nothing to do. */
  readonly next?: Text | undefined;
}

export function pass(check: CheckName, text: Text): Check {
  return { check, status: "pass", checked: true, text };
}

export function warn(check: CheckName, text: Text, next: Text): Check {
  return { check, status: "warn", checked: true, text, next };
}

export function fail(check: CheckName, text: Text, next: Text): Check {
  return { check, status: "fail", checked: true, text, next };
}

const again: Text = { en: "Fix it and run recado doctor again.", es: "Corríjalo y ejecute recado doctor de nuevo." };

/** What an error says, as the result of the check that met it. */
export function failure(check: CheckName, error: unknown): Check {
  if (error instanceof AppError) return fail(check, error.text, error.hint ?? again);
  return fail(check, same(error instanceof Error ? error.message : String(error)), again);
}

/** Runs one check. What it throws becomes its result, so that no check keeps the others from running. */
export async function attempt(check: CheckName, look: () => Check | Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    return failure(check, error);
  }
}

/** One trouble behind several checks is told whole at the first, and named at the others. */
export function notChecked(check: CheckName, first: CheckName, because: unknown): Check {
  const text = { en: `Not checked: see ${checkLabels[first].en}`, es: `Sin comprobar: vea ${checkLabels[first].es}` };
  return { ...fail(check, text, failure(first, because).next ?? again), checked: false };
}
