import { existsSync } from "node:fs";
import type { Context } from "../cli/context.ts";
import { variables } from "../cli/settings.ts";
import type { Text } from "../core/text.ts";
import type { AuthEligibility } from "../domain/costs/auth-international.ts";
import { latestEligibility } from "../domain/costs/auth-known.ts";
import { utc } from "../domain/costs/calendar.ts";
import { readTariff, shippedTariff, type Tariff } from "../domain/costs/tariff.ts";
import type { Database } from "../storage/database.ts";

export interface KnownZone {
  /** IANA name. */
  readonly zone: string;
  /** False where nobody said it, so that UTC stands in. */
  readonly zoneIsKnown: boolean;
}

/**
 * The zone by which days and months of costs are reckoned: `--timezone`, else `RECADO_TIMEZONE`, else the profile's (which
 * `recado init` reads from the account), else UTC. Asks nobody, and no server.
 *
 * @param option what was typed after `--timezone`
 * @throws UsageError `usage.unknown_zone`
 */
export async function zoneOf(context: Context, option?: string): Promise<KnownZone> {
  const { timezone } = await context.settings();
  const text = option ?? timezone;
  if (text === undefined || text === "") return { zone: utc, zoneIsKnown: false };
  if (isName(text)) return { zone: text, zoneIsKnown: true };
  const { requireZone } = await import("../domain/campaigns/when/zones.ts");
  const stored = context.host.env[variables.timezone] ? variables.timezone : "profiles edit --timezone";
  return { zone: requireZone(text, option === undefined ? stored : "--timezone"), zoneIsKnown: true };
}

/** A name as it stands in a profile: whatever else people write is left to the reader of zones, which takes a while to load. */
function isName(text: string): boolean {
  if (!/^[A-Z][A-Za-z_]+\/[A-Za-z0-9_+/-]+$/.test(text)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The database, where there is one already: what only asks for prices makes none. */
export async function existingDb(context: Context): Promise<Database | undefined> {
  const { databaseUrl } = await context.settings();
  const { fileOf } = await import("../storage/open.ts");
  const file = fileOf(databaseUrl);
  return file !== undefined && file !== ":memory:" && !existsSync(file) ? undefined : context.db();
}

export interface KnownTariff extends KnownZone {
  readonly tariff: Tariff;
}

/** What prices depend on beside the message: imported and shipped cards, and the account's zone. Makes no database. */
export async function tariffOf(context: Context, option?: string): Promise<KnownTariff> {
  const known = await zoneOf(context, option);
  const db = await existingDb(context);
  return {
    ...known,
    tariff: db === undefined ? { ...shippedTariff, zone: known.zone } : await readTariff(db, known.zone),
  };
}

/**
 * Whether the account pays the international rate for authentication: what webhooks have told, else the profile's word, else what is
 * given. Makes no database.
 */
export async function eligibilityNow(
  context: Context,
  otherwise?: AuthEligibility,
): Promise<AuthEligibility | undefined> {
  const { wabaId, authInternational: known = otherwise } = await context.settings();
  const db = wabaId === undefined ? undefined : await existingDb(context);
  return wabaId === undefined || db === undefined ? known : latestEligibility(db, wabaId, known);
}

/** What a report says whose days are in UTC only because nobody named the account's zone. */
export function zoneNote({ zoneIsKnown }: Pick<KnownZone, "zoneIsKnown">): Text[] {
  if (zoneIsKnown) return [];
  return [
    {
      en: "Days and months are in UTC. Set the account's zone with: recado profiles edit --timezone America/Lima",
      es: "Los días y los meses van en UTC. Indique la zona de la cuenta con: recado profiles edit --timezone America/Lima",
    },
  ];
}
