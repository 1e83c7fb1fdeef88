import { analyticsPath, type WireAnalyticsName, type WireInsightsEnabled } from "../../graph/wire/analytics.ts";
import type { WireList } from "../../graph/wire/common.ts";
import { conversationAnalytics } from "../analytics/conversations.ts";
import { readField, splitFields } from "../analytics/expansion.ts";
import { groupAnalytics } from "../analytics/groups.ts";
import { messageAnalytics } from "../analytics/messages.ts";
import type { Parameters } from "../analytics/parameters.ts";
import { pricingAnalytics } from "../analytics/pricing.ts";
import { templateAnalytics } from "../analytics/templates.ts";
import { GraphFault } from "../errors.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import type { Call } from "../http/router.ts";
import { NotSimulated } from "../not-simulated.ts";
import { keys, refuseUnknown } from "../validate/check.ts";
import type { World } from "../world.ts";

/** Each set of figures: as a list of sets, whichever way it is asked for. */
const figures: Readonly<Record<WireAnalyticsName, (world: World, parameters: Parameters) => readonly object[]>> = {
  analytics: (world, parameters) => [messageAnalytics(world, parameters)],
  call_analytics: notSimulated("call_analytics"),
  conversation_analytics: (world, parameters) => conversationAnalytics(world, parameters).data,
  group_analytics: groupAnalytics,
  pricing_analytics: (world, parameters) => pricingAnalytics(world, parameters).data,
  template_analytics: templateAnalytics,
  template_group_analytics: notSimulated("template_group_analytics"),
};

const isName = (name: string): name is WireAnalyticsName => Object.hasOwn(figures, name);

function notSimulated(name: WireAnalyticsName): () => never {
  return () => {
    throw new NotSimulated(`the field ${name}`, "src/simulator/handlers/analytics.ts");
  };
}

const paging = ["after", "before", "limit"];
const protocol = ["access_token", "appsecret_proof"];

/** `GET /{waba_id}/pricing_analytics` and its like. */
export const listFigures =
  (name: WireAnalyticsName) =>
  (call: Call): WireList<object> => {
    const { world, id, query } = call;
    const given = [...query].filter(([key]) => !paging.includes(key) && !protocol.includes(key));
    const sets = figures[name](world, { given: new Map(given), anyCase: true });
    return pageOf(sets, query, listAddress(call, analyticsPath(id, name)));
  };

function pageOf(sets: readonly object[], query: URLSearchParams, address: string): WireList<object> {
  const numbered = sets.map((set, place) => ({ id: String(place), set }));
  const page = paginate(numbered, query, address);
  return {
    data: page.items.map(({ set }) => set),
    ...(page.paging === undefined ? {} : { paging: page.paging }),
  };
}

/** The figures that are asked for as fields of the account: `fields=name,analytics.start(…).end(…)`. */
export function expandFigures({ world }: Call, fields: string): Record<string, unknown> {
  const expanded: Record<string, unknown> = {};
  for (const field of splitFields(fields)) {
    const name = /^\w+/.exec(field)?.[0] ?? "";
    if (!isName(name)) continue;
    const { given } = readField(field).parameters;
    const own = new Map([...given].filter(([key]) => !paging.includes(key)));
    const sets = figures[name](world, { given: own, anyCase: false });
    const after = new URLSearchParams([...given].filter(([key]) => paging.includes(key)));
    // Only the list of messages is one object.
    expanded[name] = name === "analytics" ? sets[0] : { data: pageOf(sets, after, "").data };
  }
  return expanded;
}

const insightsKeys = keys("is_enabled_for_insights");

/** `POST /{waba_id}`: has the figures of templates counted, from now on and for good. */
export function enableInsights({ world, id, query, body }: Call): WireInsightsEnabled {
  refuseUnknown(body, insightsKeys, "");
  for (const key of query.keys()) {
    if (!insightsKeys.has(key) && !protocol.includes(key)) refuseUnknown({ [key]: true }, insightsKeys, "");
  }
  const value = query.get("is_enabled_for_insights") ?? body["is_enabled_for_insights"];
  if (value === undefined)
    throw new GraphFault(100, { message: "(#100) The parameter is_enabled_for_insights is required." });
  if (value !== true && value !== "true") {
    throw new GraphFault(100, {
      message: "(#100) Param is_enabled_for_insights must be true: it cannot be taken back.",
    });
  }
  world.state.figures.insights = true;
  world.events.emit("limits", {});
  return { id };
}
