import type { WirePricingPoint } from "../../src/graph/wire/analytics.ts";
import type { BusinessChanges, InsertTemplate, Simulator, SimulatorOptions } from "../../src/testing.ts";
import { startSimulator } from "../../src/testing.ts";
import { type Answer, at, graph, send, template } from "./helpers.ts";

export const seconds = (iso: string): number => Date.parse(iso) / 1_000;

export const spain = "34600000000";
export const france = "33600000000";
export const egypt = "201000000000";

const made = (name: string, category: string): InsertTemplate => ({
  name,
  language: "en_US",
  category,
  components: [{ type: "BODY", text: "Good news for you this week." }],
});

/** A still world of a moment, with templates of two categories that are called like them, and no limits. */
export async function market(
  now: string,
  business: BusinessChanges = {},
  options: SimulatorOptions = {},
): Promise<Simulator> {
  const sim = await startSimulator({
    now,
    clock: "manual",
    ...options,
    world: { business: { marketingCap: null, ...business } },
  });
  sim.limits({ mps: null, pair: null, portfolio: null });
  for (const category of ["MARKETING", "UTILITY"]) sim.template(made(category.toLowerCase(), category));
  sim.template({
    name: "code",
    language: "en_US",
    category: "AUTHENTICATION",
    components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
  });
  return sim;
}

export type What = "marketing" | "utility" | "code";

export function sendTo(sim: Simulator, what: What, to: string): Promise<Answer> {
  const parameters = [{ type: "text", text: "123456" }];
  const filled = [
    { type: "body", parameters },
    { type: "button", sub_type: "url", index: "0", parameters },
  ];
  return send(sim, template(what, "en_US", what === "code" ? filled : undefined, to));
}

/** Sends, and waits until it is read. */
export async function deliver(sim: Simulator, what: What, to: string): Promise<void> {
  await sendTo(sim, what, to);
  await sim.advance("1s");
}

/** The answer of an edge. */
export const ask = (
  sim: Simulator,
  name: string,
  query: Readonly<Record<string, string | number>>,
): Promise<Answer> => {
  const text = Object.entries(query)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join("&");
  return graph(sim, "GET", `/${sim.wabaId}/${name}?${text}`);
};

/** The points of an edge's first set. */
export async function points<Point>(
  sim: Simulator,
  name: string,
  query: Readonly<Record<string, string | number>>,
): Promise<Point[]> {
  const { body } = await ask(sim, name, query);
  return (at(body, "data", 0, "data_points") as Point[] | undefined) ?? [];
}

export const all = "country,phone,pricing_category,pricing_type,tier";

/** What was charged in a time, in one point for each kind, as words. */
export async function charged(sim: Simulator, from: string, to: string): Promise<string[]> {
  const found = await points<WirePricingPoint>(sim, "pricing_analytics", {
    start: seconds(from),
    end: seconds(to),
    granularity: "monthly",
    dimensions: all,
  });
  return found
    .map(({ country, pricing_category, pricing_type, tier = "free", volume, cost }) =>
      [country, pricing_category, pricing_type, tier, volume, cost ?? "unknown"].join(" "),
    )
    .toSorted();
}
