import { ConfigError, InputError } from "../../../core/errors.ts";
import { formatMicros } from "../../../core/money.ts";
import { slot as slotLength } from "../../../core/zone-clock.ts";
import type { Database } from "../../../storage/database.ts";
import { costSums, refreshCostSlots } from "../../../storage/repos/cost-slots.ts";
import { metaAccount, metaCosts, metaSyncs, type MetaSyncRow } from "../../../storage/repos/meta-costs.ts";
import { monthRange, ruleDays, type Day } from "../calendar.ts";
import { daysOf, settlingTime } from "../sync/days.ts";
import { compare, type ReconcileLine, type ReconcileTotals } from "./compare.ts";
import type { Figures } from "./figures.ts";
import { clockOf, dayOfSpan } from "./meta-side.ts";

export interface ReconcileRequest {
  readonly db: Database;
  readonly wabaId: string;
  /** `2026-10` */
  readonly month: string;
  /** IANA name: the account's zone. */
  readonly zone: string;
  readonly now: number;
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
  /** Days that may still change. */
  readonly open: readonly Day[];
  readonly costWithheld: boolean;
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

/** The days of a month, as far as it has come, that were never read from Meta. */
async function unreadDays({ db, wabaId, month, zone, now }: ReconcileRequest): Promise<Day[]> {
  const period = monthRange(month, zone);
  const syncs = await metaSyncs(db, { wabaId, model: "pricing", ...period });
  const read = new Set(syncs.map((row) => dayOfSpan(row, zone)));
  return daysOf(period, zone, now).flatMap(({ day }) => (read.has(day) ? [] : [day]));
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

/** Whether a day was read when its figures could still change. */
function wasOpen(row: MetaSyncRow, dayEnd: number): boolean {
  return row.synced_at < dayEnd + settlingTime;
}

/** Whether an instant is in what was read. */
function readIn(syncs: readonly MetaSyncRow[]): (at: number) => boolean {
  const spans: { from: number; to: number }[] = [];
  for (const { from_at: from, to_at: to } of syncs) {
    const last = spans.at(-1);
    if (last?.to === from) last.to = to;
    else spans.push({ from, to });
  }
  return (at) => spans.some(({ from, to }) => from <= at && at < to);
}

/**
 * Compares what was read from Meta with the ledger, by day, market and category. Only days that were read are compared.
 * @throws ConfigError `costs.not_synced` where nothing of the month was read.
 */
export async function reconcileMonth(request: ReconcileRequest): Promise<Reconciliation> {
  const { db, wabaId, month, zone, now } = request;
  checkMonth(month);
  const account = await metaAccount(db, wabaId);
  const unread = await unreadDays(request);
  const ownMonth = monthRange(month, zone);
  const syncs = await metaSyncs(db, { wabaId, model: "pricing", ...ownMonth });
  if (account === undefined || syncs.length === 0) throw notSynced(month);
  const clock = clockOf(await metaCosts(db, { wabaId, model: "pricing", ...ownMonth }), zone);
  const period = clock === zone ? ownMonth : monthRange(month, clock);
  const meta = await metaCosts(db, { wabaId, model: "pricing", ...period });
  await refreshCostSlots(db);
  const by = ["slot", "market", "category", "number", "type", "evidence"] as const;
  const all = await costSums(db, { ...period, by, direction: "out" });
  const isOwn = (id: string | undefined): boolean => id !== undefined && Object.hasOwn(account.numbers, id);
  // Today was read up to a moment; and a day that Meta cuts elsewhere reaches beyond what was asked for.
  const isRead = readIn(syncs);
  const ends = new Map(daysOf(ownMonth, zone, now).map((one) => [one.day, one.to]));
  // In the east of the account's zone it may be a day later already.
  const days = daysOf(period, clock, now).flatMap(({ day }) => (unread.includes(day) ? [] : [day]));
  const open = syncs
    .filter((row) => wasOpen(row, ends.get(dayOfSpan(row, zone)) ?? row.to_at))
    .map((row) => dayOfSpan(row, zone));
  const { lines, totals } = compare({
    meta,
    ledger: all.filter((sum) => isOwn(sum.phone_number_id) && isRead((sum.slot ?? 0) * slotLength)),
    clock,
    currency: account.currency,
    numbers: account.numbers,
    days,
    openDays: new Set(open),
  });
  return {
    month,
    currency: account.currency,
    lines,
    totals,
    clock,
    unread,
    open,
    costWithheld: syncs.some((row) => row.cost_withheld === 1),
    otherNumbers: all.reduce((sum, one) => sum + (isOwn(one.phone_number_id) ? 0 : one.messages), 0),
  };
}

function figuresJson({ volume, charged, free, micros }: Figures) {
  return { volume, charged, free, amount: micros === null ? null : formatMicros(micros) };
}

/** The document of `costs reconcile --json`: amounts are decimal strings, null where Meta does not tell costs. */
export function reconcileJson({ month, currency, lines, totals, ...rest }: Reconciliation) {
  const { counts } = totals;
  return {
    month,
    currency,
    lines: lines.map(({ day, market, category, meta, ledger, verdict, reason }) => ({
      day,
      market,
      category,
      meta: figuresJson(meta),
      ledger: figuresJson(ledger),
      verdict,
      reason,
    })),
    totals: {
      meta: figuresJson(totals.meta),
      ledger: figuresJson(totals.ledger),
      matched: counts.matched,
      missingHere: counts["missing-here"],
      missingThere: counts["missing-there"],
      priceDiffers: counts["price-differs"],
      daysNotSynced: rest.unread,
      daysStillCounting: rest.open,
      costWithheld: rest.costWithheld,
      otherNumbers: rest.otherNumbers,
    },
  };
}
