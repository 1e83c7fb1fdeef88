import type { WireConversationPoint, WirePoints } from "../../graph/wire/analytics.ts";
import type { World } from "../world.ts";
import { tellsCosts } from "./costs.ts";
import { type Parameters, refuseOthers, wordOf, wordsOf } from "./parameters.ts";
import { countriesOf, phonesOf } from "./places.ts";
import { granularities, placeNames } from "./pricing.ts";
import { readSpan, yearAgo } from "./span.ts";

/** What may be asked for, as lists. */
const lists: Readonly<Record<string, readonly string[]>> = {
  conversation_categories: [
    "AUTHENTICATION",
    "AUTHENTICATION_INTERNATIONAL",
    "MARKETING",
    "REFERRAL_CONVERSION",
    "SERVICE",
    "UTILITY",
  ],
  conversation_types: ["FREE_ENTRY", "FREE_ENTRY_POINT", "FREE_TIER", "REGULAR"],
  conversation_directions: ["BUSINESS_INITIATED", "UNKNOWN", "USER_INITIATED"],
  dimensions: ["CONVERSATION_CATEGORY", "CONVERSATION_DIRECTION", "CONVERSATION_TYPE", "COUNTRY", "PHONE"],
};

/**
 * What conversations cost until June 2025. The simulator charges by the message, so that there are never any: the question
 * is checked as any other, and the answer is empty.
 */
export function conversationAnalytics(world: World, parameters: Parameters): WirePoints<WireConversationPoint> {
  refuseOthers(parameters, [...placeNames, "metric_types", ...Object.keys(lists)]);
  readSpan(parameters, world, yearAgo(world));
  wordOf(parameters, "granularity", granularities);
  phonesOf(parameters, world);
  countriesOf(parameters);
  for (const [name, words] of Object.entries(lists)) wordsOf(parameters, name, words);
  tellsCosts(world, wordsOf(parameters, "metric_types", ["COST", "CONVERSATION"]));
  return { data: [{ data_points: [] }] };
}
