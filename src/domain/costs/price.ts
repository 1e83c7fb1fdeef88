import type { Micros } from "../../core/money.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { chargedCategory, type AuthEligibility } from "./auth-international.ts";
import { ruleDays, dayAt, type Day } from "./calendar.ts";
import { rateCategory, rateOn, type RateCategory } from "./rates.ts";
import { shippedTariff, type Tariff } from "./tariff.ts";

/** Which rule decided. Stable words. */
export type PriceRule =
  /** The webhook says so. */
  | "webhook-free"
  | "webhook-charged"
  /** The customer came through an advertisement or a page's button. */
  | "free-entry-point"
  /** A utility template in an open window, until the end of September 2026. */
  | "utility-in-window"
  /** Free-form messages, until the end of September 2026. */
  | "service-free"
  /** Among the first 1,000 free-form messages of the number in the month. */
  | "service-allowance"
  /** A reaction: never charged, and not one of those 1,000. */
  | "reaction"
  /** A free-form message outside the window is not delivered, so it costs nothing. */
  | "window-closed"
  /** Before July 2025 Meta charged by the conversation: what one message cost cannot be told. */
  | "conversation-pricing"
  | "list-rate"
  /** Less than the list price: the month's messages have reached a volume tier (see `forecast.ts`). */
  | "tier-rate";

/** How many free-form messages a number may deliver in a calendar month before they are charged, since October 2026. */
export const freeServiceMessages = 1000;

export interface PriceQuery {
  readonly market: string;
  readonly category: RateCategory;
  /** When it was delivered, or is to be: the rules and the card of that day (in the account's zone) hold. Milliseconds. */
  readonly at: number;
  /** ISO 4217. */
  readonly currency: string;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  /** Whether authentication messages may cost the international rate: see `chargedCategory`. */
  readonly eligibility?: AuthEligibility | undefined;
  /** Whether the customer wrote within the last 24 hours. */
  readonly windowOpen: boolean;
  /** Whether the customer's free entry point is open. Only Meta knows for certain: its webhook says so. */
  readonly freeEntryPoint?: boolean | undefined;
  /** Free-form messages that the number may still deliver free this month; unknown counts as none, so as not to promise. */
  readonly freeServiceLeft?: number | undefined;
  /** Whether it is a reaction to a message. */
  readonly reaction?: boolean | undefined;
  /** The webhook's word, which overrules every rule of ours. */
  readonly pricing?: WirePricing | undefined;
}

export interface Price {
  readonly charged: boolean;
  /** Null when it is charged at a rate that is not known. */
  readonly micros: Micros | null;
  readonly currency: string;
  /** `rule` or `webhook` when it is free, else the rate's own evidence; `unknown` without a rate. */
  readonly evidence: string;
  readonly rule: PriceRule;
}

function free(currency: string, rule: PriceRule, evidence = "rule"): Price {
  return { charged: false, micros: 0, currency, evidence, rule };
}

function charged(query: Omit<PriceQuery, "category">, category: RateCategory | undefined, rule: PriceRule): Price {
  const { market, currency, at, tariff } = query;
  const rate = category === undefined ? undefined : rateOn({ market, category, currency, at, tariff });
  return { charged: true, micros: rate?.micros ?? null, currency, evidence: rate?.evidence ?? "unknown", rule };
}

/**
 * The price list's category for the webhook's word; undefined for kinds that recado has no rates for: answers of an assistant
 * (`general_purpose_ai`, on a card of its own) and marketing at a price that was bid for. A group costs what its members cost.
 */
function categoryOfWebhook(word: string): RateCategory | undefined {
  const single = word.replace(/^group_/, "");
  return single === "marketing_lite" ? "marketing" : rateCategory(single);
}

/** Meta says free or charged by `type`; `billable` is on its way out, and all that older webhooks have. */
function isFree({ type, subtype, billable, category }: WirePricing): boolean | undefined {
  if (subtype === "paid_exempt" || type?.startsWith("free_") === true) return true;
  if (type !== undefined) return false;
  if (billable !== undefined) return !billable;
  // The word for a conversation that an advertisement opened: a free entry point.
  return category === "referral_conversion" ? true : undefined;
}

function settle(query: PriceQuery, pricing: WirePricing): Price | undefined {
  const verdict = isFree(pricing);
  if (verdict === undefined) return undefined;
  if (verdict) return free(query.currency, "webhook-free", "webhook");
  if (pricing.pricing_model === "CBP") return charged(query, undefined, "conversation-pricing");
  return charged(query, categoryOfWebhook(pricing.category), "webhook-charged");
}

/** Why a free-form message costs nothing on that day, if it does. */
function freeService({ windowOpen, freeServiceLeft = 0 }: PriceQuery, day: Day): PriceRule | undefined {
  if (!windowOpen) return "window-closed";
  if (day < ruleDays.serviceCharged) return "service-free";
  return freeServiceLeft > 0 ? "service-allowance" : undefined;
}

/**
 * What one delivered message costs, by the rules of its day: they changed in July 2025 and in October 2026, and a message
 * of August 2026 is priced by August's. Without the webhook's `pricing` the answer is an estimate.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function priceMessage(query: PriceQuery): Price {
  const { currency, windowOpen, tariff = shippedTariff } = query;
  const settled = query.pricing === undefined ? undefined : settle(query, query.pricing);
  if (settled !== undefined) return settled;
  const day = dayAt(query.at, tariff.zone);
  const category = chargedCategory(query);
  if (query.reaction === true) return free(currency, "reaction");
  if (query.freeEntryPoint === true) return free(currency, "free-entry-point");
  if (category === "service") {
    const rule = freeService(query, day);
    return rule === undefined ? charged(query, category, "list-rate") : free(currency, rule);
  }
  if (day < ruleDays.perMessage) return charged(query, undefined, "conversation-pricing");
  if (category === "utility" && windowOpen && day < ruleDays.serviceCharged) return free(currency, "utility-in-window");
  return charged(query, category, "list-rate");
}
