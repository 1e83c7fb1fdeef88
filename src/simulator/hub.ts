import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Clock } from "../core/clock.ts";
import { tokenOf } from "./http/auth.ts";
import { checkedControl } from "./control/checked.ts";
import { type Control, createControl } from "./control/control.ts";
import { ControlError, controlErrorBody } from "./control/error.ts";
import { createControlApp } from "./control/routes.ts";
import type { Credentials } from "./credentials.ts";
import { openWorld } from "./saved/open-world.ts";
import type { SimulatorOptions } from "./options.ts";
import type { World } from "./world.ts";
import { Worlds } from "./worlds.ts";

/** A world of its own on a running simulator: its credentials, and what a test can do to it. */
export interface SimulatedWorld extends Credentials, Control, AsyncDisposable {
  readonly url: string;
  /** What to give a client instead of https://graph.facebook.com; without a version. */
  readonly graphUrl: string;
  readonly pageUrl: string;
  /** The virtual clock, so that a client can live in the same time. */
  readonly clock: Clock;
  /** Ends the world: its timers stop, and its token is not known any more. */
  close(): Promise<void>;
}

/** As for a simulator; what belongs to the server or to the state's file does not apply. */
export type WorldOptions = Omit<SimulatorOptions, "port" | "host" | "state" | "onStateError">;

interface Entry {
  readonly handle: SimulatedWorld;
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
}

const closingGrace = 2_000;

/** Opens and closes worlds, and hands control calls to the one that they mean. */
export class Hub {
  readonly worlds: Worlds;
  readonly #entries = new Map<World, Entry>();
  #opened = 0;

  constructor(main: World) {
    this.worlds = new Worlds(main);
  }

  /** To be called once the server listens: the first world has its address by then. */
  start(url: string): SimulatedWorld {
    return this.#enter(this.worlds.main, url);
  }

  /** Opens another world. Without a seed it gets one that no other world of this simulator has. */
  async open(options: WorldOptions = {}): Promise<SimulatedWorld> {
    const { main } = this.worlds;
    const seed = options.seed ?? (options.world === undefined ? `${main.settings.seed}/${++this.#opened}` : undefined);
    const { world } = await openWorld(seed === undefined ? options : { ...options, seed });
    try {
      this.worlds.add(world);
    } catch (error) {
      world.clock.stop();
      throw error;
    }
    return this.#enter(world, main.url);
  }

  handles(): SimulatedWorld[] {
    return this.worlds.list().flatMap((world) => this.#entries.get(world)?.handle ?? []);
  }

  async close(world: World): Promise<void> {
    this.worlds.remove(world);
    this.#entries.delete(world);
    world.clock.stop();
    world.state.messages.endWaits();
    world.events.end();
    await world.deliverer.close(closingGrace);
  }

  /** A control call or the page. A token or `?world=` with a token or an account's id names the world. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    const query = new URL(request.url ?? "/", "http://localhost").searchParams;
    const named =
      tokenOf(request.headers.authorization, query.get("access_token") ?? undefined) ?? query.get("world") ?? undefined;
    const world = named === undefined ? this.worlds.main : this.worlds.find(named);
    const entry = world === undefined ? undefined : this.#entries.get(world);
    if (entry !== undefined) {
      entry.listener(request, response);
      return;
    }
    const error = new ControlError(404, "no_world", {
      en: "There is no world with this token or account id. GET /_simulator/worlds lists those that there are.",
      es: "No hay ningún mundo con ese token o identificador de cuenta. GET /_simulator/worlds muestra los que hay.",
    });
    request.resume();
    response.writeHead(error.status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(controlErrorBody(error)));
  }

  #enter(world: World, url: string): SimulatedWorld {
    world.url = url;
    const control = createControl(world);
    const app = createControlApp(world, control, this);
    const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
    const page = `${url}/_simulator/`;
    const close = (): Promise<void> => this.close(world);
    const handle: SimulatedWorld = {
      ...world.credentials,
      ...checkedControl(control),
      url,
      graphUrl: url,
      pageUrl: world === this.worlds.main ? page : `${page}?world=${world.credentials.wabaId}`,
      clock: world.clock,
      close,
      [Symbol.asyncDispose]: close,
    };
    this.#entries.set(world, { handle, listener: (request, response) => void listener(request, response) });
    return handle;
  }
}
