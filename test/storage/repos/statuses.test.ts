import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import {
  applyStatus,
  eventsOf,
  findByWamid,
  getMessage,
  insertMessages,
  markAccepted,
} from "../../../src/storage/repos/messages.ts";
import type { StatusReport } from "../../../src/storage/repos/statuses.ts";
import type { MessageState } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

function report(state: string, changes: Partial<StatusReport> = {}): StatusReport {
  return { wamid: "wamid.A", state, at: noon + 1_000, recordedAt: noon + 2_000, source: "meta", ...changes };
}

describeEachDatabase("statuses", (open) => {
  const reports = ["sent", "delivered", "read", "failed", "played"] as const;
  // What each state becomes by the report of each column. A dash: it stays as it is, and the event is kept.
  const table: readonly [MessageState, ...(MessageState | "-")[]][] = [
    ["queued", "sent", "delivered", "read", "failed", "-"],
    ["sending", "sent", "delivered", "read", "failed", "-"],
    ["uncertain", "sent", "delivered", "read", "failed", "-"],
    ["cancelled", "sent", "delivered", "read", "failed", "-"],
    ["skipped", "sent", "delivered", "read", "failed", "-"],
    ["accepted", "sent", "delivered", "read", "failed", "-"],
    ["sent", "-", "delivered", "read", "failed", "-"],
    ["delivered", "-", "-", "read", "-", "-"],
    ["read", "-", "-", "-", "-", "-"],
    ["failed", "-", "delivered", "read", "-", "-"],
  ];

  it("move every state forward and none back", async () => {
    const db = await open();
    for (const [row, [state, ...after]] of table.entries()) {
      for (const [column, word] of reports.entries()) {
        const wamid = `wamid.${row}.${column}`;
        const message = messageRow(row * 10 + column, { state, wamid });
        await insertMessages(db, [message]);
        const expected = after[column];
        const outcome = await applyStatus(db, report(word, { wamid }));
        const found = await getMessage(db, message.id);
        expect([state, word, outcome, found?.state]).toEqual([
          state,
          word,
          expected === "-" ? "recorded" : "applied",
          expected === "-" ? state : expected,
        ]);
        expect((await eventsOf(db, [message.id])).map((event) => event.state)).toContain(word);
      }
    }
  });

  it("settle a message whose wamid nobody knew, by our own id", async () => {
    const db = await open();
    const unsettled: MessageState[] = ["queued", "sending", "uncertain", "cancelled", "skipped", "failed"];
    await insertMessages(
      db,
      unsettled.map((state, place) =>
        messageRow(place, { state, reason: "some.reason", lease_owner: "a", lease_until: noon }),
      ),
    );
    for (const [place] of unsettled.entries()) {
      const { id } = messageRow(place);
      const wamid = `wamid.${place}`;
      expect(await applyStatus(db, report("sent", { messageId: id, wamid }))).toBe("applied");
      expect(await findByWamid(db, wamid)).toMatchObject({
        id,
        state: "sent",
        reason: null,
        lease_owner: null,
        lease_until: null,
        accepted_at: noon + 1_000,
      });
    }
  });

  it("change nothing the second time", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { state: "accepted", wamid: "wamid.A" })]);
    expect(await applyStatus(db, report("delivered"))).toBe("applied");
    expect(await applyStatus(db, report("delivered", { recordedAt: noon + 9_000 }))).toBe("duplicate");
    expect((await getMessage(db, messageRow(1).id))?.updated_at).toBe(noon + 2_000);
    expect((await eventsOf(db, [messageRow(1).id])).map((event) => event.state)).toEqual([
      "queued",
      "accepted",
      "delivered",
    ]);
  });

  it("keep the reason of a failure, and drop it when the message arrives after all", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { state: "accepted", wamid: "wamid.A" })]);
    const errors = [{ code: 131_047, title: "Re-engagement message", details: "More than 24 hours" }];
    await applyStatus(db, report("failed", { errors }));
    expect(await getMessage(db, messageRow(1).id)).toMatchObject({
      state: "failed",
      reason: "meta.failed",
      error_code: 131_047,
      error_title: "Re-engagement message",
      error_details: "More than 24 hours",
    });
    await applyStatus(db, report("delivered"));
    expect(await getMessage(db, messageRow(1).id)).toMatchObject({
      state: "delivered",
      reason: null,
      error_code: null,
    });
    const failure = (await eventsOf(db, [messageRow(1).id])).find((event) => event.state === "failed");
    expect(JSON.parse(failure?.detail ?? "")).toEqual({ reason: "meta.failed", errors });
  });

  it("of strangers are kept, and counted in when their message turns up", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { state: "sending", lease_owner: "a", lease_until: noon + 60_000 })]);
    expect(await applyStatus(db, report("delivered"))).toBe("unknown");
    expect(await applyStatus(db, report("sent", { messageId: "msg_of_nobody", wamid: "wamid.N" }))).toBe("unknown");
    expect(await markAccepted(db, [{ id: messageRow(1).id, wamid: "wamid.A", at: noon + 3_000 }])).toBe(1);
    expect((await getMessage(db, messageRow(1).id))?.state).toBe("delivered");
    expect((await eventsOf(db, [messageRow(1).id])).map((event) => event.state).toSorted()).toEqual([
      "accepted",
      "delivered",
      "queued",
      "sending",
    ]);
  });

  it("of a second sending of one message stay in its history without touching it", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { state: "delivered", wamid: "wamid.A" })]);
    const twin = report("read", { wamid: "wamid.B", messageId: messageRow(1).id });
    expect(await applyStatus(db, twin)).toBe("recorded");
    expect(await getMessage(db, messageRow(1).id)).toMatchObject({ state: "delivered", wamid: "wamid.A" });
    expect((await eventsOf(db, [messageRow(1).id])).map((event) => [event.state, event.wamid])).toEqual([
      ["queued", null],
      ["delivered", "wamid.A"],
      ["read", "wamid.B"],
    ]);
  });

  it("never touch what a customer wrote", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { direction: "in", state: "received", wamid: "wamid.A" })]);
    expect(await applyStatus(db, report("read"))).toBe("recorded");
    expect((await getMessage(db, messageRow(1).id))?.state).toBe("received");
  });

  it("end in the same state whatever their order and however often they come", async () => {
    const db = await open();
    let place = 0;
    const run = async (database: Database, words: readonly string[], acceptAt: number): Promise<unknown> => {
      place += 1;
      const { id } = messageRow(place);
      const wamid = `wamid.${place}`;
      await insertMessages(database, [messageRow(place, { state: "sending", lease_owner: "a", lease_until: noon })]);
      for (const [index, word] of words.entries()) {
        if (index === acceptAt) await markAccepted(database, [{ id, wamid, at: noon + 5_000 }]);
        await applyStatus(database, report(word, { wamid, messageId: id }));
      }
      if (acceptAt >= words.length) await markAccepted(database, [{ id, wamid, at: noon + 5_000 }]);
      const { state, reason, wamid: kept } = (await getMessage(database, id)) ?? {};
      return { state, reason, settled: kept === wamid };
    };
    const sets = fc.uniqueArray(fc.constantFrom("sent", "delivered", "read", "failed", "played"), { minLength: 1 });
    const disordered = sets.chain((words) =>
      fc.record({
        words: fc.constant(words),
        shuffled: fc
          .array(fc.constantFrom(...words), { maxLength: 4 })
          .chain((copies) => fc.shuffledSubarray([...words, ...copies], { minLength: words.length + copies.length })),
        acceptAt: fc.nat(8),
      }),
    );
    await fc.assert(
      fc.asyncProperty(disordered, async ({ words, shuffled, acceptAt }) => {
        expect(await run(db, shuffled, acceptAt)).toEqual(await run(db, words, 0));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("a status that carries our own id is never counted to another message with the same wamid", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(1, { state: "accepted", wamid: "wamid.A" }),
      messageRow(2, { state: "uncertain", wamid: null }),
    ]);
    const { id } = messageRow(2);
    expect(await applyStatus(db, report("delivered", { messageId: id }))).toBe("recorded");
    expect((await getMessage(db, messageRow(1).id))?.state).toBe("accepted");
    expect((await eventsOf(db, [id])).map(({ state }) => state)).toContain("delivered");
  });
});
