import type { Context, Hono } from "hono";
import * as v from "valibot";
import { ControlError } from "./error.ts";
import { readInput } from "./input.ts";
import type { Hub, SimulatedWorld } from "../hub.ts";
import { readWorld } from "../saved/seed-world.ts";
import type { ControlEnvironment } from "./routes.ts";
import { credentialsBody } from "../credentials.ts";

const openInput = v.strictObject({
  seed: v.optional(v.pipe(v.string(), v.minLength(1))),
  world: v.optional(v.record(v.string(), v.unknown())),
  clock: v.optional(v.picklist(["running", "manual"])),
});

const shown = (handle: SimulatedWorld): unknown => credentialsBody(handle);

/** Worlds of one's own, for tests that run at the same time. */
export function addWorldRoutes(
  app: Hono<ControlEnvironment>,
  hub: Hub,
  body: (context: Context<ControlEnvironment>) => Promise<unknown>,
): void {
  app.get("/_simulator/worlds", (context) => context.json({ data: hub.handles().map(shown) }));

  app.post("/_simulator/worlds", async (context) => {
    const { seed, world, clock } = readInput(openInput, await body(context));
    const handle = await hub.open({
      ...(seed === undefined ? {} : { seed }),
      ...(world === undefined ? {} : { world: readWorld(world) }),
      ...(clock === undefined ? {} : { clock }),
    });
    return context.json(shown(handle), 201);
  });

  app.delete("/_simulator/worlds/:waba", async (context) => {
    const world = hub.worlds.find(context.req.param("waba"));
    if (world === undefined || world === hub.worlds.main) {
      throw new ControlError(404, "no_world", {
        en: "There is no such world to close. The first one ends with the simulator.",
        es: "No existe ese mundo que cerrar. El primero termina con el simulador.",
      });
    }
    await hub.close(world);
    return context.body(null, 204);
  });
}
