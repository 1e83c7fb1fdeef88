import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { groupInput, memberInput, readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";

/** `groups` under `/_simulator/`: what people do with an invite link, and what Meta does. */
export function addGroupRoutes(
  app: Hono<ControlEnvironment>,
  control: Control,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  const phone = async (context: Context<ControlEnvironment>): Promise<string> =>
    readInput(memberInput, await body(context)).phone;

  app.get("/_simulator/groups", (context) => context.json({ data: control.groups() }));
  app.get("/_simulator/groups/:id", (context) => context.json(control.group(context.req.param("id"))));
  app.post("/_simulator/groups/:id", async (context) => {
    const { suspended } = readInput(groupInput, await body(context));
    control.suspendGroup(context.req.param("id"), suspended);
    return context.json(control.group(context.req.param("id")));
  });
  app.post("/_simulator/groups/:id/join", async (context) => {
    const result = control.joinGroup(context.req.param("id"), await phone(context));
    return context.json({ result });
  });
  app.post("/_simulator/groups/:id/leave", async (context) => {
    control.leaveGroup(context.req.param("id"), await phone(context));
    return context.json({ success: true });
  });
  app.post("/_simulator/groups/:id/withdraw", async (context) => {
    control.withdrawJoinRequest(context.req.param("id"), await phone(context));
    return context.json({ success: true });
  });
}
