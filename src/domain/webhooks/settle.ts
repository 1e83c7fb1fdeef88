import type { Queryable } from "../../storage/database.ts";
import { recordCorrections, type Correction } from "../../storage/repos/cost-entries.ts";
import { arrivals, type Moves } from "../../storage/repos/moves.ts";
import type { ReportedMessage } from "../../storage/repos/reported.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { dayAt, monthAt } from "../costs/calendar.ts";
import { marketAsOf } from "../costs/market.ts";
import { rateCategory } from "../costs/rates.ts";
import { shippedTariff } from "../costs/tariff.ts";
import { isTiered } from "../costs/tiers.ts";
import { isSaid, isSamePricing, latestPricings } from "./latest-pricing.ts";
import type { ApplyContext } from "./outcomes.ts";
import { owedFor, tierKey, verdictOf, type TierKey, type Verdict } from "./settle-price.ts";
import { countTiers, type TierMove } from "./settle-tiers.ts";

/** One report that came in, with its message as all reports of the batch have made it. */
export interface PricedReport {
  readonly message: ReportedMessage;
  /** `delivered_at` before the batch. */
  readonly deliveredBefore: number | null;
  readonly state: string;
  readonly pricing: WirePricing | undefined;
}

/** A price that is to be reckoned. */
interface Settlement {
  readonly message: ReportedMessage;
  readonly pricing: WirePricing;
  readonly verdict: Verdict;
  /** Where the message is counted no longer. */
  readonly leaves: TierKey | undefined;
  /** What said so; undefined for the first price, which corrects nothing. */
  readonly correctedBy: string | undefined;
}

/**
 * Puts prices to delivered messages: free or charged as the webhook says, by the rules and the card of the day on which they arrived, at
 * the tier that they fall in. Meta charges for what is delivered: the `pricing` of `sent` only announces what that would be, so until
 * then the estimate stands. A message that has arrived stays charged, whatever `failed` comes after: its state stays `delivered` too.
 *
 * A report that says otherwise than what was settled is a correction: the latest of all reports counts, whatever their order of arrival,
 * and what it changes is written down beside the new balance. So is an earlier arrival that belongs to another month.
 */
export async function settleReports(
  tx: Queryable,
  moves: Moves,
  reports: readonly PricedReport[],
  context: Pick<ApplyContext, "now" | "currency" | "tariff">,
): Promise<void> {
  const settlements = await findSettlements(tx, reports, context);
  if (settlements.length === 0) return;
  // In the order in which a card that is applied later ranks them: what needs no correction gets none.
  settlements.sort(
    ({ message: one }, { message: other }) =>
      arrivedAt(one) - arrivedAt(other) || (one.id < other.id ? -1 : Number(one.id > other.id)),
  );
  const counted = settlements.flatMap(({ message, verdict, leaves }): TierMove[] => {
    const phoneNumberId = message.phone_number_id;
    const left: TierMove[] = leaves === undefined ? [] : [{ phoneNumberId, key: leaves, by: -1 }];
    return verdict.tier === undefined ? left : [...left, { phoneNumberId, key: verdict.tier, by: 1 }];
  });
  const places = await countTiers(tx, counted, zoneOf(context));
  const corrections: Correction[] = [];
  for (const { message, pricing, verdict, leaves, correctedBy: source } of settlements) {
    // The last place is free again, not its own: whoever stands between them keeps the price, until the month is ranked anew (`reprice`).
    if (leaves !== undefined) places.move(leaves, -1, arrivedAt(message));
    const place = verdict.tier === undefined ? 0 : places.move(verdict.tier, 1, arrivedAt(message));
    const { micros, evidence } = owedFor(verdict, place);
    const before = message.settled_micros;
    const isSame = before === micros && isSaid(message, pricing);
    message.market = verdict.market;
    message.currency ??= context.currency;
    message.settled_micros = micros;
    message.estimate_evidence = evidence;
    message.pricing_type = pricing.type ?? null;
    message.pricing_category = pricing.category;
    message.priced_at ??= context.now;
    moves.price(message);
    if (source === undefined || isSame) continue;
    corrections.push({
      messageId: message.id,
      at: context.now,
      reason: "webhook",
      source,
      beforeMicros: before,
      afterMicros: micros,
      currency: message.currency,
      pricingType: message.pricing_type,
      pricingCategory: message.pricing_category,
    });
  }
  await recordCorrections(tx, corrections);
}

