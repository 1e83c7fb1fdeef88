import { graphId } from "../identifiers.ts";
import { paginate } from "../paginate.ts";
import type { CallOptions, Requester } from "../request.ts";
import { hasText, isListOf, isRecord } from "../shape.ts";
import {
  analyticsPath,
  insightsPath,
  type WireAnalyticsName,
  type WireCallAnalytics,
  type WireConversationPoint,
  type WireGroupAnalytics,
  type WireGroupPoint,
  type WireInsightsEnabled,
  type WireMessageAnalytics,
  type WirePricingPoint,
  type WirePoints,
  type WireTemplateAnalytics,
  type WireTemplateFigures,
  type WireTemplateGroupPoint,
  type WireTemplatePoint,
} from "../wire/analytics.ts";
import { wabaPath } from "../wire/wabas.ts";
import { explainCost, explainInsights } from "./analytics-errors.ts";
import type {
  CallAnalyticsQuery,
  ConversationAnalyticsQuery,
  GroupAnalyticsQuery,
  MessageAnalyticsQuery,
  PricingAnalyticsQuery,
  TemplateAnalyticsQuery,
} from "./analytics-queries.ts";
import { checkSpan, fieldText, placesOf, spanOf, type AnalyticsRange } from "./analytics-rules.ts";
import { checkTemplateIds } from "./template-ids.ts";

const isSpan = (value: unknown): boolean => isRecord(value) && "start" in value && "end" in value;
const hasPoints = (value: unknown): boolean =>
  isRecord(value) && Array.isArray(value["data_points"]) && value["data_points"].every(isSpan);

/**
 * What Meta counted. Approximate: the invoice may differ. Costs are in the account's currency, and are withheld where a partner pays:
 * asked for alone they are refused (`graph.cost_withheld`), else points come without them.
 */
