import { basename } from "node:path";
import { expect, test } from "vitest";
import type { Clock } from "../../src/core/clock.ts";
import { GraphError } from "../../src/graph/errors.ts";
import type { GraphClient, GraphClientOptions } from "../../src/graph/client.ts";
import type { Call } from "../../src/simulator/http/router.ts";
import { routes } from "../../src/simulator/http/routes.ts";
import type { Simulator, SimulatorOptions } from "../../src/testing.ts";
import { graphWorld } from "../helpers/graph-world.ts";
import { shares } from "./shares.ts";

/** Methods of the client that gave a result in this file: `media.get`. */
const answered = new Set<string>();
/** Routes of the simulator that answered in this file. */
const reached = new Set<string>();

for (const route of routes) {
  const { run } = route;
  const watched = (call: Call): unknown => noted(run(call), () => reached.add(route.name));
  Object.assign(route, { run: watched });
}

async function* toTheEnd(items: AsyncIterable<unknown>, then: () => void): AsyncGenerator {
  for await (const item of items) yield item;
  then();
}

const isIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === "object" && value !== null && Symbol.asyncIterator in value;

/** The result itself; `then` is called once it is there, and never for an error. */
function noted(result: unknown, then: () => void): unknown {
  if (result instanceof Promise) {
    return result.then((value: unknown) => {
      then();
      return value;
    });
  }
  if (isIterable(result)) return toTheEnd(result, then);
  then();
  return result;
}

function watchedApi(name: string, api: object): object {
  return new Proxy(api, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      return (...args: unknown[]): unknown =>
        noted(Reflect.apply(member, target, args) as unknown, () => answered.add(`${name}.${String(key)}`));
    },
  });
}

/** The same client, which notes what is called of it. */
function watched(client: GraphClient): GraphClient {
  const apis = Object.entries(client).map(([name, api]: [string, unknown]) => [
    name,
    typeof api === "object" && api !== null ? watchedApi(name, api) : api,
  ]);
  return { ...client, ...(Object.fromEntries(apis) as Partial<GraphClient>) };
}

export interface ContractWorld {
  readonly simulator: Simulator;
  /** Lives in the simulator's time, which it moves on when it waits. */
  readonly graph: GraphClient;
  readonly client: (options?: Partial<GraphClientOptions>) => GraphClient;
}

/** The simulator's clock, which stands still unless somebody waits. */
const clockOf = (simulator: Simulator): Clock => ({
  now: () => simulator.now(),
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    await simulator.advance(ms);
  },
});

const start = "2026-11-20T12:00:00Z";

/** A simulator whose clock stands still, and a client of it whose calls are noted. */
export async function contractWorld(options: SimulatorOptions = {}): Promise<ContractWorld> {
  const { simulator, client } = await graphWorld({ clock: "manual", now: start, ...options });
  const make = (changes: Partial<GraphClientOptions> = {}): GraphClient =>
    watched(client({ clock: clockOf(simulator), ...changes }));
  return { simulator, graph: make(), client: make };
}

/**
 * To be called at the end of each file: its last test fails where a method or a route that the file stands for was not
 * used with success.
 */
export function everythingWasUsed(): void {
  test("everything that this file stands for was used", ({ task }) => {
    const file = basename(task.file.name, ".test.ts");
    const share = shares[file];
    expect(share, `shares.ts has nothing of ${file}`).toBeDefined();
    const methods = Object.entries(share?.methods ?? {}).flatMap(([api, names]: [string, readonly string[]]) =>
      names.map((name) => `${api}.${name}`),
    );
    expect(methods.filter((name) => !answered.has(name))).toEqual([]);
    expect(share?.routes.filter((name) => !reached.has(name))).toEqual([]);
  });
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** The refusal of a call that must be refused. */
export async function refusal(call: Promise<unknown>): Promise<GraphError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof GraphError) return error;
  throw new Error(`no refusal but ${String(error)}`);
}
