import { parseMicros, type Micros } from "../../../core/money.ts";
import type {
  WireAnalyticsSpan,
  WireConversationPoint,
  WirePricingPoint,
  WireTemplatePoint,
} from "../../../graph/wire/analytics.ts";
import type { MetaCostRow, MetaTemplateRow } from "../../../storage/repos/meta-costs.ts";

/** Whose figures they are, and in which currency they are told. */
export interface FiguresOf {
  readonly wabaId: string;
  readonly currency: string;
}

/**
 * An amount that JSON carried as a number, to the nearest micro. `toFixed` rounds the exact value of the double; the double next to a
 * decimal of six places is nearer to it than half a micro up to four billion, so that such a decimal comes back as it was written.
 */
export function microsOfNumber(amount: number): Micros | undefined {
  return Math.abs(amount) < 4e9 ? parseMicros(amount.toFixed(6)) : undefined;
}

const spanOf = ({ start, end }: WireAnalyticsSpan) => ({ from_at: start * 1000, to_at: end * 1000 });

/** What is free costs nothing, whether Meta says so or leaves it out. */
function microsOf(cost: number | undefined, type: string | undefined): Micros | null {
  if (cost !== undefined) return microsOfNumber(cost) ?? null;
  return type?.toUpperCase().startsWith("FREE") === true ? 0 : null;
}

export function pricingRow(point: WirePricingPoint, { wabaId, currency }: FiguresOf): MetaCostRow {
  return {
    waba_id: wabaId,
    ...spanOf(point),
    model: "pricing",
    phone_number: point.phone_number ?? null,
    country: point.country ?? null,
    category: point.pricing_category ?? null,
    pricing_type: point.pricing_type ?? null,
    tier: point.tier ?? null,
    volume: point.volume ?? 0,
    micros: microsOf(point.cost, point.pricing_type),
    currency,
  };
}

export function conversationRow(point: WireConversationPoint, { wabaId, currency }: FiguresOf): MetaCostRow {
  return {
    waba_id: wabaId,
    ...spanOf(point),
    model: "conversation",
    phone_number: point.phone_number ?? null,
    country: point.country ?? null,
    category: point.conversation_category ?? null,
    pricing_type: point.conversation_type ?? null,
    tier: null,
    volume: point.conversation ?? 0,
    micros: microsOf(point.cost, point.conversation_type),
    currency,
  };
}

/** Seconds, or a day where days of the account's zone were asked for. */
function instant(at: number | string): number {
  return typeof at === "number" ? at * 1000 : Date.parse(at);
}

export function templateRow(point: WireTemplatePoint, { wabaId, currency }: FiguresOf): MetaTemplateRow {
  const spent = point.cost?.find((one) => one.type === "amount_spent")?.value;
  return {
    waba_id: wabaId,
    template_id: point.template_id,
    from_at: instant(point.start),
    to_at: instant(point.end),
    sent: point.sent ?? 0,
    delivered: point.delivered ?? 0,
    read: point.read ?? 0,
    // Taps on one address by one person are counted apart too.
    clicks:
      point.clicked?.filter((one) => one.type !== "unique_url_button").reduce((sum, one) => sum + one.count, 0) ?? null,
    micros: spent === undefined ? null : (microsOfNumber(spent) ?? null),
    currency,
  };
}
