import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";
import { elsewhereInput } from "../pricing/elsewhere-shape.ts";

/** `GET /_simulator/tiers`, and `POST /_simulator/tiers {market, category, messages}` for other accounts' messages. */
export function addPriceRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.get("/_simulator/tiers", (context) => context.json({ data: control.tierCounts() }));
  app.post("/_simulator/tiers", async (context) =>
    context.json({ data: control.chargedElsewhere(readInput(elsewhereInput, await body(context))) }),
  );
}
