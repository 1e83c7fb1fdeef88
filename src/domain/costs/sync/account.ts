import { ConfigError } from "../../../core/errors.ts";
import type { GraphClient } from "../../../graph/client.ts";
import type { Database } from "../../../storage/database.ts";
import { keepMetaAccount, type MetaAccount } from "../../../storage/repos/meta-costs.ts";
import { zoneOfAccount } from "../account-zone.ts";

/** What of the client is used. */
export type FiguresClient = Pick<GraphClient, "analytics" | "phoneNumbers" | "templates" | "wabas">;

interface AccountRequest {
  readonly db: Database;
  readonly graph: FiguresClient;
  readonly wabaId: string;
  /** ISO 4217, where Meta does not tell. */
  readonly currency: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the account's currency, zone and numbers from Meta, and keeps them beside the figures that they explain.
 * @throws ConfigError `costs.no_currency` where nobody knows what the account is billed in.
 */
export async function readAccount({ db, graph, wabaId, currency, signal }: AccountRequest): Promise<MetaAccount> {
  const waba = await graph.wabas.get(wabaId, { signal });
  const billed = waba.currency ?? currency;
  if (billed === undefined) {
    throw new ConfigError({
      code: "costs.no_currency",
      text: {
        en: "Meta does not tell what this account is billed in, and the profile does not say it.",
        es: "Meta no informa en qué moneda se factura esta cuenta y el perfil no lo indica.",
      },
      hint: { en: "Run: recado init", es: "Ejecute: recado init" },
    });
  }
  const numbers: Record<string, string> = {};
  for await (const { id, display_phone_number: shown } of graph.phoneNumbers.list(wabaId, { signal })) {
    numbers[id] = shown.replace(/\D/g, "");
  }
  const account = { currency: billed, zone: zoneOfAccount(waba.timezone_id) ?? null, numbers };
  await keepMetaAccount(db, wabaId, account);
  return account;
}
