import type { Context, Hono } from "hono";
import type { Control } from "./control.ts";
import { ControlError } from "./error.ts";
import { faultInput, readInput } from "./input.ts";
import type { ControlEnvironment } from "./routes.ts";
import { contentPolicy } from "../page/live.ts";
import { type PageRequest, queryOf, renderPage } from "../page/page.ts";
import { readBytes } from "../http/read-body.ts";
import type { World } from "../world.ts";

type PageContext = Context<ControlEnvironment>;
type Values = ReadonlyMap<string, string>;

function requestOf(context: PageContext): PageRequest {
  const { lang, phone, world } = context.req.query();
  return { lang, phone, world, languages: context.req.header("accept-language") };
}

/** What the buttons of the page do: each is a control call. */
const actions: Readonly<Record<string, (control: Control, values: Values, world: World) => unknown>> = {
  write: (control, values) => control.inbound({ from: get(values, "from"), text: get(values, "text") }),
  tap: (control, values) =>
    control.inbound({ from: get(values, "from"), tap: get(values, "tap"), context: { id: get(values, "message") } }),
  order: (control, values, { credentials, state }) =>
    control.inbound({
      from: get(values, "from"),
      order: {
        catalog_id: credentials.catalogId,
        product_items: [
          {
            product_retailer_id: get(values, "product"),
            quantity: 1,
            item_price: 10,
            currency: state.business.currency,
          },
        ],
      },
    }),
  stop: (control, values) => control.customer(get(values, "from"), { optOut: true }),
  resume: (control, values) => control.customer(get(values, "from"), { optOut: false }),
  block: (control, values) => control.customer(get(values, "from"), { blocked: true }),
  unblock: (control, values) => control.customer(get(values, "from"), { blocked: false }),
  template: (control, values) => control.setTemplateStatus(get(values, "id"), { status: get(values, "status") }),
  advance: (control, values) => control.advance(get(values, "by")),
  fault: (control, values) => {
    const times = Number(values.get("times"));
    const on = get(values, "on");
    return control.fault(readInput(faultInput, { on, kind: get(values, "kind"), ...(times > 0 ? { times } : {}) }));
  },
  "clear-fault": (control, values) => control.clearFaults(values.get("id")),
  redeliver: (control) => control.redeliver(),
  reset: (control) => control.reset(),
};

const get = (values: Values, name: string): string => values.get(name) ?? "";

/** The page, and what its buttons do. Each leads back to where it was pressed. */
export function addPageRoutes(app: Hono<ControlEnvironment>, world: World, control: Control): void {
  const show = (context: PageContext, request: PageRequest, status: 200 | ControlError["status"] = 200) =>
    context.html(renderPage(world, request), status, { "Content-Security-Policy": contentPolicy });
  app.get("/_simulator/", (context) => show(context, requestOf(context)));
  app.post("/_simulator/page/:action", async (context, next) => {
    const name = context.req.param("action");
    const run = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (run === undefined) return next();
    const form = new URLSearchParams((await readBytes(context.env.incoming)).toString("utf8"));
    try {
      await run(control, new Map(form), world);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      return show(context, { ...requestOf(context), problem: error.text }, error.status);
    }
    return context.redirect(`/_simulator/?${queryOf(requestOf(context))}`, 303);
  });
}
