import type { WirePricingPoint, WirePoints } from "../../graph/wire/analytics.ts";
import type { PriceKind } from "../figures/figures.ts";
import type { World } from "../world.ts";
import { costOf, tellsCosts } from "./costs.ts";
import { badParameter, listOf, type Parameters, refuseOthers, wordOf, wordsOf } from "./parameters.ts";
import { countriesOf, phonesOf } from "./places.ts";
import { among, pointsOf } from "./points.ts";
import { type Length, readSpan, yearAgo } from "./span.ts";

export const placeNames = ["start", "end", "granularity", "phone_numbers", "country_codes"];
const parameterNames = [...placeNames, "metric_types", "pricing_types", "pricing_categories", "tiers", "dimensions"];

const categories = [
  "AI_BOT",
  "AUTHENTICATION",
  "AUTHENTICATION_INTERNATIONAL",
  "GROUP_MARKETING",
  "GROUP_MARKETING_LITE",
  "GROUP_SERVICE",
  "GROUP_UTILITY",
  "MARKETING",
  "MARKETING_LITE",
  "MARKETING_LITE_DYNAMIC",
  "REFERRAL_CONVERSION",
  "SERVICE",
  "UTILITY",
];
const types = ["FREE_CUSTOMER_SERVICE", "FREE_ENTRY_POINT", "FREE_GROUP_CUSTOMER_SERVICE", "REGULAR"];
const dimensions = ["COUNTRY", "PHONE", "PRICING_CATEGORY", "PRICING_TYPE", "TIER"] as const;

const lengths: Readonly<Record<"HALF_HOUR" | "DAILY" | "MONTHLY", Length>> = {
  HALF_HOUR: "half hour",
  DAILY: "day",
  MONTHLY: "month",
};
export const granularities = ["HALF_HOUR", "DAILY", "MONTHLY"] as const;

/** A tier is told where it can be understood: beside its market and category. */
const tierNeeds = ["TIER", "PRICING_CATEGORY", "COUNTRY"] as const;

/**
 * What delivered messages cost.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function pricingAnalytics(world: World, parameters: Parameters): WirePoints<WirePricingPoint> {
  refuseOthers(parameters, parameterNames);
  const span = readSpan(parameters, world, yearAgo(world));
  const granularity = wordOf(parameters, "granularity", granularities);
  const metrics = wordsOf(parameters, "metric_types", ["COST", "VOLUME"]);
  const withCost = tellsCosts(world, metrics);
  const withVolume = metrics.length === 0 || metrics.includes("VOLUME");
  const split = new Set(wordsOf(parameters, "dimensions", dimensions));
  const withTier = tierNeeds.every((dimension) => split.has(dimension));
  const points = pointsOf(world.state.figures.prices.rows(span.from, span.to), {
    span,
    length: lengths[granularity],
    zone: world.state.business.timezone,
    wanted: wantedBy(world, parameters),
    split: ({ phone, country, tier, type, category }) => ({
      ...(split.has("PHONE") ? { phone_number: phone } : {}),
      ...(split.has("COUNTRY") ? { country } : {}),
      ...(withTier && tier !== "" ? { tier } : {}),
      ...(split.has("PRICING_TYPE") ? { pricing_type: type } : {}),
      ...(split.has("PRICING_CATEGORY") ? { pricing_category: category } : {}),
    }),
  });
  const data_points = points.map(({ start, end, words, sums }): WirePricingPoint => {
    const { volume = 0, micros = 0, unpriced = 0 } = sums;
    return {
      start,
      end,
      ...words,
      ...(withVolume ? { volume } : {}),
      // A sum that leaves something out would be a wrong figure.
      ...(withCost && unpriced === 0 ? { cost: costOf(micros) } : {}),
    };
  });
  return { data: [{ data_points }] };
}

function wantedBy(world: World, parameters: Parameters): (kind: PriceKind) => boolean {
  const phones = new Set(phonesOf(parameters, world));
  const isCountry = among(countriesOf(parameters));
  const isType = among(wordsOf(parameters, "pricing_types", types));
  const isCategory = among(wordsOf(parameters, "pricing_categories", categories));
  const isTier = among(tiersOf(parameters));
  return ({ phone, country, type, category, tier }) =>
    phones.has(phone) && isCountry(country) && isType(type) && isCategory(category) && isTier(tier);
}

/** `tiers`: each as points name them. */
function tiersOf(parameters: Parameters): string[] {
  const tiers = listOf(parameters, "tiers").map((tier) => tier.toUpperCase());
  if (tiers.some((tier) => !/^\d+:(?:\d+|MAX)$/.test(tier))) {
    throw badParameter("tiers", 'written like "0:100000" or "100001:MAX"');
  }
  return tiers;
}
