import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGraphClient, type GraphClient } from "../../graph/client.ts";
import { describeProcessed } from "../../domain/webhooks/describe.ts";
import { startSimulator, type Simulator } from "../../simulator/simulator.ts";
import type { Database } from "../../storage/database.ts";
import { openDatabase } from "../../storage/open.ts";
import type { Clock } from "../../core/clock.ts";
import type { Text } from "../../core/text.ts";
import { startListener, type Listener } from "../webhooks/listener.ts";

/** Everything that the demo plays on: a simulator, a client, a database of its own and a webhook listener. */
export interface Stage extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly graph: GraphClient;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly listener: Listener;
  readonly clock: Clock;
  /** What came in by webhook since the last call. */
  heard(): readonly { readonly kind: string; readonly text: Text }[];
}

/** @param keep leaves the database's folder behind at the end */
export async function openStage(clock: Clock, keep: boolean): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), "recado-demo-"));
  const databaseUrl = join(folder, "demo.db");
  const db = await openDatabase(databaseUrl);
  // Templates are approved by the demo itself, so that it need not wait.
  const simulator = await startSimulator({ templateReview: "manual" });
  let events: { kind: string; text: Text }[] = [];
  const listener = await startListener({
    db,
    clock,
    host: "127.0.0.1",
    port: 0,
    path: "/webhook",
    appSecret: simulator.appSecret,
    verifyToken: simulator.verifyToken,
    currency: "USD",
    onProcessed: (result) => {
      if (result.state !== "processed") return;
      for (const processed of result.events) {
        events.push({ kind: processed.event.kind, text: describeProcessed(processed) });
      }
    },
    onRefused: () => {},
  });
  await simulator.webhook({ url: listener.url, verifyToken: simulator.verifyToken });
  const graph = createGraphClient({
    accessToken: simulator.accessToken,
    appSecret: simulator.appSecret,
    baseUrl: simulator.graphUrl,
    clock,
  });
  return {
    simulator,
    graph,
    db,
    databaseUrl,
    listener,
    clock,
    heard: () => {
      const heard = events;
      events = [];
      return heard;
    },
    [Symbol.asyncDispose]: async () => {
      await simulator.close();
      await listener.close();
      await graph.close();
      await db.close();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
}
