import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";
import { sendingInput } from "../sending/sending-shape.ts";

/** `POST /_simulator/sending {marketingOnCloudApi?, directSend?}` */
export function addSendingRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.post("/_simulator/sending", async (context) =>
    context.json(control.sending(readInput(sendingInput, await body(context)))),
  );
}
