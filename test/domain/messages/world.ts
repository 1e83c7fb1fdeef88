import { readRecipients } from "../../../src/domain/messages/recipients.ts";
import { dispatch, type DispatchOptions, type DispatchResult } from "../../../src/domain/messages/dispatch.ts";
import { recheckBy } from "../../../src/domain/outbox/recheck.ts";
import { enqueue, type SendPlan } from "../../../src/domain/messages/prepare.ts";
import { requestHash, type Notice } from "../../../src/domain/messages/request.ts";
import { requeueAllowed } from "../../../src/domain/messages/requeue.ts";
import type { GraphClient, GraphClientOptions } from "../../../src/graph/client.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { Simulator } from "../../../src/testing.ts";
import { graphWorld, skippingClock, type SkippingClock } from "../../helpers/graph-world.ts";
import { noon } from "../../helpers/rows.ts";

export const hello: Notice = {
  type: "template",
  template: "hello_world",
  language: "en_US",
  category: "utility",
  content: { type: "template", template: { name: "hello_world", language: { code: "en_US" } } },
};

/** So many numbers of the range for examples, none of them one of the simulator's magic ones. */
export function people(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `+120255501${String(place).padStart(2, "0")}`);
}

export interface SendWorld {
  readonly simulator: Simulator;
  readonly graph: GraphClient;
  readonly clock: SkippingClock;
  plan(to: readonly string[], changes?: Partial<SendPlan>): SendPlan;
  /** Puts a request into the queue. */
  queue(
    to: readonly string[],
    changes?: Partial<SendPlan> & { readonly key?: string },
  ): Promise<{ readonly campaignId: number }>;
  send(campaignId: number, changes?: Partial<DispatchOptions>): Promise<DispatchResult>;
  /** How many messages each number got. */
  received(): Record<string, number>;
}

/** A database, a simulator and a client, ready to send. */
export async function sendWorld(
  db: Database,
  options: { readonly client?: Partial<GraphClientOptions>; readonly onWait?: (waits: number) => Promise<void> } = {},
): Promise<SendWorld> {
  const { simulator, client } = await graphWorld();
  const graph = client(options.client);
  const clock = skippingClock(noon, options.onWait);
  const plan: SendWorld["plan"] = (to, changes = {}) => ({
    db,
    phoneNumberId: simulator.phoneNumberId,
    currency: "USD",
    notice: hello,
    recipients: readRecipients(to, undefined),
    optedIn: "counter of the shop",
    actor: "ana",
    now: clock.now(),
    ...changes,
  });
  return {
    simulator,
    graph,
    clock,
    plan,
    queue: async (to, { key = "order-1", ...changes } = {}) => queueAs(plan(to, changes), key),
    send: async (campaignId, changes = {}) =>
      dispatch({
        db,
        send: async (phoneNumberId, body) => graph.messages.send(phoneNumberId, body),
        clock,
        signal: new AbortController().signal,
        runner: { name: "here:1", isGone: () => false },
        campaignId,
        perSecond: 80,
        recheck: recheckBy(),
        ...changes,
      }),
    received: () => {
      const counts: Record<string, number> = {};
      for (const { to } of simulator.messages()) counts[`+${to}`] = (counts[`+${to}`] ?? 0) + 1;
      return counts;
    },
  };
}

/** What the command does with a key: the first time it queues, later it takes up what was left. */
async function queueAs(plan: SendPlan, key: string): Promise<{ readonly campaignId: number }> {
  const { notice, recipients } = plan;
  const hash = requestHash({ recipients: recipients.map(({ phone }) => phone), content: notice.content });
  const campaignId = await enqueue(plan, { key, hash });
  await requeueAllowed(plan.db, campaignId, plan);
  return { campaignId };
}
