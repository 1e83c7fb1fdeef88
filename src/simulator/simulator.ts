import { getRequestListener } from "@hono/node-server";
import type { Clock } from "../core/clock.ts";
import { type Control, createControl } from "./control.ts";
import { createControlApp } from "./control-routes.ts";
import { type Credentials, defaultSeed } from "./credentials.ts";
import type { Settings, SimulatorOptions } from "./options.ts";
import { closeServer, listen } from "./server.ts";
import { createWorld, type World } from "./world.ts";

/** A running simulator: where it listens, what it accepts, and what a test can do to it. */
export interface Simulator extends Credentials, Control, AsyncDisposable {
  readonly url: string;
  /** What to give a client instead of https://graph.facebook.com; without a version. */
  readonly graphUrl: string;
  readonly pageUrl: string;
  /** The virtual clock, so that a client can live in the same time. */
  readonly clock: Clock;
  /** Stops listening; ends when the webhook under way is through. */
  close(): Promise<void>;
}

const closingGrace = 2_000;

function settingsOf(options: SimulatorOptions): Settings {
  const start = options.now === undefined ? undefined : new Date(options.now).getTime();
  if (Number.isNaN(start)) throw new RangeError("now is not a time");
  return {
    seed: options.seed ?? defaultSeed,
    start,
    manualClock: options.clock === "manual",
    webhook: options.webhook,
    delays: { sent: 20, delivered: 60, read: 200, ...options.delays },
    templateReview: options.templateReview ?? 1_000,
    maxMessages: options.maxMessages ?? 100_000,
  };
}

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
  const world = createWorld(settingsOf(options));
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

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(world, server));
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

async function closeAll(world: World, server: Parameters<typeof closeServer>[0]): Promise<void> {
  world.clock.stop();
  world.state.messages.endWaits();
  await closeServer(server);
  await world.deliverer.close(closingGrace);
}
