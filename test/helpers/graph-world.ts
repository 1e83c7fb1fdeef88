import { onTestFinished } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import { createGraphClient, type GraphClient, type GraphClientOptions } from "../../src/graph/client.ts";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/testing.ts";

export interface SkippingClock extends Clock {
  /** Every wait so far, in milliseconds. */
  readonly waits: readonly number[];
}

/**
 * A clock that stands still until somebody waits, and is then at the end of the wait at once. `onWait` happens meanwhile:
 * what another process does in that time.
 */
export function skippingClock(start: number, onWait?: (waits: number) => Promise<void>): SkippingClock {
  const waits: number[] = [];
  let now = start;
  return {
    waits,
    now: () => now,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      waits.push(ms);
      const end = now + ms;
      await onWait?.(waits.length);
      await new Promise(setImmediate);
      now = Math.max(now, end);
      signal?.throwIfAborted();
    },
  };
}

export interface GraphWorld {
  readonly simulator: Simulator;
  /** A client of the simulator, closed with the test. Waits in the given clock, so that back-off takes no time. */
  readonly client: (options?: Partial<GraphClientOptions>) => GraphClient;
}

/** A simulator that ends with the test, and clients of it. */
export async function graphWorld(options: SimulatorOptions = {}): Promise<GraphWorld> {
  const simulator = await startSimulator(options);
  onTestFinished(() => simulator.close());
  return {
    simulator,
    client: (changes = {}) => {
      const client = createGraphClient({
        accessToken: simulator.accessToken,
        appSecret: simulator.appSecret,
        baseUrl: simulator.graphUrl,
        clock: skippingClock(Date.now()),
        random: () => 0,
        ...changes,
      });
      onTestFinished(() => client.close());
      return client;
    },
  };
}
