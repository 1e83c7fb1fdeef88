import { expect, it } from "vitest";
import {
  abandon,
  cancel,
  claimForSending,
  eventsOf,
  getMessage,
  getMessages,
  insertInbound,
  insertMessages,
  lastInboundAt,
  listMessages,
  markAccepted,
  markFailed,
  markSkipped,
  markUncertain,
  messagesOfCampaign,
  releaseClaims,
  reserveSlots,
} from "../../../src/storage/repos/messages.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contactRow, messageRow, noon } from "../../helpers/rows.ts";

function many(count: number, changes: Partial<MessageRow> = {}): MessageRow[] {
  return Array.from({ length: count }, (_, place) => messageRow(place, changes));
}

describeEachDatabase("outbox", (open, { address, openAt }) => {
  it("lists the messages of a campaign in the order in which they were asked for", async () => {
    const db = await open();
    const id = await createCampaign(db, { phone_number_id: "100200300", state: "running", created_at: noon });
    await insertMessages(db, many(5, { campaign_id: id ?? 0 }).toReversed());
    expect((await messagesOfCampaign(db, id ?? 0)).map((row) => row.position)).toEqual([0, 1, 2, 3, 4]);
  });

  it("gives every message to one claimer only", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const rows = many(300);
    await insertMessages(one, rows);
    const ids = rows.map((row) => row.id);
    const claim = { leaseUntil: noon + 60_000, now: noon };
    const claimed = await Promise.all([
      claimForSending(one, { ...claim, ids, owner: "one" }),
      claimForSending(two, { ...claim, ids: ids.toReversed(), owner: "two" }),
    ]);
    expect(claimed.flat()).toHaveLength(300);
    expect(new Set(claimed.flat()).size).toBe(300);
    for (const [place, owner] of ["one", "two"].entries()) {
      const held = await getMessages(one, claimed[place] ?? []);
      const lease = { state: "sending", lease_owner: owner, lease_until: noon + 60_000, sending_at: noon };
      expect(held).toMatchObject(held.map(() => lease));
    }
    expect(await claimForSending(two, { ...claim, ids, owner: "two" })).toEqual([]);
  });

  it("returns what was claimed in the order of the ids, and only what was queued", async () => {
    const db = await open();
    await insertMessages(db, [...many(3), messageRow(9, { state: "skipped" })]);
    const ids = [2, 9, 0].map((place) => messageRow(place).id);
    const claimed = await claimForSending(db, { ids, owner: "one", leaseUntil: noon + 1, now: noon });
    expect(claimed).toEqual([messageRow(2).id, messageRow(0).id]);
    expect((await getMessage(db, messageRow(1).id))?.state).toBe("queued");
  });

  it("lets only the owner put a claim back", async () => {
    const db = await open();
    await insertMessages(db, many(2));
    const ids = many(2).map((row) => row.id);
    await claimForSending(db, { ids, owner: "one", leaseUntil: noon + 1_000, now: noon });
    const releases = ids.map((id) => ({ id, dueAt: 0, called: false }));
    expect(await releaseClaims(db, "two", releases, noon)).toEqual([]);
    expect((await getMessage(db, ids[0] ?? ""))?.state).toBe("sending");
    expect((await releaseClaims(db, "one", releases, noon)).toSorted()).toEqual(ids);
    expect(await getMessage(db, ids[0] ?? "")).toMatchObject({ state: "queued", lease_owner: null, lease_until: null });
  });

  it("makes what a dead process left behind uncertain, and never what is still leased", async () => {
    const db = await open();
    await insertMessages(db, many(2));
    const [first = "", second = ""] = many(2).map((row) => row.id);
    await claimForSending(db, { ids: [first], owner: "dead", leaseUntil: noon + 1_000, now: noon });
    await claimForSending(db, { ids: [second], owner: "alive", leaseUntil: noon + 9_000, now: noon });
    expect(await abandon(db, { expiredAt: noon + 999 }, noon + 999)).toEqual([]);
    expect((await abandon(db, { expiredAt: noon + 1_000 }, noon + 1_000)).map((row) => row.id)).toEqual([first]);
    expect(await getMessage(db, first)).toMatchObject({
      state: "uncertain",
      reason: "lease.expired",
      lease_owner: null,
    });
    expect(await abandon(db, { expiredAt: noon + 1_000 }, noon + 1_000)).toEqual([]);
    expect(await claimForSending(db, { ids: [first], owner: "b", leaseUntil: noon + 9_000, now: noon })).toEqual([]);
  });

  it("cancels what is queued and nothing else", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(0), messageRow(1, { state: "sending" }), messageRow(2, { state: "sent" })]);
    const ids = [0, 1, 2].map((place) => messageRow(place).id);
    expect(await cancel(db, { ids, at: noon + 10 })).toEqual([messageRow(0).id]);
    expect((await getMessages(db, ids)).map((row) => row.state).toSorted()).toEqual(["cancelled", "sending", "sent"]);
    expect((await eventsOf(db, [messageRow(0).id])).at(-1)).toMatchObject({ state: "cancelled", source: "person" });
  });

  it("writes the history of a message as it goes", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1)]);
    const message = messageRow(1, { contact_id: contactRow(1).id });
    await insertMessages(db, [message]);
    await claimForSending(db, { ids: [message.id], owner: "one", leaseUntil: noon + 60_000, now: noon + 10 });
    const acceptance = { id: message.id, wamid: "wamid.A", at: noon + 20, waId: "12025550001" };
    expect(await markAccepted(db, [acceptance])).toBe(1);
    expect(await getMessage(db, message.id)).toMatchObject({
      state: "accepted",
      wamid: "wamid.A",
      accepted_at: noon + 20,
      lease_owner: null,
    });
    expect((await getContactById(db, contactRow(1).id))?.wa_id).toBe("12025550001");
    const events = await eventsOf(db, [message.id]);
    expect(events.map(({ state, occurred_at, source }) => [state, occurred_at, source])).toEqual([
      ["queued", noon + 1, "recado"],
      ["sending", noon + 10, "recado"],
      ["accepted", noon + 20, "recado"],
    ]);
  });

  it("lets each end come only from where it can", async () => {
    const db = await open();
    const states = ["queued", "sending", "uncertain", "accepted", "sent", "failed", "cancelled", "skipped"] as const;
    const ends = {
      failed: { mark: markFailed, from: ["queued", "sending", "uncertain"] },
      skipped: { mark: markSkipped, from: ["queued"] },
      uncertain: { mark: markUncertain, from: ["sending"] },
    };
    let place = 0;
    for (const [end, { mark, from }] of Object.entries(ends)) {
      for (const state of states) {
        place += 1;
        const wamid = state === "accepted" || state === "sent" ? `wamid.${place}` : null;
        await insertMessages(db, [messageRow(place, { state, wamid })]);
        const { id } = messageRow(place);
        const moved = await mark(db, { id, reason: "some.reason", at: noon });
        expect([end, state, moved]).toEqual([end, state, from.includes(state)]);
        expect((await getMessage(db, id))?.state).toBe(moved ? end : state);
      }
    }
  });

  it("believes a wamid over everything, a failure included, but never takes a second one", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { state: "failed", error_code: 131_000, reason: "graph.unknown" })]);
    const { id } = messageRow(1);
    expect(await markAccepted(db, [{ id, wamid: "wamid.A", at: noon }])).toBe(1);
    expect(await getMessage(db, id)).toMatchObject({ state: "accepted", error_code: null, reason: null });
    expect(await markAccepted(db, [{ id, wamid: "wamid.B", at: noon }])).toBe(0);
    expect(await markFailed(db, { id, reason: "x", at: noon })).toBe(false);
    expect(await getMessage(db, id)).toMatchObject({ state: "accepted", wamid: "wamid.A" });
  });

  it("lists newest first, filtered, page by page", async () => {
    const db = await open();
    // Pairs share an instant: pages must neither repeat nor lose one of them.
    const rows = Array.from({ length: 10 }, (_, place) => messageRow(place, { created_at: noon + (place >> 1) }));
    await insertMessages(db, rows);
    await insertInbound(db, messageRow(50, { direction: "in", state: "received", wamid: "wamid.IN", template: null }));
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listMessages(db, { limit: 3, direction: "out", after });
      if (page.length === 0) break;
      seen.push(...page.map((row) => row.id));
      after = page.at(-1)?.id;
    }
    expect(seen).toEqual(rows.map((row) => row.id).toReversed());
    expect(await listMessages(db, { limit: 50, state: "received" })).toHaveLength(1);
    expect(await listMessages(db, { limit: 50, template: "order_shipped" })).toHaveLength(10);
    expect(await listMessages(db, { limit: 50, customerPhone: "+12025550003" })).toHaveLength(1);
    expect(await listMessages(db, { limit: 50, since: noon + 1, until: noon + 3 })).toHaveLength(4);
  });

  it("stores an inbound message once and knows when the customer last wrote", async () => {
    const db = await open();
    const inbound = (place: number, at: number): MessageRow =>
      messageRow(place, {
        direction: "in",
        state: "received",
        wamid: `wamid.IN${place}`,
        customer_phone: "+12025550100",
        created_at: at,
      });
    expect(await lastInboundAt(db, "100200300", "+12025550100")).toBeUndefined();
    expect(await insertInbound(db, inbound(1, noon))).toBe(true);
    expect(await insertInbound(db, { ...inbound(1, noon), id: "msg_copy" })).toBe(false);
    await insertInbound(db, inbound(2, noon - 500));
    await insertMessages(db, [messageRow(3, { customer_phone: "+12025550100", created_at: noon + 900 })]);
    expect(await lastInboundAt(db, "100200300", "+12025550100")).toBe(noon);
    expect(await lastInboundAt(db, "another", "+12025550100")).toBeUndefined();
  });

  it("paces a number: 80 a second, shared by everyone who sends, without saving up", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const reserve = async (db: typeof one, now: number): Promise<number> => reserveSlots(db, "100200300", now, 12.5);
    const slots = await Promise.all(Array.from({ length: 80 }, async (_, i) => reserve(i % 2 ? one : two, noon)));
    const ordered = slots.toSorted((a, b) => a - b);
    expect(ordered[0]).toBe(noon);
    expect(ordered).toEqual(Array.from({ length: 80 }, (_, i) => noon + i * 12.5));
    expect(await reserve(one, noon)).toBe(noon + 1_000);
    // After a pause the next one goes at once, and the one behind it waits again.
    expect(await reserve(one, noon + 60_000)).toBe(noon + 60_000);
    expect(await reserve(two, noon + 60_000)).toBe(noon + 60_012.5);
    expect(await reserveSlots(two, "another", noon, 12.5)).toBe(noon);
  });
});
