import { getRequestListener } from "@hono/node-server";
import type { Clock } from "../core/clock.ts";
import { type Control, createControl } from "./control.ts";
import { createControlApp } from "./control-routes.ts";
import type { Credentials } from "./credentials.ts";
import { openWorld } from "./open-world.ts";
import type { SimulatorOptions } from "./options.ts";
import { closeServer, listen } from "./server.ts";
import { StateKeeper } from "./state-keeper.ts";
import type { World } from "./world.ts";

/** A running simulator: where it listens, what it accepts, and what a test can do to it. */
export interface Simulator extends Credentials, Control, AsyncDisposable {
  readonly url: string;
  /** What to give a client instead of https://graph.facebook.com; without a version. */
  readonly graphUrl: string;
  readonly pageUrl: string;
  /** The virtual clock, so that a client can live in the same time. */
  readonly clock: Clock;
  /** Stops listening; ends when the webhook under way is through and the state, if there is a file for it, is saved. */
  close(): Promise<void>;
}

const closingGrace = 2_000;

const shownHost = (host: string): string =>
  host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;

/**
 * Starts a simulator of the Cloud API and resolves when it accepts connections.
 *
 * @example
 * await using simulator = await startSimulator();
 * process.env.RECADO_GRAPH_URL = simulator.graphUrl;
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { world, resume } = await openWorld(options);
  const control = createControl(world);
  const app = createControlApp(world, control);
  const host = options.host ?? "127.0.0.1";
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const { server, port } = await listen(
    world,
    (request, response) => void listener(request, response),
    host,
    options.port ?? 0,
  );
  world.url = `http://${shownHost(host)}:${port}`;
  const keeper = options.state === undefined ? undefined : new StateKeeper(world, options.state, options.onStateError);
  try {
    // Here and not on the first change: who gave a wrong path is to know it at the start.
    await keeper?.save();
  } catch (error) {
    world.clock.stop();
    await closeServer(server);
    throw error;
  }
  resume();

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(world, server, keeper));
  return {
    ...world.credentials,
    ...control,
    url: world.url,
    graphUrl: world.url,
    pageUrl: `${world.url}/_simulator/`,
    clock: world.clock,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function closeAll(
  world: World,
  server: Parameters<typeof closeServer>[0],
  keeper: StateKeeper | undefined,
): Promise<void> {
  world.clock.stop();
  world.state.messages.endWaits();
  await closeServer(server);
  await world.deliverer.close(closingGrace);
  await keeper?.close();
}
