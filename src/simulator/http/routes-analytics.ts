import { analyticsPath, insightsPath, type WireAnalyticsName } from "../../graph/wire/analytics.ts";
import { enableInsights, listFigures } from "../handlers/analytics.ts";
import type { Call, Route } from "./router.ts";

const waba = "{waba_id}";

const route = (name: string, run: (call: Call) => unknown): Route => ({
  name,
  handler: "analytics",
  scope: "whatsapp_business_management",
  run,
});

const names: readonly WireAnalyticsName[] = [
  "analytics",
  "conversation_analytics",
  "group_analytics",
  "pricing_analytics",
  "template_analytics",
];

/** The Graph calls about what was counted. As fields of the account, `GET /{waba_id}` answers them. */
export const analyticsRoutes: readonly Route[] = [
  ...names.map((name) => route(`GET ${analyticsPath(waba, name)}`, listFigures(name))),
  route(`POST ${insightsPath(waba)}`, enableInsights),
];
