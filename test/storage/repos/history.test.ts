import { expect, it } from "vitest";
import type { Queryable } from "../../../src/storage/database.ts";
import {
  abandon,
  applyStatus,
  cancel,
  claimForSending,
  eventsOf,
  getMessage,
  insertInbound,
  insertMessages,
  markAccepted,
  markFailed,
  markSkipped,
  markUncertain,
  releaseClaims,
  requeueSkipped,
} from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const id = "msg_1";
const row = messageRow(1, { id, created_at: noon, updated_at: noon });

/** What can happen to a message, each some milliseconds after it was put into the queue. */
const steps = {
  queue: async (db: Queryable) => insertMessages(db, [row]),
  skipAtOnce: async (db: Queryable) => insertMessages(db, [{ ...row, state: "skipped", reason: "policy.no_consent" }]),
  skip: async (db: Queryable, at: number) => markSkipped(db, { id, reason: "policy.opted_out", at }),
  requeue: async (db: Queryable, at: number) => requeueSkipped(db, { id, contactId: null, content: "{}", at }),
  claim: async (db: Queryable, at: number) =>
    claimForSending(db, { ids: [id], owner: "one", leaseUntil: at + 30_000, now: at }),
  release: async (db: Queryable, at: number) => releaseClaims(db, "one", [{ id, dueAt: at, called: true }], at),
  giveBack: async (db: Queryable, at: number) => releaseClaims(db, "one", [{ id, dueAt: 0, called: false }], at),
  accept: async (db: Queryable, at: number) => markAccepted(db, [{ id, wamid: "wamid.A", at }]),
  fail: async (db: Queryable, at: number) => markFailed(db, { id, reason: "graph.unknown", at }),
  doubt: async (db: Queryable, at: number) => markUncertain(db, { id, reason: "network.timeout", at }),
  die: async (db: Queryable, at: number) => abandon(db, { owner: "one" }, at),
  cancel: async (db: Queryable, at: number) => cancel(db, { ids: [id], at }),
  sent: async (db: Queryable, at: number) => report(db, "sent", at),
  read: async (db: Queryable, at: number) => report(db, "read", at),
} as const;

async function report(db: Queryable, state: string, at: number): Promise<unknown> {
  return applyStatus(db, { messageId: id, wamid: "wamid.A", state, at, recordedAt: at + 2, source: "meta" });
}

type Course = readonly (readonly [after: number, step: keyof typeof steps])[];

