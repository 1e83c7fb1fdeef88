import type { Clock } from "../../../src/core/clock.ts";
import { resolveUncertain } from "../../../src/domain/campaigns/control/resolve.ts";
import { reread } from "../../../src/domain/campaigns/control/pause.ts";
import type { Call } from "../../../src/domain/outbox/options.ts";
import { listRecipients } from "../../../src/storage/repos/campaign-people.ts";
import { createCampaign, getCampaign } from "../../../src/storage/repos/campaigns.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { CampaignRow, MessageState } from "../../../src/storage/rows.ts";
import type { Simulator } from "../../../src/testing.ts";
import { graphWorld, skippingClock } from "../../helpers/graph-world.ts";
import { messageRow } from "../../helpers/rows.ts";
import { timesReceived } from "../../helpers/simulator-process.ts";
import { mailboxOf } from "./mailbox.ts";
import { createRunner, type Runner, type Step } from "./runner.ts";

const content = JSON.stringify({ type: "template", template: { name: "hello_world", language: { code: "en_US" } } });

/** Something that happens to a process when its journal has reached a step for the n-th time. */
export interface Happening {
  readonly step: Step;
  readonly time: number;
  /** False where what happened before may keep the journal from getting there. */
  readonly isSure?: boolean;
  happen(world: JournalWorld, runner: Runner): Promise<void> | void;
}

/** A campaign, Meta, and the processes that come and go. */
export interface JournalWorld {
  readonly simulator: Simulator;
  /** Of the machine: all its processes go by it. */
  readonly clock: Clock & { jump(ms: number): void };
  /** Who is written to. */
  readonly to: readonly string[];
  campaign(): Promise<CampaignRow>;
  /** Starts one more process and answers when it is over. */
  start(): Promise<Awaited<ReturnType<Runner["run"]>>>;
  /** The process is gone; on this machine it is seen at once, from another one it just falls silent. */
  kill(runner: Runner, where: "here" | "elsewhere"): void;
  /** recado takes in all webhooks up to now, each so many times. */
  takeWebhooks(times: number): Promise<void>;
  /** From now on webhooks are faster than the answer to the call. */
  webhooksFirst(): void;
  /** Processes are started until one of them says that the campaign is over. */
  finish(): Promise<void>;
  /** Waits for what happened to be over; answers the steps that were not reached, so that nothing happened there. */
  missed(): Promise<Step[]>;
  /** How often each person got it, as the simulator counts. */
  received(): ReadonlyMap<string, number>;
  people(): Promise<{ readonly to: string; readonly state: MessageState }[]>;
  /** A call to them had no usable answer, or whoever took their message never wrote down what became of it. */
  isOpen(phone: string): boolean;
  /** A person says: send the uncertain once more. */
  sendUncertainAgain(): Promise<void>;
}

const jumpingClock = (): JournalWorld["clock"] => {
  const steady = skippingClock(Date.now());
  let offset = 0;
  return {
    now: () => steady.now() + offset,
    sleep: async (ms, signal) => steady.sleep(ms, signal),
    jump: (ms) => {
      offset += ms;
    },
  };
};

async function plan(db: Database, phoneNumberId: string, to: readonly string[]): Promise<number> {
  const given = { name: "x", phone_number_id: phoneNumberId, state: "planned", created_at: 1, spec: "{}" } as const;
  const id = (await createCampaign(db, given)) ?? 0;
  const rows = to.map((phone, place) =>
    messageRow(place, { campaign_id: id, phone_number_id: phoneNumberId, customer_phone: phone, content }),
  );
  await insertMessages(db, rows);
  return id;
}

/** @param open one more connection to the same database */
export async function journalWorld(
  open: () => Promise<Database>,
  to: readonly string[],
  happenings: readonly Happening[],
): Promise<JournalWorld> {
  const { simulator, client } = await graphWorld({ clock: "manual", delays: { sent: 1, delivered: 2, read: 3 } });
  simulator.limits({ mps: null, pair: null });
  const mailbox = await mailboxOf(simulator);
  const graph = client({ timeoutMs: 500 });
  const clock = jumpingClock();
  const observer = await open();
  const listener = await open();
  const id = await plan(observer, simulator.phoneNumberId, to);
  const gone = new Set<string>();
  const unanswered = new Set<string>();
  const runners: Runner[] = [];
  const times = new Map<Happening, number>();
  const pending: Promise<void>[] = [];
  let webhooksAreFirst = false;
  let processes = 0;

  const takeWebhooks = async (copies: number): Promise<void> => {
    await simulator.advance(1_000);
    await mailbox.open(listener, clock, copies);
  };
  const call: Call = async (number, message, onUsage) => {
    try {
      const answer = await graph.messages.sendPrepared(number, message, { maxAttempts: 1, onUsage });
      if (webhooksAreFirst) await takeWebhooks(1);
      return answer;
    } catch (error) {
      unanswered.add(message.to);
      throw error;
    }
  };
  const reached = async (step: Step, runner: Runner): Promise<void> => {
    for (const happening of happenings) {
      if (happening.step !== step) continue;
      const time = (times.get(happening) ?? 0) + 1;
      times.set(happening, time);
      if (time !== happening.time) continue;
      const happens = Promise.resolve(happening.happen(world, runner));
      pending.push(happens);
      await happens;
    }
  };
  const peopleNow = async (): Promise<{ to: string; state: MessageState }[]> => {
    const rows = await listRecipients(observer, { campaignId: id, limit: to.length * 2 });
    return rows.map(({ customer_phone: phone, state }) => ({ to: phone ?? "", state }));
  };
  const campaign = async (): Promise<CampaignRow> => {
    const row = await getCampaign(observer, id);
    if (row === undefined) throw new Error("the campaign is gone");
    return reread(observer, row);
  };

  const world: JournalWorld = {
    simulator,
    clock,
    to,
    campaign,
    isOpen: (phone) => {
      const id = messageRow(to.indexOf(phone)).id;
      return unanswered.has(phone) || runners.some(({ taken }) => taken.has(id));
    },
    takeWebhooks,
    webhooksFirst: () => {
      webhooksAreFirst = true;
    },
    start: async () => {
      processes += 1;
      const name = `pc/${processes}:1`;
      const db = await open();
      const runner = createRunner({ db, call, clock, name, isGone: (other) => gone.has(other), reached });
      runners.push(runner);
      const end = await runner.run(await campaign());
      // A process that is over is no longer there to ask.
      if (end !== "died") gone.add(name);
      return end;
    },
    kill: (runner, where) => {
      if (where === "here") gone.add(runner.name);
      runner.die();
    },
    finish: async () => {
      for (let process = 0; process < 12; process++) {
        const end = await world.start();
        const { state } = await campaign();
        if (state === "done") return;
        // Somebody has it, or Meta asked to wait: later.
        if (end === "died" || "error" in end || state === "scheduled") await clock.sleep(20_000);
      }
      throw new Error(`it never ends: ${JSON.stringify(await peopleNow())}`);
    },
    missed: async () => {
      await Promise.all(pending);
      return happenings
        .filter((happening) => happening.isSure !== false && (times.get(happening) ?? 0) < happening.time)
        .map(({ step }) => step);
    },
    received: () => timesReceived(simulator.messages()),
    people: peopleNow,
    sendUncertainAgain: async () => {
      await resolveUncertain(observer, await campaign(), { resolution: "retry", now: clock.now() });
    },
  };
  return world;
}
