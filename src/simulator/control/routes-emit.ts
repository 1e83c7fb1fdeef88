import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { emitInput, readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";

/** `POST /_simulator/emit {field, event?, value?}` answers `{value, posted}`; `GET` lists the fields. */
export function addEmitRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.get("/_simulator/emit", (context) => context.json({ data: control.emitFields() }));
  app.post("/_simulator/emit", async (context) => {
    const input = readInput(emitInput, await body(context));
    const posted = control.hasWebhookFor(input.field, input.phone_number_id);
    return context.json({ value: control.emit(input), posted });
  });
}
