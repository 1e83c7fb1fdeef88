import { slot } from "../../core/zone-clock.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import type { ReportedMessage } from "../../storage/repos/reported.ts";
import { dayAt, monthAt } from "../costs/calendar.ts";
import { marketAsOf, marketOf } from "../costs/market.ts";
import { priceMessage, type Price } from "../costs/price.ts";
import { rateCategory } from "../costs/rates.ts";
import type { Tariff } from "../costs/tariff.ts";
import { bandAfter, isTiered, priceScale, type PriceScale } from "../costs/tiers.ts";

/** What a message is counted under for the volume tiers. */
export interface TierKey {
  readonly month: string;
  readonly market: string;
  readonly category: string;
}

/** What a delivered message costs by Meta's word, but for its place in the month. */
export interface Verdict {
  readonly market: string;
  /** By the list. */
  readonly price: Price;
  /** Where it is counted; undefined for what is free, or has no tiers. */
  readonly tier: TierKey | undefined;
  /** What the messages counted there cost; undefined where not even the list price is known. */
  readonly scale: PriceScale | undefined;
}

/** What is owed for a message, and how that is known. */
interface Owed {
  /** Null where no rate is known. */
  readonly micros: number | null;
  /** The rate's own; `rule` where it is free, `unknown` without a rate. */
  readonly evidence: string;
}

/** The price of a message that comes after `already` others of its tier. */
export function owedFor({ price, scale }: Verdict, already: number): Owed {
  if (scale !== undefined) return bandAfter(scale, already);
  return { micros: price.micros, evidence: price.charged ? price.evidence : "rule" };
}

/** International authentication goes on from the month's count of authentication. */
export function tierKey(month: string, market: string, category: string): TierKey {
  const name = rateCategory(category) ?? category;
  return { month, market, category: name === "authentication-international" ? "authentication" : name };
}

export interface VerdictQuery {
  readonly message: ReportedMessage;
  readonly pricing: WirePricing;
  /** When it arrived (milliseconds). */
  readonly at: number;
  readonly currency: string;
  readonly tariff: Tariff;
}

/** By the day's rules and card, as the webhook says. Many messages have the same: each is reckoned once for a tariff. */
export function verdictOf(query: VerdictQuery): Verdict {
  const { message, pricing, at, tariff } = query;
  const market = pricedMarket(message, at, tariff.zone);
  const { type, subtype, category, pricing_model: model, billable } = pricing;
  const day = dayAt(at, tariff.zone);
  const key = [day, market, query.currency, message.category, type, subtype, category, model, billable].join("|");
  const known = verdictsOf(tariff);
  const found = known.get(key);
  if (found !== undefined) return found;
  const verdict = reckon(query, market, day);
  // Days go by, and a listener runs for months.
  if (known.size >= mostVerdicts) known.clear();
  known.set(key, verdict);
  return verdict;
}

const mostVerdicts = 5_000;
const memory = new WeakMap<Tariff, Map<string, Verdict>>();

function verdictsOf(tariff: Tariff): Map<string, Verdict> {
  const known = memory.get(tariff) ?? new Map<string, Verdict>();
  memory.set(tariff, known);
  return known;
}

function reckon({ message, pricing, at, currency, tariff }: VerdictQuery, market: string, day: string): Verdict {
  const own = rateCategory(message.category ?? "") ?? "service";
  const windowOpen = pricing.type === "free_customer_service";
  const price = priceMessage({ market, category: own, at, currency, tariff, windowOpen, pricing });
  const category = price.rule === "webhook-charged" ? rateCategory(pricing.category) : own;
  const counts = price.charged && price.rule !== "conversation-pricing" && category !== undefined && isTiered(category);
  if (!counts) return { market, price, tier: undefined, scale: undefined };
  const tier = tierKey(monthAt(at, tariff.zone), marketAsOf(market, day), category);
  return { market, price, tier, scale: priceScale({ market, category, currency, at, tariff }) };
}

/** The market as it was when the message was sent, unless countries have moved to another one before it arrived: then the new one. */
function pricedMarket(message: ReportedMessage, at: number, zone: string): string {
  const { market, customer_phone: phone } = message;
  const then = message.accepted_at ?? message.created_at;
  if (market !== null && (phone === null || isSameMonth(then, at, zone))) return market;
  const now = marketOf(phone ?? undefined, at, undefined, zone).market;
  return market === null || marketOf(phone ?? undefined, then, undefined, zone).market === market ? now : market;
}

function isSameMonth(one: number, other: number, zone: string): boolean {
  // Nearly all messages arrive in the quarter of an hour in which they were sent, and no clock strikes a new month inside of one.
  return Math.floor(one / slot) === Math.floor(other / slot) || monthAt(one, zone) === monthAt(other, zone);
}
