import type {
  WireTemplateAnalytics,
  WireTemplateClicks,
  WireTemplateCost,
  WireTemplatePoint,
} from "../../graph/wire/analytics.ts";
import { GraphFault } from "../errors.ts";
import type { TemplateKind, TemplateSums } from "../figures/figures.ts";
import { NotSimulated } from "../not-simulated.ts";
import { dayAfter } from "../pricing/calendar.ts";
import type { TemplateState } from "../templates/store.ts";
import { isObject } from "../validate/check.ts";
import type { World } from "../world.ts";
import { costOf, tellsCosts } from "./costs.ts";
import { type Days, readDays } from "./days.ts";
import { badParameter, listOf, type Parameters, refuseOthers, wordOf, wordsOf } from "./parameters.ts";
import { pointsOf } from "./points.ts";
import { spanPoint } from "./span.ts";

const file = "src/simulator/analytics/templates.ts";
const mostTemplates = 10;
const metricNames = ["CLICKED", "COST", "DELIVERED", "READ", "SENT"] as const;
type Metric = (typeof metricNames)[number];

const products: Readonly<Record<string, TemplateKind["product"]>> = {
  CLOUD_API: "CLOUD_API",
  MARKETING_MESSAGES_API_FOR_WHATSAPP: "MARKETING_MESSAGES",
  MARKETING_MESSAGES_LITE_API: "MARKETING_MESSAGES",
};
const clickable = new Set(["MARKETING", "UTILITY"]);

/**
 * What templates did on each day, once the business has asked for such figures.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export function templateAnalytics(world: World, parameters: Parameters): WireTemplateAnalytics[] {
  refuseDisabled(world);
  refuseOthers(parameters, [
    "start",
    "end",
    "granularity",
    "template_ids",
    "metric_types",
    "product_type",
    "use_waba_timezone",
  ]);
  wordOf(parameters, "granularity", ["DAILY"]);
  const templates = templatesOf(parameters, world);
  const product_type = productOf(parameters);
  const asked = metricsOf(parameters);
  const withCost = tellsCosts(world, asked);
  const metrics = new Set(asked.length === 0 ? metricNames : asked);
  if (!withCost) metrics.delete("COST");
  const days = readDays(parameters, world);
  const product = products[product_type] ?? "CLOUD_API";
  const counts = countsOf(world, days, product);
  const data_points = days.list.toReversed().flatMap((day) =>
    templates.map((template): WireTemplatePoint => {
      const { start, end } = spanPoint(day);
      const times = days.zone === undefined ? { start, end } : { start: day.day, end: dayAfter(day.day) };
      const key = `${start}|${template.id}`;
      return { template_id: template.id, ...times, ...figuresOf(template, metrics, counts, key) };
    }),
  );
  const zone = days.zone === undefined ? {} : { waba_timezone: days.zone };
  return [{ granularity: "DAILY", product_type, ...zone, data_points }];
}

interface Counts {
  readonly sums: ReadonlyMap<string, TemplateSums>;
  readonly taps: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** By the second at which the day begins, and the template. */
function countsOf(world: World, { span, zone = "UTC" }: Days, product: string): Counts {
  const { templates, taps } = world.state.figures;
  const question = {
    span,
    length: "day" as const,
    zone,
    wanted: (kind: TemplateKind) => kind.product === product,
  };
  const sums = new Map<string, TemplateSums>();
  const ofTemplate = ({ template }: TemplateKind): Record<string, string> => ({ template });
  for (const point of pointsOf(templates.rows(span.from, span.to), { ...question, split: ofTemplate }))
    sums.set(`${point.start}|${point.words["template"]}`, point.sums);
  const tapped = new Map<string, Map<string, number>>();
  const ofButton = {
    ...question,
    split: (kind: TemplateKind & { button: string }) => ({ template: kind.template, button: kind.button }),
  };
  for (const {
    start,
    words,
    sums: { count = 0 },
  } of pointsOf(taps.rows(span.from, span.to), ofButton)) {
    const key = `${start}|${words["template"]}`;
    const buttons = tapped.get(key) ?? new Map<string, number>();
    tapped.set(key, buttons.set(words["button"] ?? "", count));
  }
  return { sums, taps: tapped };
}

function figuresOf(
  template: TemplateState,
  metrics: ReadonlySet<Metric>,
  { sums, taps }: Counts,
  key: string,
): Omit<WireTemplatePoint, "template_id" | "start" | "end"> {
  const { sent = 0, delivered = 0, read = 0, micros = 0, unpriced = 0 } = sums.get(key) ?? {};
  const clicked = clicksOf(template, taps.get(key));
  return {
    ...(metrics.has("SENT") ? { sent } : {}),
    ...(metrics.has("DELIVERED") ? { delivered } : {}),
    ...(metrics.has("READ") ? { read } : {}),
    ...(metrics.has("CLICKED") && clicked.length > 0 ? { clicked } : {}),
    ...(metrics.has("COST") ? { cost: costsOf(micros, delivered, unpriced) } : {}),
  };
}

function clicksOf(
  { category, components }: TemplateState,
  taps: ReadonlyMap<string, number> | undefined,
): WireTemplateClicks[] {
  if (!clickable.has(category)) return [];
  const buttons: unknown[] = components.flatMap((component) => (component.type === "BUTTONS" ? component.buttons : []));
  return buttons.flatMap((button): WireTemplateClicks[] => {
    if (!isObject(button) || button["type"] !== "QUICK_REPLY") return [];
    const button_content = String(button["text"]);
    return [{ type: "quick_reply_button", button_content, count: taps?.get(button_content) ?? 0 }];
  });
}

function costsOf(micros: number, delivered: number, unpriced: number): WireTemplateCost[] {
  if (unpriced > 0) return [{ type: "amount_spent" }, { type: "cost_per_delivered" }];
  return [
    { type: "amount_spent", value: costOf(micros) },
    { type: "cost_per_delivered", ...(delivered === 0 ? {} : { value: costOf(Math.round(micros / delivered)) }) },
  ];
}

function refuseDisabled({ state }: World): void {
  if (state.figures.insights) return;
  throw new GraphFault(100, {
    message: "(#100) Template insights are not enabled for this WhatsApp Business account",
    userTitle: "Template insights are not enabled",
    userMessage: "Enable them once with is_enabled_for_insights=true on the account.",
  });
}

/** Those asked for that the account has now. */
function templatesOf(parameters: Parameters, { state }: World): TemplateState[] {
  const ids = listOf(parameters, "template_ids");
  if (ids.length < 1 || ids.length > mostTemplates) {
    throw badParameter("template_ids", `an array of 1 to ${mostTemplates} template ids`);
  }
  return ids.flatMap((id) => state.templates.get(id) ?? []);
}

function productOf(parameters: Parameters): string {
  const product = wordOf(parameters, "product_type", [...Object.keys(products), "CAMPAIGN_INSIGHTS"], "CLOUD_API");
  if (Object.hasOwn(products, product)) return product;
  throw new NotSimulated(`product_type ${product}`, file);
}

function metricsOf(parameters: Parameters): Metric[] {
  const conversions = listOf(parameters, "metric_types").find((metric) => /^(?:APP|WEBSITE)_\w+$/i.test(metric));
  if (conversions !== undefined) throw new NotSimulated(`the metric ${conversions}`, file);
  return wordsOf(parameters, "metric_types", metricNames);
}
