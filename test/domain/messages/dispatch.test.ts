import { expect, test } from "vitest";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import {
  claimForSending,
  eventsOf,
  markAccepted,
  messagesOfCampaign,
  releaseClaims,
  reserveSlots,
} from "../../../src/storage/repos/messages.ts";
import type { Database, Queryable } from "../../../src/storage/database.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { StorageError } from "../../../src/core/errors.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow } from "../../helpers/rows.ts";
import { people, sendWorld, type SendWorld } from "./world.ts";

const states = (rows: readonly MessageRow[]): string[] => rows.map(({ state }) => state);
const reasons = (rows: readonly MessageRow[]): (string | null)[] => rows.map(({ reason }) => reason);
const once = (to: readonly string[]): Record<string, number> => Object.fromEntries(to.map((phone) => [phone, 1]));

/** The n-th number, or the test is wrong. */
function person(place: number): string {
  return people(place + 1).at(-1) ?? "";
}

describeEachDatabase("sending a request", (open, { address, openAt }) => {
  test("everybody gets the message once, with our id on it", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const to = people(12);
    const { campaignId } = await world.queue(to);
    const seen: number[] = [];
    const { rows, stoppedBy } = await world.send(campaignId, { onProgress: ({ accepted }) => seen.push(accepted) });
    expect(stoppedBy).toBeUndefined();
    expect(states(rows)).toEqual(to.map(() => "accepted"));
    expect(world.received()).toEqual(once(to));
    const atMeta = new Map(world.simulator.messages().map((message) => [message.biz_opaque_callback_data, message.id]));
    for (const { id, wamid } of rows) expect(atMeta.get(id)).toBe(wamid);
    expect(seen.toSorted((a, b) => a - b)).toEqual(to.map((_, place) => place + 1));
  });

  test("sending what was sent already sends nothing", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(3));
    await world.send(campaignId);
    const again = await world.send(campaignId);
    expect(states(again.rows)).toEqual(["accepted", "accepted", "accepted"]);
    expect(world.simulator.count()).toBe(3);
  });

  test("the row is durably in sending before the call leaves", async () => {
    const at = await address();
    const db = await openAt(at);
    const other = await openAt(at);
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(1));
    const duringTheCall: MessageRow[] = [];
    await world.send(campaignId, {
      send: async (...call) => {
        duringTheCall.push(...(await messagesOfCampaign(other, campaignId)));
        return world.graph.messages.send(...call);
      },
    });
    expect(duringTheCall).toMatchObject([{ state: "sending", lease_owner: "here:1" }]);
  });

  test("keeps to the pace of the number", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(5));
    const began = world.clock.now();
    await world.send(campaignId, { perSecond: 2, concurrency: 1 });
    expect(world.clock.now() - began).toBe(2_000);
  });

  test("a broken connection before anything happened is uncertain all the same: nobody can tell", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "reset-before", to: person(1) });
    const { campaignId } = await world.queue(people(3));
    const { rows, stoppedBy } = await world.send(campaignId);
    expect(states(rows)).toEqual(["accepted", "uncertain", "accepted"]);
    expect(rows[1]?.reason).toBe("network.reset");
    expect(stoppedBy).toBeUndefined();
    expect(world.received()).toEqual(once([person(0), person(2)]));
  });

  test("what Meta took without telling is uncertain, and never sent again", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "reset-after-accept", to: person(1) });
    const { campaignId } = await world.queue(people(3));
    expect(states((await world.send(campaignId)).rows)).toEqual(["accepted", "uncertain", "accepted"]);
    world.simulator.clearFaults();
    for (let round = 0; round < 3; round++) {
      const { campaignId: same } = await world.queue(people(3));
      expect(same).toBe(campaignId);
      expect(states((await world.send(same)).rows)).toEqual(["accepted", "uncertain", "accepted"]);
    }
    expect(world.received()).toEqual(once(people(3)));
  });

  test.each([
    ["timeout", "network.timeout"],
    ["half-body", "network.reset"],
    ["http", "network.http_error"],
  ] as const)("uncertain after %s, and the others go on", async (kind, reason) => {
    const world = await sendWorld(await open(), { client: { timeoutMs: 300 } });
    world.simulator.fault({ on: "messages", kind, to: person(0) });
    const { campaignId } = await world.queue(people(3));
    const { rows } = await world.send(campaignId);
    expect(states(rows)).toEqual(["uncertain", "accepted", "accepted"]);
    expect(rows[0]?.reason).toBe(reason);
  });

  test("Meta's passing fault is repeated by the client, and the message goes out once", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 131_000, times: 2 });
    const { campaignId } = await world.queue(people(1));
    expect(states((await world.send(campaignId)).rows)).toEqual(["accepted"]);
    expect(world.simulator.count()).toBe(1);
  });

  test.each([
    [131_000, "graph.something_went_wrong"],
    [130_429, "graph.rate_limited"],
    [190, "graph.token_expired"],
    [131_031, "graph.account_locked"],
  ])("%i for good stops the run, and the rest stays in the queue for the next one", async (code, name) => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "graph-error", code });
    const to = people(5);
    const { campaignId } = await world.queue(to);
    const stopped = await world.send(campaignId, { concurrency: 2 });
    expect(states(stopped.rows)).toEqual(to.map(() => "queued"));
    expect(stopped.stoppedBy).toMatchObject({ code: name });
    expect(world.simulator.count()).toBe(0);

    world.simulator.clearFaults();
    const resumed = await world.send(campaignId);
    expect(states(resumed.rows)).toEqual(to.map(() => "accepted"));
    expect(world.received()).toEqual(once(to));
  });

  test("Meta's refusal of one person is kept with its reason, and the others get theirs", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 131_030, to: person(1) });
    const { campaignId } = await world.queue(people(3));
    const { rows, stoppedBy } = await world.send(campaignId);
    expect(states(rows)).toEqual(["accepted", "failed", "accepted"]);
    expect(rows[1]).toMatchObject({ reason: "graph.recipient_not_allowed", error_code: 131_030 });
    expect(stoppedBy).toBeUndefined();
  });

  test("too many messages to one person keep nobody else waiting", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 131_056, to: person(0) });
    const to = people(6);
    const { campaignId } = await world.queue(to);
    const first = await world.send(campaignId, { concurrency: 1 });
    expect(states(first.rows)).toEqual(["queued", ...to.slice(1).map(() => "accepted")]);
    expect(first.stoppedBy).toMatchObject({ code: "graph.pair_rate_limited" });

    world.simulator.clearFaults();
    await world.clock.sleep(10 * 60_000);
    expect(states((await world.send(campaignId)).rows)).toEqual(to.map(() => "accepted"));
    expect(world.received()).toEqual(once(to));
  });

  test("three unanswered calls in a row stop the run: an outage would only make more uncertain", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "reset-before" });
    const { campaignId } = await world.queue(people(10));
    const { rows, stoppedBy } = await world.send(campaignId, { concurrency: 1 });
    expect(stoppedBy).toMatchObject({ code: "send.no_answers", exit: 7 });
    expect(states(rows).filter((state) => state === "uncertain")).toHaveLength(3);
    expect(states(rows).filter((state) => state === "queued")).toHaveLength(7);
  });

  test("unanswered calls between answered ones do not stop it", async () => {
    const world = await sendWorld(await open());
    world.simulator.fault({ on: "messages", kind: "reset-before", every: 2 });
    const { campaignId } = await world.queue(people(10));
    const { rows, stoppedBy } = await world.send(campaignId, { concurrency: 1 });
    expect(stoppedBy).toBeUndefined();
    expect(states(rows).filter((state) => state === "uncertain")).toHaveLength(5);
  });

  test("a simulator that is gone leaves everything in the queue", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(4));
    await world.simulator.close();
    const { rows, stoppedBy } = await world.send(campaignId);
    expect(states(rows)).toEqual(["queued", "queued", "queued", "queued"]);
    expect(stoppedBy).toMatchObject({ code: "network.refused", exit: 5 });
  });

  test("a wrong number id is told before anything leaves: nothing becomes uncertain", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(2), { phoneNumberId: "+1 202 555 0100" });
    const { rows, stoppedBy } = await world.send(campaignId);
    expect(states(rows)).toEqual(["queued", "queued"]);
    expect(stoppedBy).toMatchObject({ code: "graph.bad_id", exit: 2 });
  });

  test("asked to stop, it ends the calls under way and leaves the rest in the queue", async () => {
    const world = await sendWorld(await open());
    const { campaignId } = await world.queue(people(10));
    const abort = new AbortController();
    let calls = 0;
    const { rows } = await world.send(campaignId, {
      signal: abort.signal,
      concurrency: 2,
      send: async (...call) => {
        calls += 1;
        if (calls === 3) abort.abort(new Error("Ctrl-C"));
        return world.graph.messages.send(...call);
      },
    });
    expect(states(rows).filter((state) => state === "accepted")).toHaveLength(calls);
    expect(states(rows).filter((state) => state === "queued")).toHaveLength(10 - calls);
    expect(calls).toBeLessThanOrEqual(4);

    await world.send(campaignId);
    expect(world.received()).toEqual(once(people(10)));
  });

  test("who opts out between the command and the call is not written to", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(3));
    const [, second] = await messagesOfCampaign(db, campaignId);
    await appendConsentEvents(db, [
      consentRow(1, {
        contactId: second?.contact_id ?? 0,
        action: "withdrawn",
        recordedAt: world.clock.now() + 1,
      }),
    ]);
    const { rows } = await world.send(campaignId);
    expect(states(rows)).toEqual(["accepted", "skipped", "accepted"]);
    expect(rows[1]?.reason).toBe("policy.opted_out");
    expect(world.received()).toEqual(once([person(0), person(2)]));
  });

  test("two at once on one request send every message once, and both know of all", async () => {
    const at = await address();
    const here = await openAt(at);
    const there = await openAt(at);
    const world = await sendWorld(here);
    world.simulator.fault({ on: "messages", kind: "slow", ms: 5 });
    const to = people(20);
    const { campaignId } = await world.queue(to);
    const [one, other] = await Promise.all([
      world.send(campaignId),
      world.send(campaignId, { db: there, runner: { name: "there:2", isGone: () => false } }),
    ]);
    expect(world.received()).toEqual(once(to));
    expect(states(one.rows)).toEqual(to.map(() => "accepted"));
    expect(states(other.rows)).toEqual(to.map(() => "accepted"));
  });

  test("what a dead process left in sending is uncertain at once, and not sent again", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const to = people(4);
    const { campaignId } = await world.queue(to);
    const [first] = await messagesOfCampaign(db, campaignId);
    const claim = { owner: "dead:7", now: world.clock.now(), leaseUntil: world.clock.now() + 120_000 };
    await claimForSending(db, { ...claim, ids: [first?.id ?? ""] });
    const began = world.clock.now();
    const { rows } = await world.send(campaignId, {
      runner: { name: "here:1", isGone: (name) => name === "dead:7" },
    });
    expect(states(rows)).toEqual(["uncertain", "accepted", "accepted", "accepted"]);
    expect(reasons(rows)[0]).toBe("send.abandoned");
    expect(world.clock.now() - began).toBeLessThan(1_000);
    expect(world.received()).toEqual(once(to.slice(1)));
  });

  test("what a living process is sending is waited for, and its outcome is part of the answer", async () => {
    const db = await open();
    let held: string | undefined;
    const world = await sendWorld(db, {
      onWait: async (waits) => {
        if (waits !== 5 || held === undefined) return;
        await markAccepted(db, [{ id: held, wamid: "wamid.FROM.THE.OTHER", at: world.clock.now() }]);
      },
    });
    const { campaignId } = await world.queue(people(2));
    const claim = { owner: "there:2", now: world.clock.now(), leaseUntil: world.clock.now() + 120_000 };
    const [first] = await messagesOfCampaign(db, campaignId);
    [held] = await claimForSending(db, { ...claim, ids: [first?.id ?? ""] });
    const { rows } = await world.send(campaignId);
    expect(rows).toMatchObject([{ state: "accepted", wamid: "wamid.FROM.THE.OTHER" }, { state: "accepted" }]);
    expect(world.received()).toEqual(once([person(1)]));
  });

  test("a process of another machine that never comes back is given up when its lease ends", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(1));
    const [first] = await messagesOfCampaign(db, campaignId);
    const leaseUntil = world.clock.now() + 2_000;
    await claimForSending(db, { ids: [first?.id ?? ""], owner: "far:9", now: world.clock.now(), leaseUntil });
    const { rows } = await world.send(campaignId);
    expect(rows).toMatchObject([{ state: "uncertain", reason: "lease.expired" }]);
    expect(world.clock.now()).toBeGreaterThanOrEqual(leaseUntil);
    expect(world.simulator.count()).toBe(0);
  });

  test("a database that fails in the middle is told, and the calls under way keep their end", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(40));
    let asked = 0;
    const failing = world.send(campaignId, {
      concurrency: 2,
      recheck: async () => {
        asked += 1;
        if (asked === 3) throw new Error("no space left");
        return new Map();
      },
    });
    await expect(failing).rejects.toThrow("no space left");
    const rows = await messagesOfCampaign(db, campaignId);
    expect(states(rows)).not.toContain("sending");
    expect(states(rows).filter((state) => state === "accepted")).toHaveLength(world.simulator.count());
  });

  test("the history of a message says what happened to it", async () => {
    const db = await open();
    const world = await sendWorld(db);
    world.simulator.fault({ on: "messages", kind: "graph-error", code: 190, times: 1 });
    const { campaignId } = await world.queue(people(1));
    await world.send(campaignId);
    const { rows } = await world.send(campaignId);
    const events = await eventsOf(db, [rows[0]?.id ?? ""]);
    expect(events.map(({ state }) => state).toSorted()).toEqual(
      ["queued", "sending", "queued", "sending", "accepted"].toSorted(),
    );
  });

  test("a message that another runner is sending is not skipped for an opt-out, and never sent a second time", async () => {
    const at = await address();
    const db = await openAt(at);
    const other = await openAt(at);
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(2));
    const [first] = await messagesOfCampaign(db, campaignId);
    let optedOut = false;
    // While the other runner's call is under way the person opts out, and this one walks over the same row.
    const theirs = dispatchOn(other, world, campaignId, "there:2", async () => {
      if (optedOut || first?.contact_id == null) return;
      optedOut = true;
      await appendConsentEvents(db, [consentRow(1, { contactId: first.contact_id, action: "withdrawn" })]);
      // Its waiting takes no time of the other's lease.
      const clock = {
        now: () => world.clock.now(),
        sleep: async () => new Promise<void>((done) => setTimeout(done, 5)),
      };
      await world.send(campaignId, { clock, signal: AbortSignal.timeout(100) });
    });
    await theirs;
    await world.queue(people(2));
    await world.send(campaignId);
    expect(world.received()).toEqual(once(people(2)));
  });

  test("what became of a call that the database cannot keep is uncertain, with the wamid, and told as such", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(1));
    const failing = failingAfter(db, "UPDATE messages SET wamid");
    await expect(world.send(campaignId, { db: failing })).rejects.toMatchObject({
      code: "send.not_recorded",
      exit: 7,
      data: { called: 1, unrecorded: [{ wamid: expect.stringMatching(/^wamid\./) }] },
    });
    expect(world.simulator.count()).toBe(1);
    // The same request again: its runner is gone, so the row is uncertain and nothing goes out.
    const again = await world.send(campaignId, { runner: { name: "here:2", isGone: () => true } });
    expect(states(again.rows)).toEqual(["uncertain"]);
    expect(world.simulator.count()).toBe(1);
  });

  test("a database that fails before any call is told as it is: repeating is safe", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { campaignId } = await world.queue(people(1));
    await expect(world.send(campaignId, { db: failingAfter(db, "INSERT INTO send_slots") })).rejects.toMatchObject({
      code: "storage.locked",
      exit: 5,
    });
    expect(world.simulator.count()).toBe(0);
  });

  test("rows that another runner put back are taken up", async () => {
    const at = await address();
    const db = await openAt(at);
    const other = await openAt(at);
    const world = await sendWorld(db, {
      onWait: async () => {
        const held = (await messagesOfCampaign(other, campaignId)).filter(({ state }) => state === "sending");
        const released = held.map(({ id }) => ({ id, dueAt: 0, called: false }));
        await releaseClaims(other, "there:2", released, world.clock.now());
      },
    });
    const { campaignId } = await world.queue(people(2));
    const rows = await messagesOfCampaign(db, campaignId);
    const now = world.clock.now();
    await claimForSending(other, { ids: rows.map(({ id }) => id), owner: "there:2", leaseUntil: now + 60_000, now });
    const result = await world.send(campaignId);
    expect(states(result.rows)).toEqual(["accepted", "accepted"]);
    expect(world.received()).toEqual(once(people(2)));
  });

  test("a clock that was once far ahead does not make anybody wait for that hour", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const began = world.clock.now();
    await reserveSlots(db, world.simulator.phoneNumberId, began + 86_400_000, 12.5);
    const { campaignId } = await world.queue(people(2));
    await world.send(campaignId);
    expect(world.clock.now() - began).toBeLessThan(1_000);
  });
});

