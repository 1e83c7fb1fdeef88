/**
 * What Meta counted: messages, conversations and calls with their costs, and what templates and groups did. Figures are approximate
 * and may differ from the invoice. Only the numbers and templates that the account has now are counted.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
import type { OpenEnum, WirePaging } from "./common.ts";

/** Each is read as a field of the account (`?fields=pricing_analytics.start(…)`) or at an address of its own. */
export type WireAnalyticsName =
  | "analytics"
  | "call_analytics"
  | "conversation_analytics"
  | "group_analytics"
  | "pricing_analytics"
  | "template_analytics"
  | "template_group_analytics";

export const analyticsPath = (wabaId: string, name: WireAnalyticsName): string => `/${wabaId}/${name}`;
/** Takes `is_enabled_for_insights=true` in its query. */
export const insightsPath = (wabaId: string): string => `/${wabaId}`;

/** How long a point of `analytics` is. */
export type WireMessageGranularity = "HALF_HOUR" | "DAY" | "MONTH";
/** How long a point of the other fields is. */
export type WireGranularity = "HALF_HOUR" | "DAILY" | "MONTHLY";

/** What a charge was for; `REFERRAL_CONVERSION` is on one of Meta's pages only. */
export type WirePricingCategory = OpenEnum<
  | "AI_BOT"
  | "AUTHENTICATION"
  | "AUTHENTICATION_INTERNATIONAL"
  | "GROUP_MARKETING"
  | "GROUP_MARKETING_LITE"
  | "GROUP_SERVICE"
  | "GROUP_UTILITY"
  | "MARKETING"
  | "MARKETING_LITE"
  | "MARKETING_LITE_DYNAMIC"
  | "REFERRAL_CONVERSION"
  | "SERVICE"
  | "UTILITY"
>;
/** Why messages were free, or `REGULAR`. */
export type WirePricingType = OpenEnum<
  "FREE_CUSTOMER_SERVICE" | "FREE_ENTRY_POINT" | "FREE_GROUP_CUSTOMER_SERVICE" | "REGULAR"
>;
/** `COST` is withheld where a partner pays. */
export type WirePricingMetric = "COST" | "VOLUME";
/** What the points are split by; a point has the member of a dimension only where it was asked for. */
export type WirePricingDimension = "COUNTRY" | "PHONE" | "PRICING_CATEGORY" | "PRICING_TYPE" | "TIER";

/** Both in Unix seconds. */
export interface WireAnalyticsSpan {
  start: number;
  end: number;
}

/** Messages of one half hour, day or month, of one value of each dimension. */
export interface WirePricingPoint extends WireAnalyticsSpan {
  /** Digits, without `+`. */
  phone_number?: string;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** `"1:100000"`, both included; the last has `MAX`. Absent from free points; marketing is always `0:MAX`. */
  tier?: string;
  pricing_type?: WirePricingType;
  pricing_category?: WirePricingCategory;
  volume?: number;
  /** In the account's currency. */
  cost?: number;
}

/** Points come in no order that could be relied on. */
export interface WirePoints<Point> {
  data: { data_points: Point[] }[];
  paging?: WirePaging;
}

/** `GET /{WABA}?fields=pricing_analytics…` */
export interface WirePricingAnalytics {
  pricing_analytics?: WirePoints<WirePricingPoint>;
  id: string;
}

/** How conversations of 24 hours were priced, before July 2025. */
export type WireConversationType = OpenEnum<"FREE_TIER" | "REGULAR" | "FREE_ENTRY_POINT" | "FREE_ENTRY">;
/** What a conversation was about. */
export type WireConversationCategory = OpenEnum<
  "AUTHENTICATION" | "AUTHENTICATION_INTERNATIONAL" | "MARKETING" | "REFERRAL_CONVERSION" | "SERVICE" | "UTILITY"
>;
/** Who began a conversation. */
export type WireConversationDirection = OpenEnum<"BUSINESS_INITIATED" | "USER_INITIATED" | "UNKNOWN">;
/** What is counted of conversations. */
export type WireConversationMetric = "CONVERSATION" | "COST";
/** What conversations are told apart by. */
export type WireConversationDimension =
  | "CONVERSATION_CATEGORY"
  | "CONVERSATION_DIRECTION"
  | "CONVERSATION_TYPE"
  | "COUNTRY"
  | "PHONE";

/** Conversations that began in one half hour, day or month. */
export interface WireConversationPoint extends WireAnalyticsSpan {
  conversation?: number;
  /** In the account's currency. */
  cost?: number;
  phone_number?: string;
  country?: string;
  conversation_type?: WireConversationType;
  conversation_direction?: WireConversationDirection;
  conversation_category?: WireConversationCategory;
}

