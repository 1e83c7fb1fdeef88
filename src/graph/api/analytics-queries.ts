import type {
  WireCallDimension,
  WireCallDirection,
  WireCallMetric,
  WireConversationDimension,
  WireConversationDirection,
  WireConversationMetric,
  WireGranularity,
  WireGroupMetric,
  WireMessageGranularity,
  WireMessageProduct,
  WirePricingDimension,
  WirePricingMetric,
  WireTemplateMetricType,
  WireTemplateProduct,
} from "../wire/analytics.ts";
import type { AnalyticsDays, AnalyticsPlaces, AnalyticsRange } from "./analytics-rules.ts";

export type { AnalyticsDays, AnalyticsPlaces, AnalyticsRange } from "./analytics-rules.ts";

/** What of the messages is counted. */
export interface MessageAnalyticsQuery extends AnalyticsRange, AnalyticsPlaces {
  readonly granularity: WireMessageGranularity;
  readonly products?: readonly WireMessageProduct[] | undefined;
}

/** What of the prices is counted, and by what it is split: every filter is all when absent. */
export interface PricingAnalyticsQuery extends AnalyticsRange, AnalyticsPlaces {
  readonly granularity: WireGranularity;
  readonly metrics?: readonly WirePricingMetric[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  /** `"0:MAX"`, as points name them. */
  readonly tiers?: readonly string[] | undefined;
  readonly dimensions?: readonly WirePricingDimension[] | undefined;
}

/** What of the conversations of the time before July 2025 is counted. */
export interface ConversationAnalyticsQuery extends AnalyticsRange, AnalyticsPlaces {
  readonly granularity: WireGranularity;
  readonly metrics?: readonly WireConversationMetric[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly types?: readonly string[] | undefined;
  readonly directions?: readonly WireConversationDirection[] | undefined;
  readonly dimensions?: readonly WireConversationDimension[] | undefined;
}

/** What of the calls is counted. */
export interface CallAnalyticsQuery extends AnalyticsRange, AnalyticsPlaces {
  readonly granularity: WireGranularity;
  readonly metrics?: readonly WireCallMetric[] | undefined;
  readonly directions?: readonly WireCallDirection[] | undefined;
  readonly tiers?: readonly string[] | undefined;
  readonly dimensions?: readonly WireCallDimension[] | undefined;
}

/** Days of templates: those of UTC for a range, those of the account's zone where days are named. */
export type TemplateAnalyticsQuery = (AnalyticsRange | AnalyticsDays) & {
  /** 1 to 10, of templates or of groups of them. */
  readonly ids: readonly string[];
  readonly metrics?: readonly WireTemplateMetricType[] | undefined;
  readonly product?: WireTemplateProduct | undefined;
};

/** What one group was sent, and who came and went. */
export interface GroupAnalyticsQuery extends AnalyticsRange {
  readonly groupId: string;
  readonly metrics: readonly WireGroupMetric[];
}
