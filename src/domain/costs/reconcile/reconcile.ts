import { ConfigError, InputError } from "../../../core/errors.ts";
import { slot as slotLength } from "../../../core/zone-clock.ts";
import type { Database } from "../../../storage/database.ts";
import { costSums, refreshCostSlots } from "../../../storage/repos/cost-slots.ts";
import { metaAccount, metaCosts, metaSyncs } from "../../../storage/repos/meta-costs.ts";
import { monthRange, ruleDays, type Day } from "../calendar.ts";
import { daysOf } from "../sync/days.ts";
import { costsTold, type CostsTold } from "../sync/told.ts";
import type { Tariff } from "../tariff.ts";
import { compare, type ReconcileLine, type ReconcileTotals } from "./compare.ts";
import { clockOf, dayOfSpan, middleOf } from "./meta-side.ts";
import { isOfZone, readIn, unreadDays, wasOpen } from "./read-days.ts";

export interface ReconcileRequest {
  readonly db: Database;
  readonly wabaId: string;
  /** `2026-10` */
  readonly month: string;
  /** IANA name: the account's zone. */
  readonly zone: string;
  readonly now: number;
  /** Which rates are known here; `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
}

/** A month of Meta's figures against the ledger's. */
export interface Reconciliation {
  readonly month: string;
  readonly currency: string;
  readonly lines: readonly ReconcileLine[];
  readonly totals: ReconcileTotals;
  /** IANA name: by whose clock the days are cut. */
  readonly clock: string;
  /** Days of the month, as far as it has come, that were not read from Meta: they are in no line. */
  readonly unread: readonly Day[];
  /** How many days were read when the account's days were those of another zone: they count as not read. */
  readonly stale: number;
  /** Days that may still change. */
  readonly open: readonly Day[];
  readonly costs: CostsTold;
  /** Messages of the ledger from numbers that the account does not have (any more): in no line. */
  readonly otherNumbers: number;
}

/** @throws InputError `costs.conversation_month` for a month whose conversations Meta billed, not messages */
export function checkMonth(month: string): void {
  if (month >= ruleDays.perMessage.slice(0, 7)) return;
  throw new InputError({
    code: "costs.conversation_month",
    text: {
      en: `In ${month} Meta billed conversations of 24 hours, not messages: there is nothing to compare one by one.`,
      es: `En ${month} Meta cobraba conversaciones de 24 horas y no mensajes: no hay qué comparar uno por uno.`,
    },
    hint: { en: "Ask for a month from 2025-07 on.", es: "Pida un mes desde 2025-07." },
  });
}

function notSynced(month: string): ConfigError {
  return new ConfigError({
    code: "costs.not_synced",
    text: {
      en: `Meta's figures of ${month} have not been read yet.`,
      es: `Todavía no se han leído las cifras de Meta de ${month}.`,
    },
    hint: { en: `Run: recado costs sync --month ${month}`, es: `Ejecute: recado costs sync --month ${month}` },
  });
}

function zoneChanged(month: string): ConfigError {
  return new ConfigError({
    code: "costs.zone_changed",
    text: {
      en: `Meta's figures of ${month} were read by the days of another time zone: they cannot be compared.`,
      es: `Las cifras de Meta de ${month} se leyeron con los días de otra zona horaria: no se pueden comparar.`,
    },
    hint: {
      en: `Read them again: recado costs sync --month ${month}`,
      es: `Vuelva a leerlas: recado costs sync --month ${month}`,
    },
  });
}

/**
 * Compares what was read from Meta with the ledger, by day, market and category. Only days that were read are compared.
 * @throws ConfigError `costs.not_synced` where nothing of the month was read, `costs.zone_changed` where all of it was read by other days
 */
export async function reconcileMonth(request: ReconcileRequest): Promise<Reconciliation> {
  const { db, wabaId, month, zone, now } = request;
  checkMonth(month);
  const account = await metaAccount(db, wabaId);
  const ownMonth = monthRange(month, zone);
  const stored = await metaSyncs(db, { wabaId, model: "pricing", ...ownMonth });
  if (account === undefined || stored.length === 0) throw notSynced(month);
  const syncs = stored.filter((row) => isOfZone(row, zone));
  if (syncs.length === 0) throw zoneChanged(month);
  const unread = unreadDays(syncs, ownMonth, zone, now);
  // Today was read up to a moment; and a day that Meta cuts elsewhere reaches beyond what was asked for.
  const isRead = readIn(syncs);
  const ownRows = await metaCosts(db, { wabaId, model: "pricing", ...ownMonth });
  const clock = clockOf(
    ownRows.filter((row) => isRead(middleOf(row))),
    zone,
  );
  const period = clock === zone ? ownMonth : monthRange(month, clock);
  const meta = await metaCosts(db, { wabaId, model: "pricing", ...period });
  await refreshCostSlots(db);
  const by = ["slot", "market", "category", "number", "type", "evidence"] as const;
  const all = await costSums(db, { ...period, by, direction: "out" });
  const isOwn = (id: string | undefined): boolean => id !== undefined && Object.hasOwn(account.numbers, id);
  const ends = new Map(daysOf(ownMonth, zone, now).map((one) => [one.day, one.to]));
  // In the east of the account's zone it may be a day later already.
  const days = daysOf(period, clock, now).flatMap(({ day }) => (unread.includes(day) ? [] : [day]));
  const open = syncs
    .filter((row) => wasOpen(row, ends.get(dayOfSpan(row, zone)) ?? row.to_at))
    .map((row) => dayOfSpan(row, zone));
  const isCompared = new Set(days);
  const costs = costsTold(
    meta.filter((row) => isCompared.has(dayOfSpan(row, clock))),
    { refused: syncs.some((row) => row.cost_withheld === 1), currency: account.currency, tariff: request.tariff },
  );
  const { lines, totals } = compare({
    meta,
    ledger: all.filter((sum) => isOwn(sum.phone_number_id) && isRead((sum.slot ?? 0) * slotLength)),
    clock,
    currency: account.currency,
    numbers: account.numbers,
    days,
    openDays: new Set(open),
    costWithheld: costs === "withheld",
  });
  return {
    month,
    currency: account.currency,
    lines,
    totals,
    clock,
    unread,
    stale: stored.length - syncs.length,
    open,
    costs,
    otherNumbers: all.reduce((sum, one) => sum + (isOwn(one.phone_number_id) ? 0 : one.messages), 0),
  };
}