describeEachDatabase("the history of a message", (open) => {
  it.each<[string, Course, string[]]>([
    ["that waits", [[0, "queue"]], ["queued 0"]],
    [
      "that goes its straight way",
      [
        [0, "queue"],
        [5, "claim"],
        [9, "accept"],
        [40, "sent"],
        [80, "read"],
      ],
      ["queued 0", "sending 5", "accepted 9", "sent 40", "read 80"],
    ],
    [
      "that was refused by Meta",
      [
        [0, "queue"],
        [5, "claim"],
        [9, "fail"],
      ],
      ["queued 0", "sending 5", "failed 9"],
    ],
    [
      "that was cancelled",
      [
        [0, "queue"],
        [5, "cancel"],
      ],
      ["queued 0", "cancelled 5"],
    ],
    [
      "that our rules held back when it was its turn",
      [
        [0, "queue"],
        [5, "skip"],
      ],
      ["queued 0", "skipped 5"],
    ],
    ["that our rules held back from the start", [[0, "skipAtOnce"]], ["skipped 0"]],
    [
      "that was allowed later",
      [
        [0, "skipAtOnce"],
        [5, "requeue"],
        [7, "claim"],
        [9, "accept"],
      ],
      ["skipped 0", "queued 5", "sending 7", "accepted 9"],
    ],
    [
      "that did not go out the first time",
      [
        [0, "queue"],
        [5, "claim"],
        [6, "release"],
        [8, "claim"],
        [9, "accept"],
      ],
      ["queued 0", "sending 5", "queued 6", "sending 8", "accepted 9"],
    ],
    [
      "that was taken and given back without a call",
      [
        [0, "queue"],
        [5, "claim"],
        [6, "giveBack"],
        [8, "claim"],
        [9, "accept"],
      ],
      ["queued 0", "sending 8", "accepted 9"],
    ],
    [
      "that did not go out, and then was cancelled",
      [
        [0, "queue"],
        [5, "claim"],
        [6, "release"],
        [8, "cancel"],
      ],
      ["queued 0", "sending 5", "queued 6", "cancelled 8"],
    ],
    [
      "of which a webhook told first",
      [
        [0, "queue"],
        [5, "claim"],
        [7, "sent"],
        [9, "accept"],
        [11, "read"],
      ],
      ["queued 0", "sending 5", "sent 7", "read 11"],
    ],
    [
      "whose process died, and which Meta had after all",
      [
        [0, "queue"],
        [5, "claim"],
        [30, "die"],
        [50, "sent"],
        [60, "read"],
      ],
      ["queued 0", "sending 5", "uncertain 30", "sent 50", "read 60"],
    ],
    [
      "that got no answer, and then one",
      [
        [0, "queue"],
        [5, "claim"],
        [30, "doubt"],
        [50, "accept"],
        [60, "sent"],
      ],
      ["queued 0", "sending 5", "uncertain 30", "accepted 50", "sent 60"],
    ],
    [
      "whose status came before its answer was written down",
      [
        [0, "queue"],
        [5, "claim"],
        [8, "read"],
      ],
      ["queued 0", "sending 5", "read 8"],
    ],
  ])("%s", async (_, course, told) => {
    const db = await open();
    for (const [after, step] of course) await steps[step](db, noon + after);
    const events = await eventsOf(db, [id]);
    expect(events.map(({ state, occurred_at: at }) => `${state} ${at - noon}`)).toEqual(told);
    expect(events.every((event) => event.message_id === id)).toBe(true);
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
    expect(new Set(events.map((event) => event.event_key)).size).toBe(events.length);
  });

  it("says by whom each step is known, and Meta's id from where it is known", async () => {
    const db = await open();
    const course: Course = [
      [0, "queue"],
      [5, "claim"],
      [9, "accept"],
      [40, "sent"],
    ];
    for (const [after, step] of course) await steps[step](db, noon + after);
    const events = await eventsOf(db, [id]);
    expect(events.map(({ state, source, wamid, recorded_at: at }) => [state, source, wamid, at - noon])).toEqual([
      ["queued", "recado", null, 0],
      ["sending", "recado", null, 5],
      ["accepted", "recado", "wamid.A", 9],
      ["sent", "meta", "wamid.A", 42],
    ]);
  });

  it("is each message's own, in one question", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(2), messageRow(3)]);
    await claimForSending(db, { ids: [messageRow(3).id], owner: "one", leaseUntil: noon, now: noon + 9 });
    const events = await eventsOf(db, [messageRow(3).id, messageRow(2).id, "msg_nobody"]);
    expect(events.map(({ message_id: owner, state }) => [owner, state])).toEqual([
      [messageRow(2).id, "queued"],
      [messageRow(3).id, "queued"],
      [messageRow(3).id, "sending"],
    ]);
  });

  it("has no steps of ours where a customer wrote", async () => {
    const db = await open();
    await insertInbound(db, { ...row, direction: "in", state: "received", wamid: "wamid.IN" });
    expect(await eventsOf(db, [id])).toEqual([]);
  });

  it("costs no rows of its own while a message goes its straight way", async () => {
    const db = await open();
    const course: Course = [
      [0, "queue"],
      [5, "claim"],
      [6, "giveBack"],
      [8, "claim"],
      [9, "accept"],
    ];
    for (const [after, step] of course) await steps[step](db, noon + after);
    expect(await db.query("SELECT * FROM message_events")).toEqual([]);
    expect((await getMessage(db, id))?.state).toBe("accepted");
  });

  it("of another message is not touched by an id that Meta gave twice", async () => {
    const db = await open();
    const other = messageRow(2).id;
    await insertMessages(db, [row, messageRow(2), messageRow(3)]);
    // It stands alone until its price is reckoned, although the other message has it.
    const price = { state: "delivered", at: noon + 50, recordedAt: noon + 50, pricing: { type: "regular" } };
    await applyStatus(db, { ...price, wamid: "wamid.B", source: "meta" });
    await markAccepted(db, [{ id: other, wamid: "wamid.B", at: noon + 9 }]);
    expect((await getMessage(db, other))?.state).toBe("delivered");
    await markAccepted(db, [{ id, wamid: "wamid.A", at: noon + 9 }]);
    const answers = [
      { id, wamid: "wamid.B", at: noon + 60 },
      { id: messageRow(3).id, wamid: "wamid.C", at: noon + 60 },
    ];
    expect(await markAccepted(db, answers)).toBe(1);
    expect(await getMessage(db, id)).toMatchObject({ state: "accepted", wamid: "wamid.A" });
  });
});