export class AnalyticsApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Messages sent and delivered.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async messages(
    wabaId: string,
    query: MessageAnalyticsQuery,
    options: CallOptions = {},
  ): Promise<NonNullable<WireMessageAnalytics["analytics"]>> {
    const { granularity, products } = query;
    this.#check("analytics", granularity, query);
    const parameters = { ...spanOf(query), granularity, ...placesOf(query), product_types: products };
    return this.#field(wabaId, fieldText("analytics", parameters), options, (body) => {
      const { analytics } = body as Partial<WireMessageAnalytics>;
      return analytics === undefined ? {} : hasPoints({ data_points: [], ...analytics }) ? analytics : undefined;
    });
  }

  /**
   * Messages and costs since July 2025, in no order.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async pricing(wabaId: string, query: PricingAnalyticsQuery, options: CallOptions = {}): Promise<WirePricingPoint[]> {
    const { granularity, metrics, types, categories, tiers, dimensions } = query;
    this.#check("pricing_analytics", granularity, query);
    return this.#points<WirePricingPoint>(
      wabaId,
      "pricing_analytics",
      {
        ...spanOf(query),
        granularity,
        ...placesOf(query),
        metric_types: metrics,
        pricing_types: types,
        pricing_categories: categories,
        tiers,
        dimensions,
      },
      options,
    );
  }

  /**
   * Conversations of 24 hours and their costs, as Meta priced until June 2025.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async conversations(
    wabaId: string,
    query: ConversationAnalyticsQuery,
    options: CallOptions = {},
  ): Promise<WireConversationPoint[]> {
    const { granularity, metrics, types, categories, directions, dimensions } = query;
    this.#check("conversation_analytics", granularity, query);
    return this.#points<WireConversationPoint>(
      wabaId,
      "conversation_analytics",
      {
        ...spanOf(query),
        granularity,
        ...placesOf(query),
        metric_types: metrics,
        conversation_categories: categories,
        conversation_types: types,
        conversation_directions: directions,
        dimensions,
      },
      options,
    );
  }

  /**
   * Calls, their cost and length.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling
   */
  async calls(
    wabaId: string,
    query: CallAnalyticsQuery,
    options: CallOptions = {},
  ): Promise<NonNullable<WireCallAnalytics["call_analytics"]>> {
    const { granularity, metrics, directions, tiers, dimensions } = query;
    this.#check("call_analytics", granularity, query);
    const parameters = { ...spanOf(query), granularity, ...placesOf(query), metric_types: metrics, directions, tiers };
    return this.#field(wabaId, fieldText("call_analytics", { ...parameters, dimensions }), options, (body) => {
      const { call_analytics: calls } = body as Partial<WireCallAnalytics>;
      return calls === undefined ? {} : hasPoints({ data_points: [], ...calls }) ? calls : undefined;
    });
  }

  /**
   * What templates did on each day. Needs `enableInsights`; reads and taps are counted for seven days from the send.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async templates(
    wabaId: string,
    query: TemplateAnalyticsQuery,
    options: CallOptions = {},
  ): Promise<WireTemplateAnalytics[]> {
    return this.#templates<WireTemplatePoint>(wabaId, "template_analytics", query, options);
  }

  /**
   * The same of groups of templates.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async templateGroups(
    wabaId: string,
    query: TemplateAnalyticsQuery,
    options: CallOptions = {},
  ): Promise<WireTemplateAnalytics<WireTemplateGroupPoint>[]> {
    return this.#templates<WireTemplateGroupPoint>(wabaId, "template_group_analytics", query, options);
  }

  /**
   * What happened in one group on each day.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
   */
  async groups(wabaId: string, query: GroupAnalyticsQuery, options: CallOptions = {}): Promise<WireGroupPoint[]> {
    this.#check("group_analytics", "DAILY", query);
    const { start, end } = spanOf(query);
    const sets = await this.#edge<WireGroupAnalytics>(wabaId, "group_analytics", options, {
      start: String(start),
      end: String(end),
      granularity: "DAILY",
      group_ids: JSON.stringify([query.groupId]),
      metric_types: JSON.stringify(query.metrics),
    });
    return sets.flatMap((set) => set.data_points);
  }

  /**
   * Lets Meta count what the account's templates do, from now on. It cannot be taken back; a second time changes nothing.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
   */
  async enableInsights(wabaId: string, options: CallOptions = {}): Promise<WireInsightsEnabled> {
    return this.#requester.request({
      ...options,
      method: "POST",
      path: insightsPath(graphId(wabaId, "waba_id")),
      query: { is_enabled_for_insights: "true" },
      repeatable: true,
      read: (body): WireInsightsEnabled | undefined => (hasText(body, "id") ? body : undefined),
    });
  }

  #check(name: WireAnalyticsName, granularity: string, range: AnalyticsRange): void {
    checkSpan(name, granularity, range, this.#requester.now());
  }

  async #field<Result>(
    wabaId: string,
    fields: string,
    options: CallOptions,
    read: (body: Record<string, unknown>) => Result | undefined,
  ): Promise<Result> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: wabaPath(graphId(wabaId, "waba_id")),
      query: { fields },
      repeatable: true,
      read: (body) => (isRecord(body) ? read(body) : undefined),
      explain: explainCost,
    });
  }

  /** All points of a field that answers as a list within the account: of nothing there is no list at all. */
  async #points<Point>(
    wabaId: string,
    name: "pricing_analytics" | "conversation_analytics",
    parameters: Parameters<typeof fieldText>[1],
    options: CallOptions,
  ): Promise<Point[]> {
    const isList = isListOf((set): set is WirePoints<Point>["data"][number] => hasPoints(set));
    const points: Point[] = [];
    const sets = paginate(({ after }) =>
      this.#field(wabaId, fieldText(name, { ...parameters, after }), options, (body) => {
        const list: unknown = body[name] ?? { data: [] };
        return isList(list) ? list : undefined;
      }),
    );
    for await (const set of sets) for (const point of set.data_points) points.push(point);
    return points;
  }

  async #templates<Point extends WireTemplateFigures>(
    wabaId: string,
    name: "template_analytics" | "template_group_analytics",
    query: TemplateAnalyticsQuery,
    options: CallOptions,
  ): Promise<WireTemplateAnalytics<Point>[]> {
    const { ids, metrics, product } = query;
    checkTemplateIds(ids, 10);
    const inZone = "fromDay" in query;
    const range = inZone ? { from: Date.parse(query.fromDay), to: Date.parse(query.toDay) } : query;
    this.#check(name, "DAILY", range);
    const { start, end } = inZone ? { start: query.fromDay, end: query.toDay } : spanOf(range);
    return this.#edge<WireTemplateAnalytics<Point>>(wabaId, name, options, {
      start: String(start),
      end: String(end),
      granularity: "DAILY",
      [name === "template_analytics" ? "template_ids" : "template_group_ids"]: JSON.stringify(ids),
      metric_types: metrics === undefined ? undefined : JSON.stringify(metrics),
      product_type: product,
      use_waba_timezone: inZone ? "true" : undefined,
    });
  }

  async #edge<Set extends { data_points: unknown[] }>(
    wabaId: string,
    name: WireAnalyticsName,
    options: CallOptions,
    query: Readonly<Record<string, string | undefined>>,
  ): Promise<Set[]> {
    const isList = isListOf((set): set is Set => hasPoints(set));
    const path = analyticsPath(graphId(wabaId, "waba_id"), name);
    const sets: Set[] = [];
    const all = paginate(({ after }) =>
      this.#requester.request({
        ...options,
        method: "GET",
        path,
        query: { ...query, after },
        repeatable: true,
        read: (body) => (isList(body) ? body : undefined),
        explain: explainInsights,
      }),
    );
    for await (const set of all) sets.push(set);
    return sets;
  }
}
