import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { answerOf, freshHome, recado, startRecado, until, type Ended } from "../helpers/processes.ts";
import {
  orderShipped,
  recipients,
  startListenerProcess,
  startSimulatorProcess,
  timesReceived,
  type SimulatorProcess,
  wrongsOf,
} from "../helpers/simulator-process.ts";

/** How often a send is killed; more with CRASH_ROUNDS. */
const kills = Number(process.env["CRASH_ROUNDS"] ?? 16);
const to = recipients(20);

interface Sent {
  readonly messages: readonly { readonly id: string; readonly to: string; readonly state: string }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly idempotencyKey: string;
}

/** A number from 0 to 1 that is the same in every run: the Weyl sequence of the golden ratio spreads evenly. */
function spread(place: number): number {
  return (place * 0.618_033_988_749_895 + 0.31) % 1;
}

/** How many messages of this round each person has. */
async function received(simulator: SimulatorProcess, order: string): Promise<ReadonlyMap<string, number>> {
  const messages = await simulator.messages();
  return timesReceived(messages.filter(({ text }) => text?.includes(` ${order} `) === true));
}

function sendArguments(order: string): string[] {
  const people = to.flatMap((phone) => ["--to", phone]);
  const values = ["-p", "nombre=Ana", "-p", `pedido=${order}`];
  return [
    "send",
    orderShipped.name,
    ...people,
    ...values,
    "--opted-in",
    "web form",
    "--idempotency-key",
    order,
    "--json",
  ];
}

async function sendUntilDone(run: () => Promise<Ended>): Promise<Ended> {
  for (let attempt = 0; ; attempt++) {
    const ended = await run();
    if (ended.code === 0 || ended.code === 7) return ended;
    if (attempt === 4) throw new Error(`ended with ${String(ended.code)}: ${ended.stderr}`);
  }
}

test(
  "kill -9 at any moment: nobody gets two messages, nobody is forgotten, the uncertain are listed and settled",
  async () => {
    const home = freshHome();
    const simulator = await startSimulatorProcess();
    await simulator.control("POST", "templates", orderShipped);
    await simulator.control("POST", "limits", { pair: null, portfolio: null });
    await simulator.control("POST", "faults", { on: "messages", kind: "slow", ms: 40 });
    const listener = await startListenerProcess(simulator, { home });
    const options = { home, env: simulator.env };

    const began = performance.now();
    expect(await recado(sendArguments("WHOLE"), options)).toMatchObject({ code: 0 });
    const whole = performance.now() - began;
    expect(await received(simulator, "WHOLE")).toEqual(new Map(to.map((phone) => [phone, 1])));

    const rounds: { landed: number; left: number; uncertain: number }[] = [];
    for (let place = 0; rounds.length < kills && place < kills * 2; place++) {
      // In the second half nobody hears the webhooks: only what the crash left on the disk tells what was under way.
      if (rounds.length === Math.ceil(kills / 2)) {
        listener.kill("SIGKILL");
        await listener.ended;
      }
      const order = `K-${place}`;
      const running = await startRecado(sendArguments(order), options);
      // From before the first write to just before the end.
      await Promise.race([wait(whole * (0.15 + 0.85 * spread(place))), running.ended]);
      running.kill("SIGKILL");
      const { signal } = await running.ended;
      const landed = (await received(simulator, order)).size;

      const ended = await sendUntilDone(async () => recado(sendArguments(order), options));
      const answer = answerOf(ended) as Sent;
      const counts = await received(simulator, order);
      const uncertain = answer.messages.filter(({ state }) => state === "uncertain");
      expect({ order, wrongs: wrongsOf(to, answer.messages, counts) }).toEqual({ order, wrongs: [] });
      expect(answer.messages.map((message) => message.to)).toEqual(to);
      expect(ended.code).toBe(uncertain.length > 0 ? 7 : 0);
      if (signal === "SIGKILL") rounds.push({ landed, left: to.length - landed, uncertain: uncertain.length });
    }
    expect(rounds.length).toBe(kills);
    // Not all of the kills came before the first message or after the last one.
    expect(rounds.filter(({ landed, left }) => landed > 0 && left > 0).length).toBeGreaterThan(kills / 8);

    expect(rounds.filter(({ uncertain }) => uncertain > 0).length).toBeGreaterThan(0);

    // What did go out is settled by its webhooks, late as they are; what stays uncertain never reached Meta.
    await startListenerProcess(simulator, { home, port: new URL(listener.url).port });
    await simulator.control("POST", "webhook/redeliver", {});
    const sent = await simulator.messages();
    const knownAtMeta = new Set(sent.map((message) => message.biz_opaque_callback_data));
    const stillUncertain = async (): Promise<string[]> => {
      const listed = await recado(["messages", "list", "--state", "uncertain", "--all", "--json"], options);
      return (answerOf(listed) as { messages: { id: string }[] }).messages.map(({ id }) => id);
    };
    await until("the webhooks have settled what went out", async () =>
      (await stillUncertain()).every((id) => !knownAtMeta.has(id)),
    );
    const all = await recado(["messages", "list", "--all", "--json"], options);
    const { messages } = answerOf(all) as { messages: { id: string; state: string }[] };
    expect(messages.filter(({ id }) => knownAtMeta.has(id))).toHaveLength(sent.length);
    expect(messages.filter(({ state }) => state === "queued" || state === "sending")).toEqual([]);
    const lost = messages.filter(({ id }) => !knownAtMeta.has(id));
    expect([...new Set(lost.map(({ state }) => state))].filter((state) => state !== "uncertain")).toEqual([]);
  },
  30_000 + kills * 5_000,
);
