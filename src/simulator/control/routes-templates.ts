import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { readInput } from "./input.ts";
import { categoryInput, pacingInput, qualityInput, statusInput } from "./input-templates.ts";
import type { ControlEnvironment } from "./routes.ts";

/** What Meta does to a template after it was made. */
export function addTemplateRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  const done = { success: true };

  app.get("/_simulator/templates", (context) => context.json({ data: control.templates() }));
  app.post("/_simulator/templates/:id/status", async (context) => {
    control.setTemplateStatus(context.req.param("id"), readInput(statusInput, await body(context)));
    return context.json(done);
  });
  app.post("/_simulator/templates/:id/quality", async (context) => {
    const { score, blocks } = readInput(qualityInput, await body(context));
    control.setTemplateQuality(context.req.param("id"), score, blocks);
    return context.json(done);
  });
  app.post("/_simulator/templates/:id/category", async (context) => {
    const { category, ...change } = readInput(categoryInput, await body(context));
    control.changeTemplateCategory(context.req.param("id"), category, change);
    return context.json(done);
  });
  app.post("/_simulator/templates/:id/pacing", async (context) => {
    control.decidePacing(context.req.param("id"), readInput(pacingInput, await body(context)).decision);
    return context.json(done);
  });
}
