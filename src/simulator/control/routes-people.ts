import type { Context, Hono } from "hono";
import { businessInput } from "../people/business-shape.ts";
import type { Control } from "./control.ts";
import { customerInput, readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";
import { inboundInput } from "./inbound-input.ts";

/** `inbound`, `customers` and `business` under `/_simulator/`. */
export function addPeopleRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.post("/_simulator/inbound", async (context) =>
    context.json(control.inbound(readInput(inboundInput, await body(context)))),
  );
  app.get("/_simulator/customers", (context) => context.json({ data: control.customers() }));
  app.get("/_simulator/customers/:phone", (context) =>
    context.json(control.describeCustomer(context.req.param("phone"))),
  );
  app.post("/_simulator/customers/:phone", async (context) => {
    return context.json(control.customer(context.req.param("phone"), readInput(customerInput, await body(context))));
  });
  app.get("/_simulator/business", (context) => context.json(control.business()));
  app.post("/_simulator/business", async (context) =>
    context.json(control.business(readInput(businessInput, await body(context)))),
  );
}
