import type { Context, Hono } from "hono";
import * as v from "valibot";
import type { Control } from "./control.ts";
import { optionalText, readInput, text } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";

const emitInput = v.strictObject({
  field: text,
  event: optionalText,
  value: v.optional(v.record(text, v.unknown())),
  phone_number_id: optionalText,
  from: optionalText,
});

/** `POST /_simulator/emit {field, event?, value?}`; `GET` lists the fields. */
export function addEmitRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.get("/_simulator/emit", (context) => context.json({ data: control.emitFields() }));
  app.post("/_simulator/emit", async (context) =>
    context.json({ value: control.emit(readInput(emitInput, await body(context))) }),
  );
}