const arrivedAt = ({ delivered_at: at, created_at: made }: ReportedMessage): number => at ?? made;

const zoneOf = ({ tariff = shippedTariff }: Pick<ApplyContext, "tariff">): string => tariff.zone;

async function findSettlements(
  tx: Queryable,
  reports: readonly PricedReport[],
  { currency, tariff = shippedTariff }: Pick<ApplyContext, "currency" | "tariff">,
): Promise<Settlement[]> {
  const settlements: Settlement[] = [];
  const first = new Map<ReportedMessage, Settlement>();
  const doubted = new Map<ReportedMessage, PricedReport>();
  const settle = (message: ReportedMessage, pricing: WirePricing, more: Partial<Settlement>): Settlement => {
    const at = arrivedAt(message);
    const verdict = verdictOf({ message, pricing, at, currency: message.currency ?? currency, tariff });
    const settlement = { leaves: undefined, correctedBy: undefined, ...more, message, pricing, verdict };
    settlements.push(settlement);
    return settlement;
  };
  for (const report of reports) {
    const { message, state, pricing } = report;
    if (message.direction !== "out" || !arrivals.includes(state)) continue;
    const settled = first.get(message);
    if (pricing !== undefined && isOfGroup(pricing)) continue;
    if (message.priced_at === null && settled === undefined) {
      if (pricing !== undefined) first.set(message, settle(message, pricing, {}));
    } else if (settled === undefined) {
      const isNews = pricing !== undefined && !isSaid(message, pricing);
      if (isNews || hasOtherMonth(report, tariff.zone)) doubted.set(message, report);
    } else if (pricing !== undefined && !isSamePricing(settled.pricing, pricing)) {
      doubted.set(message, report);
    }
  }
  const latest = await latestPricings(tx, [...doubted.keys()]);
  for (const [message, report] of doubted) {
    const told = latest.get(message.id);
    if (told === undefined) continue;
    const settled = first.get(message);
    const isSame = settled === undefined ? isSaid(message, told.pricing) : isSamePricing(settled.pricing, told.pricing);
    if (isSame && (settled !== undefined || !hasOtherMonth(report, tariff.zone))) continue;
    const leaves = settled === undefined ? countedUnder(report, tariff.zone) : settled.verdict.tier;
    settle(message, told.pricing, { leaves, correctedBy: `${message.wamid ?? ""}|${told.state}` });
  }
  return settlements;
}

function isOfGroup({ category, type }: WirePricing): boolean {
  // A message to a group is charged for every member whom it reaches; what that comes to is not told.
  return category.startsWith("group_") || type === "free_group_customer_service";
}

/** Whether an earlier arrival has come to light that belongs to another month: rules, cards and tiers change with the month only. */
function hasOtherMonth({ message, deliveredBefore: before }: PricedReport, zone: string): boolean {
  const now = message.delivered_at;
  return before !== null && now !== null && before !== now && monthAt(before, zone) !== monthAt(now, zone);
}

/** Where a message that was settled earlier is counted, if it is. */
function countedUnder({ message, deliveredBefore }: PricedReport, zone: string): TierKey | undefined {
  const category = rateCategory(message.pricing_category ?? "");
  const isCharged = message.settled_micros === null ? message.pricing_type === "regular" : message.settled_micros > 0;
  if (category === undefined || !isTiered(category) || !isCharged) return undefined;
  const at = deliveredBefore ?? message.delivered_at ?? message.created_at;
  return tierKey(monthAt(at, zone), marketAsOf(message.market ?? "Other", dayAt(at, zone)), category);
}