/** Another recado on the same database; `duringCall` runs while its call is under way. */
async function dispatchOn(
  db: Database,
  world: SendWorld,
  campaignId: number,
  name: string,
  duringCall: () => Promise<void>,
): Promise<void> {
  await world.send(campaignId, {
    db,
    concurrency: 1,
    runner: { name, isGone: () => false },
    send: async (...call) => {
      await duringCall();
      return world.graph.messages.send(...call);
    },
  });
}

/** The database, failing for good from the first statement that begins so. */
function failingAfter(db: Database, statement: string): Database {
  let broken = false;
  const check = (sql: string): void => {
    broken ||= sql.replaceAll(/\s+/g, " ").trimStart().startsWith(statement);
    if (broken) throw locked();
  };
  const wrap = <Target extends Queryable>(target: Target): Target => ({
    ...target,
    query: async (sql: string, parameters: never) => {
      check(sql);
      return target.query(sql, parameters);
    },
    exec: async (sql: string, parameters: never) => {
      check(sql);
      return target.exec(sql, parameters);
    },
    batch: async (sql: string, rows: never) => {
      check(sql);
      return target.batch(sql, rows);
    },
  });
  return { ...wrap(db), transaction: async (body) => db.transaction(async (tx) => body(wrap(tx))) };
}

function locked(): StorageError {
  return new StorageError({ code: "storage.locked", temporary: true, text: { en: "busy", es: "ocupada" } });
}
