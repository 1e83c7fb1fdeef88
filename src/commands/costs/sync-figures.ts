import type { Context } from "../../cli/context.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { Text } from "../../core/text.ts";
import { utc, type Period } from "../../domain/costs/calendar.ts";
import { readAccount } from "../../domain/costs/sync/account.ts";
import { syncCosts, type SyncedRange, type SyncResult } from "../../domain/costs/sync/sync.ts";
import type { CostsTold } from "../../domain/costs/sync/told.ts";
import { readTariff } from "../../domain/costs/tariff.ts";
import { metaAccount, type MetaAccount, type MetaModel } from "../../storage/repos/meta-costs.ts";
import { zoneOf, type KnownZone } from "../tariff.ts";

export const modelWords: Readonly<Record<MetaModel, Text>> = {
  pricing: { en: "messages", es: "mensajes" },
  conversation: { en: "conversations", es: "conversaciones" },
  template: { en: "templates", es: "plantillas" },
};

/** The account whose figures are wanted, asked of Meta, and the zone of its days. */
export interface FiguresAccount extends KnownZone {
  readonly wabaId: string;
  /** Undefined where Meta was not asked, neither now nor before. */
  readonly account: MetaAccount | undefined;
}

/**
 * @param ask false to make do with what was stored when Meta was last asked
 * @param timezone what was typed after `--timezone`
 */
export async function figuresAccount(
  context: Context,
  timezone: string | undefined,
  ask: boolean,
): Promise<FiguresAccount> {
  const settings = await context.settings();
  const wabaId = requireSetting(settings, "wabaId");
  const given = await zoneOf(context, timezone);
  const db = await context.db();
  const account = ask
    ? await readAccount({
        db,
        wabaId,
        graph: await context.graph(),
        currency: settings.currency,
        signal: context.signal,
      })
    : await metaAccount(db, wabaId);
  if (given.zoneIsKnown) return { ...given, wabaId, account };
  return { zone: account?.zone ?? utc, zoneIsKnown: (account?.zone ?? null) !== null, wabaId, account };
}

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Reads a period's figures from Meta, and tells the person who watches how far it has come. */
export async function readFigures(
  context: Context,
  { wabaId, zone, account }: FiguresAccount & { readonly account: MetaAccount },
  wanted: Period & { readonly templates?: boolean; readonly again?: boolean },
): Promise<SyncResult> {
  const { progress } = context;
  const now = context.clock.now();
  const onPage = ({ model, to, points }: SyncedRange): void => {
    const [what, until] = [modelWords[model], dayOf(to - 1)];
    progress.update(
      context.say({
        en: `Reading from Meta: ${what.en} until ${until}, ${points} figures…`,
        es: `Leyendo de Meta: ${what.es} hasta el ${until}, ${points} cifras…`,
      }),
    );
  };
  try {
    const [db, graph] = [await context.db(), await context.graph()];
    const tariff = await readTariff(db, zone);
    return await syncCosts({
      db,
      graph,
      wabaId,
      account,
      zone,
      now,
      tariff,
      ...wanted,
      signal: context.signal,
      onPage,
    });
  } finally {
    progress.clear();
  }
}

/** Said of figures without amounts. */
const untold: Readonly<Record<Exclude<CostsTold, "told">, Text>> = {
  "not-told": {
    en: "Meta does not tell the costs of these messages, and their rates are not known here either. Import Meta's rate card of the account's currency: recado costs rates import <file>",
    es: "Meta no informa los costos de estos mensajes y aquí tampoco se conocen sus tarifas. Importe las tarifas de Meta en la moneda de la cuenta: recado costs rates import <archivo>",
  },
  withheld: {
    en: "Meta does not tell the costs of this account: a partner pays for it. Only volumes are known; ask the partner for the amounts.",
    es: "Meta no informa los costos de esta cuenta: la paga un socio. Solo se conocen las cantidades; pida los importes al socio.",
  },
};

/** Nothing where Meta tells costs. */
export function costsNotes(costs: CostsTold): Text[] {
  return costs === "told" ? [] : [untold[costs]];
}
