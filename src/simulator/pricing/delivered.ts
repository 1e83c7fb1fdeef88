import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { countTemplate } from "../figures/counting.ts";
import { countryOf } from "../people/countries.ts";
import type { Customer } from "../people/customers.ts";
import type { Outgoing } from "../sending/outgoing.ts";
import type { NumberState } from "../state.ts";
import type { World } from "../world.ts";
import { isInternational } from "./auth-international.ts";
import { dayAt, type Day } from "./calendar.ts";
import { chargedAs, isCounted, type PricedMessage, priceMessage } from "./rules.ts";
import { listPrice } from "./cards.ts";
import { marketOf } from "./markets.ts";
import { countedAs, tierKey, tierOf, wholeMonth } from "./tiers.ts";
import { reportTier } from "./tier-notice.ts";

/** The day and the month by the clocks of the account's zone. */
function momentOf({ clock, state }: World): { readonly now: number; readonly day: Day; readonly month: string } {
  const now = clock.now();
  const day = dayAt(state.business.timezone, now);
  return { now, day, month: day.slice(0, 7) };
}

/**
 * Prices a message that a business is about to send: what its `sent` says. Free places that are taken by messages still on
 * their way count as used, so that it rarely says otherwise when it arrives.
 */
export function priceAccepted(
  world: World,
  number: NumberState,
  priced: PricedMessage,
  customer?: Customer,
): WirePricing {
  const { month } = momentOf(world);
  const used = Math.max(number.serviceAccepted.get(month) ?? 0, number.serviceDelivered.get(month) ?? 0);
  return priceNow(world, priced, used, customer);
}

/** Takes the places of a service message among the free thousand. @param reach how many people it will be delivered to */
export function takePlaces(world: World, number: NumberState, reach: number): void {
  const { month } = momentOf(world);
  number.serviceAccepted.set(month, (number.serviceAccepted.get(month) ?? 0) + reach);
}

function priceNow(world: World, priced: PricedMessage, services: number, customer: Customer | undefined): WirePricing {
  const { business } = world.state;
  const { now, day } = momentOf(world);
  const international = customer !== undefined && isInternational(business, customer.phone, now);
  return priceMessage(priced, { day, services, exempt: business.paidExempt, international });
}

/**
 * Charges a message that has just reached a person, by the rules, the card and the counts of this moment, and keeps it for
 * analytics. What was never delivered is never charged.
 */
export function chargeDelivered(world: World, outgoing: Outgoing, customer: Customer): WirePricing {
  const { number, priced } = outgoing;
  const { phone } = customer;
  const { now, day, month } = momentOf(world);
  const services = number.serviceDelivered.get(month) ?? 0;
  const pricing = priceNow(world, priced, services, customer);
  if (isCounted(priced)) countService(number, month, services);
  const market = marketOf(phone, day);
  const charged = pricing.billable === true;
  const { tier, micros } = charged ? charge(world, pricing, market, priced.group === true) : free(pricing);
  const money = { micros: micros ?? 0, unpriced: micros === undefined ? 1 : 0 };
  const kind = {
    phone: number.digits,
    country: countryOf(phone),
    market,
    category: pricing.category.toUpperCase().replaceAll("-", "_"),
    type: (pricing.type ?? "regular").toUpperCase(),
    tier,
  };
  world.state.figures.prices.add(now, kind, { volume: 1, ...money });
  countTemplate(world, outgoing, money);
  return pricing;
}

function countService(number: NumberState, month: string, before: number): void {
  number.serviceDelivered.set(month, before + 1);
  // Accepted last month, it was in no count of this one.
  if ((number.serviceAccepted.get(month) ?? 0) <= before) number.serviceAccepted.set(month, before + 1);
}

interface Charge {
  readonly tier: string;
  /** Undefined where nobody knows the rate. */
  readonly micros: number | undefined;
}

const free = ({ type }: WirePricing): Charge => ({ tier: type === "regular" ? wholeMonth : "", micros: 0 });

function charge(world: World, pricing: WirePricing, market: string, group: boolean): Charge {
  const { currency } = world.state.business;
  const { day, month } = momentOf(world);
  const category = chargedAs(pricing);
  const list = listPrice(currency, market, category, day);
  const counted = group ? undefined : countedAs(category);
  if (counted === undefined) return { tier: wholeMonth, micros: list };
  const place = countCharged(world, month, market, counted);
  const tier = tierOf({ currency, market, category, day, list }, place);
  if (tier !== undefined) reportTier(world, { market, category, tier, place });
  return { tier: tier?.name ?? wholeMonth, micros: tier?.micros ?? list };
}

/** Another charged message of a month, and which one it is. */
function countCharged(world: World, month: string, market: string, counted: string): number {
  const { figures } = world.state;
  const key = tierKey(month, market, counted);
  const place = (figures.tiers.get(key) ?? 0) + 1;
  if (place === 1) figures.forgetOld(world.clock.now());
  figures.tiers.set(key, place);
  return place;
}