/** `GET /{WABA}?fields=conversation_analytics…` */
export interface WireConversationAnalytics {
  conversation_analytics?: WirePoints<WireConversationPoint>;
  id: string;
}

/** 0 templates, 2 other messages, 100 inbound; of groups 101 notifications, 102 support, 103 inbound. */
export type WireMessageProduct = 0 | 2 | 100 | 101 | 102 | 103;

/** Messages sent and delivered in one half hour, day or month. */
export interface WireMessagePoint extends WireAnalyticsSpan {
  sent?: number;
  delivered?: number;
  groups_sent?: number;
  groups_delivered?: number;
}

/** `GET /{WABA}?fields=analytics…`: totals, with the numbers and countries that they are of. */
export interface WireMessageAnalytics {
  analytics?: {
    phone_numbers?: string[];
    country_codes?: string[];
    granularity?: OpenEnum<WireMessageGranularity>;
    data_points?: WireMessagePoint[];
  };
  id: string;
}

/** Who called. */
export type WireCallDirection = "BUSINESS_INITIATED" | "USER_INITIATED";
/** What is counted of calls. */
export type WireCallMetric = "AVERAGE_DURATION" | "COST" | "COUNT";
/** What calls are told apart by. */
export type WireCallDimension = "COUNTRY" | "DIRECTION" | "PHONE" | "TIER";

/** Calls of one half hour, day or month. */
export interface WireCallPoint extends WireAnalyticsSpan {
  count?: number;
  /** In the account's currency. */
  cost?: number;
  /** Seconds. */
  average_duration?: number;
  phone_number?: string;
  country?: string;
  direction?: OpenEnum<WireCallDirection>;
  tier?: string;
}

/** `GET /{WABA}?fields=call_analytics…` */
export interface WireCallAnalytics {
  call_analytics?: {
    granularity?: OpenEnum<WireGranularity>;
    directions?: OpenEnum<WireCallDirection>[];
    data_points?: WireCallPoint[];
  };
  id: string;
}

/** What is counted of templates. */
export type WireTemplateMetricType = OpenEnum<"CLICKED" | "COST" | "DELIVERED" | "READ" | "SENT">;
/** Through which of Meta's products templates were sent; the first is meant when none is named. */
export type WireTemplateProduct = OpenEnum<
  "CLOUD_API" | "MARKETING_MESSAGES_API_FOR_WHATSAPP" | "MARKETING_MESSAGES_LITE_API"
>;

/** Taps on one button of a template. */
export interface WireTemplateClicks {
  type: OpenEnum<"quick_reply_button" | "unique_url_button" | "url_button">;
  button_content: string;
  count: number;
}

/** One figure about costs, in the account's currency. */
export interface WireTemplateCost {
  type: OpenEnum<"amount_spent" | "cost_per_delivered" | "cost_per_url_button_click">;
  value?: number;
}

/** What one template or group of templates did on one day. */
export interface WireTemplateFigures {
  /** Unix seconds; a day as `2026-10-01` where the days are those of the account's zone. */
  start: number | string;
  end: number | string;
  sent?: number;
  delivered?: number;
  /** Reads and taps are counted for seven days from the send. */
  read?: number;
  clicked?: WireTemplateClicks[];
  cost?: WireTemplateCost[];
}

/** What one template did on one day. */
export interface WireTemplatePoint extends WireTemplateFigures {
  template_id: string;
}

/** What the templates of one group did on one day. */
export interface WireTemplateGroupPoint extends WireTemplateFigures {
  template_group_id: string;
}

/** One set of points at `/{WABA}/template_analytics` or `/{WABA}/template_group_analytics`. */
export interface WireTemplateAnalytics<Point extends WireTemplateFigures = WireTemplatePoint> {
  granularity?: OpenEnum<"DAILY">;
  product_type?: OpenEnum<string>;
  /** The name of the account's zone, where the days were asked for in it. */
  waba_timezone?: string;
  data_points: Point[];
}

/** What is counted of a group. */
export type WireGroupMetric = OpenEnum<"DELIVERED" | "PARTICIPANTS_JOINED" | "PARTICIPANTS_LEFT" | "READ" | "SENT">;

/** What happened in one group on one day. */
export interface WireGroupPoint extends WireAnalyticsSpan {
  group_id: string;
  sent?: number;
  delivered?: number;
  read?: number;
  joined?: number;
  left?: number;
}

/** One set of points at `/{WABA}/group_analytics`. */
export interface WireGroupAnalytics {
  granularity?: OpenEnum<"DAILY">;
  data_points: WireGroupPoint[];
}

/** The answer to enabling the figures of templates. */
export interface WireInsightsEnabled {
  id: string;
}
