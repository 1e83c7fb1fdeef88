import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { isoTime } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import type { Control } from "./control.ts";
import { GraphFault } from "../errors.ts";
import { ControlError, controlErrorBody } from "./error.ts";
import { guard } from "./guard.ts";
import * as input from "./input.ts";
import { notJson } from "./plain.ts";
import { addEmitRoutes } from "./routes-emit.ts";
import { addGroupRoutes } from "./routes-groups.ts";
import { addPeopleRoutes } from "./routes-people.ts";
import { addTemplateRoutes } from "./routes-templates.ts";
import { addSendingRoutes } from "./routes-sending.ts";
import { addPriceRoutes } from "./routes-prices.ts";
import { addPageRoutes } from "./routes-page.ts";
import { addWorldRoutes } from "./routes-worlds.ts";
import { credentialsBody } from "../credentials.ts";
import type { Hub } from "../hub.ts";
import type { MessageFilter, MessageStatus } from "../sending/messages.ts";
import { isTooDeep, readBytes } from "../http/read-body.ts";
import { isObject } from "../validate/check.ts";
import type { World } from "../world.ts";

export type ControlEnvironment = { Bindings: HttpBindings };
export type ControlContext = Context<ControlEnvironment>;

const defaultTimeout = 5_000;
const longestTimeout = 600_000;
const defaultPage = 1_000;

async function body(context: ControlContext): Promise<unknown> {
  const text = (await readBytes(context.env.incoming)).toString("utf8");
  if (text === "") return {};
  try {
    if (isTooDeep(text)) throw new RangeError("too deep");
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}

function filterOf(context: ControlContext): MessageFilter {
  const { to, template, type, status } = context.req.query();
  // Over HTTP a state is any text; one that there is not matches nothing.
  return { to, template, type, status: status as MessageStatus | undefined };
}

function wholeNumber(value: string | undefined, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number >= 0 ? number : fallback;
}

const unknownCursor = (): ControlError =>
  new ControlError(400, "unknown_cursor", {
    en: "There is no message with the id in after, or it is no longer kept. Begin again without after.",
    es: "No hay ningún mensaje con el id indicado en after, o ya no se conserva. Empiece de nuevo sin after.",
  });

/** The control calls and the page, under `/_simulator/`. */
export function createControlApp(world: World, control: Control, hub: Hub): Hono<ControlEnvironment> {
  const app = new Hono<ControlEnvironment>();
  const clock = (): { now: string } => ({ now: isoTime(control.now()) });

  app.onError((error, context) => {
    if (error instanceof ControlError) {
      return context.json(controlErrorBody(error), error.status);
    }
    if (error instanceof GraphFault) {
      const text = {
        en: "The body of the control call is too large.",
        es: "El cuerpo de la llamada de control es demasiado grande.",
      };
      return context.json(controlErrorBody(new ControlError(413, "too_large", text)), 413);
    }
    // A world that is described wrongly: said in the words that the command line uses too.
    if (error instanceof InputError) {
      return context.json(controlErrorBody(new ControlError(400, "bad_world", error.text)), 400);
    }
    return context.json({ error: { code: "simulator.fault", message: error.message } }, 500);
  });
  app.use(async (context, next) => {
    guard(context, world);
    await next();
  });

  app.get("/", (context) => context.redirect("/_simulator/"));
  app.get("/_simulator", (context) => context.redirect("/_simulator/"));
  addPageRoutes(app, world, control);

  // What `simulator start --json` prints, for a client that comes later (`recado init --simulator`).
  app.get("/_simulator/credentials", (context) =>
    context.json(credentialsBody({ ...world.credentials, url: world.url })),
  );
  addWorldRoutes(app, hub, body);
  addSendingRoutes(app, control, body);
  addPriceRoutes(app, control, body);

  app.post("/_simulator/reset", (context) => {
    control.reset();
    return context.body(null, 204);
  });

  app.get("/_simulator/messages", (context) => {
    const after = context.req.query("after");
    const { messages } = world.state;
    if (after !== undefined && messages.get(after) === undefined) throw unknownCursor();
    const rest = messages.list(filterOf(context), after);
    const data = rest.slice(0, wholeNumber(context.req.query("limit"), defaultPage));
    const last = data.at(-1);
    return context.json({
      data,
      ...(data.length < rest.length && last !== undefined ? { paging: { cursors: { after: last.id } } } : {}),
    });
  });
  app.get("/_simulator/messages/count", (context) => context.json({ count: control.count(filterOf(context)) }));
  app.get("/_simulator/wait", async (context) => {
    const timeout = Math.min(wholeNumber(context.req.query("timeout"), defaultTimeout), longestTimeout);
    return context.json(await control.wait(filterOf(context), { timeout, signal: context.req.raw.signal }));
  });

  addPeopleRoutes(app, control, body);
  addGroupRoutes(app, control, body);
  addEmitRoutes(app, control, body);

  app.post("/_simulator/templates", async (context) =>
    context.json(control.template(input.readInput(input.templateInput, await body(context))), 201),
  );
  addTemplateRoutes(app, control, body);

  app.get("/_simulator/clock", (context) => context.json(clock()));
  app.post("/_simulator/clock", async (context) => {
    const move = input.readInput(input.clockInput, await body(context));
    if ("advance" in move) await control.advance(move.advance);
    else await control.setClock(move.set);
    return context.json(clock());
  });

  app.get("/_simulator/faults", (context) => context.json({ data: control.faults() }));
  app.post("/_simulator/faults", async (context) =>
    context.json(control.fault(input.readInput(input.faultInput, await body(context))), 201),
  );
  app.delete("/_simulator/faults", (context) => {
    control.clearFaults(context.req.query("id"));
    return context.body(null, 204);
  });
  app.delete("/_simulator/faults/:id", (context) => {
    control.clearFaults(context.req.param("id"));
    return context.body(null, 204);
  });

  app.get("/_simulator/limits", (context) => context.json(control.limits()));
  app.post("/_simulator/limits", async (context) =>
    context.json(control.limits(input.readInput(input.limitsInput, await body(context)))),
  );
  app.post("/_simulator/token", async (context) =>
    context.json(control.token(input.readInput(input.tokenInput, await body(context)))),
  );

  app.post("/_simulator/webhook", async (context) => {
    const given = await body(context);
    const removed = isObject(given) && given["url"] === null && Object.keys(given).length === 1;
    await control.webhook(removed ? null : input.readInput(input.webhookInput, given));
    return context.json({ success: true });
  });
  app.get("/_simulator/webhook/deliveries", (context) => context.json({ data: control.deliveries() }));
  app.post("/_simulator/webhook/redeliver", async (context) => {
    const { id } = input.readInput(input.redeliverInput, await body(context));
    return context.json({ redelivered: control.redeliver(id) });
  });

  app.get("/_simulator/events", (context) =>
    streamSSE(context, async (stream) => {
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      stream.onAbort(end);
      const stop = world.events.listen(({ type, data }) => {
        void stream.writeSSE({ event: type, data: JSON.stringify(data) });
      }, end);
      await stream.writeSSE({ event: "clock", data: JSON.stringify(clock()) });
      await ended;
      stop();
    }),
  );

  app.notFound((context) =>
    context.json(
      {
        error: {
          code: "simulator.unknown_call",
          message: `The simulator has no control call ${context.req.method} ${context.req.path}. It belongs in src/simulator/control/routes.ts.`,
        },
        file: "src/simulator/control/routes.ts",
      },
      501,
    ),
  );
  return app;
}
