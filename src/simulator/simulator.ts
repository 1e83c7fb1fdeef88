import { Hub, type SimulatedWorld, type WorldOptions } from "./hub.ts";
import { openWorld } from "./saved/open-world.ts";
import type { SimulatorOptions } from "./options.ts";
import { closeServer, listen } from "./http/server.ts";
import { StateKeeper } from "./saved/state-keeper.ts";

/** A running simulator: where it listens, what it accepts, and what a test can do to it. */
export interface Simulator extends SimulatedWorld {
  /**
   * Opens another world on the same server, with a token, an account and a clock of its own: for tests that run at the
   * same time. Close it when it is no longer needed.
   */
  openWorld(options?: WorldOptions): Promise<SimulatedWorld>;
  /** Stops listening; ends when the webhook under way is through and the state, if there is a file for it, is saved. */
  close(): Promise<void>;
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
  const { world, resume } = await openWorld(options);
  const hub = new Hub(world);
  const host = options.host ?? "127.0.0.1";
  const { server, port } = await listen(hub, host, options.port ?? 0);
  const main = hub.start(`http://${shownHost(host)}:${port}`);
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

  const closeAll = async (): Promise<void> => {
    const worlds = hub.worlds.list();
    for (const one of worlds) one.clock.stop();
    for (const one of worlds) one.state.messages.endWaits();
    await closeServer(server);
    await Promise.all(worlds.map((one) => hub.close(one)));
    await keeper?.close();
  };
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll());
  return { ...main, openWorld: (world) => hub.open(world), close, [Symbol.asyncDispose]: close };
}
