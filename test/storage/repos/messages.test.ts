import { expect, it } from "vitest";
import {
  cancel,
  claimForSending,
  createRequest,
  eventsOf,
  expireLeases,
  findRequest,
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
  releaseClaim,
  reserveSlot,
  settlePrice,
} from "../../../src/storage/repos/messages.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import type { MessageRow, SendRequestRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contactRow, messageRow, noon } from "../../helpers/rows.ts";

const request: SendRequestRow = {
  id: "req_1",
  phone_number_id: "100200300",
  idempotency_key: "order-77",
  content_hash: "abc",
  created_at: noon,
};

function many(count: number, changes: Partial<MessageRow> = {}): MessageRow[] {
  return Array.from({ length: count }, (_, place) => messageRow(place, changes));
}

describeEachDatabase("outbox", (open, { address, openAt }) => {
  it("takes one request for an idempotency key", async () => {
    const db = await open();
    expect(await createRequest(db, request)).toBe(true);
    expect(await createRequest(db, { ...request, id: "req_2", content_hash: "other" })).toBe(false);
    expect(await findRequest(db, "100200300", "order-77")).toEqual(request);
    expect(await createRequest(db, { ...request, id: "req_3", phone_number_id: "other" })).toBe(true);
    // Without a key every request is one of its own.
    expect(await createRequest(db, { ...request, id: "req_4", idempotency_key: null })).toBe(true);
    expect(await createRequest(db, { ...request, id: "req_5", idempotency_key: null })).toBe(true);
  });

  it("lists the messages of a request in the order in which they were asked for", async () => {
    const db = await open();
    await createRequest(db, request);
    await insertMessages(db, many(5, { request_id: request.id }).toReversed());
    expect((await messagesOfCampaign(db, request.id)).map((row) => row.position)).toEqual([0, 1, 2, 3, 4]);
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
    const taken = claimed.flat().map((row) => row.id);
    expect(taken).toHaveLength(300);
    expect(new Set(taken).size).toBe(300);
    expect(claimed.flat().every((row) => row.state === "sending" && row.lease_until === noon + 60_000)).toBe(true);
    expect(await claimForSending(two, { ...claim, ids, owner: "two" })).toEqual([]);
  });

  it("returns what was claimed in the order of the ids, and only what was queued", async () => {
    const db = await open();
    await insertMessages(db, [...many(3), messageRow(9, { state: "skipped" })]);
    const ids = [2, 9, 0].map((place) => messageRow(place).id);
    const claimed = await claimForSending(db, { ids, owner: "one", leaseUntil: noon + 1, now: noon });
    expect(claimed.map((row) => row.id)).toEqual([messageRow(2).id, messageRow(0).id]);
    expect((await getMessage(db, messageRow(1).id))?.state).toBe("queued");
  });

  it("lets only the owner put a claim back", async () => {
    const db = await open();
    await insertMessages(db, many(2));
    const ids = many(2).map((row) => row.id);
    await claimForSending(db, { ids, owner: "one", leaseUntil: noon + 1_000, now: noon });
    expect(await releaseClaim(db, { ids, owner: "two", now: noon })).toEqual([]);
    expect((await releaseClaim(db, { ids, owner: "one", now: noon })).toSorted()).toEqual(ids);
    expect(await getMessage(db, ids[0] ?? "")).toMatchObject({ state: "queued", lease_owner: null, lease_until: null });
  });

  it("makes what a dead process left behind uncertain, and never what is still leased", async () => {
    const db = await open();
    await insertMessages(db, many(2));
    const [first = "", second = ""] = many(2).map((row) => row.id);
    await claimForSending(db, { ids: [first], owner: "dead", leaseUntil: noon + 1_000, now: noon });
    await claimForSending(db, { ids: [second], owner: "alive", leaseUntil: noon + 9_000, now: noon });
    expect(await expireLeases(db, noon + 999)).toEqual([]);
    expect((await expireLeases(db, noon + 1_000)).map((row) => row.id)).toEqual([first]);
    expect(await getMessage(db, first)).toMatchObject({
      state: "uncertain",
      reason: "lease.expired",
      lease_owner: null,
    });
    expect(await expireLeases(db, noon + 1_000)).toEqual([]);
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
    expect(await markAccepted(db, acceptance)).toBe(true);
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
    expect(await markAccepted(db, { id, wamid: "wamid.A", at: noon })).toBe(true);
    expect(await getMessage(db, id)).toMatchObject({ state: "accepted", error_code: null, reason: null });
    expect(await markAccepted(db, { id, wamid: "wamid.B", at: noon })).toBe(false);
    expect(await markFailed(db, { id, reason: "x", at: noon })).toBe(false);
    expect(await getMessage(db, id)).toMatchObject({ state: "accepted", wamid: "wamid.A" });
  });

  it("settles a price once", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(1, { currency: null })]);
    const settlement = { id: messageRow(1).id, pricingType: "regular", pricingCategory: "utility", at: noon };
    expect(await settlePrice(db, { ...settlement, micros: 8_000, currency: "EUR" })).toBe(true);
    expect(await settlePrice(db, { ...settlement, micros: 9_000, currency: "USD" })).toBe(false);
    expect(await getMessage(db, messageRow(1).id)).toMatchObject({
      settled_micros: 8_000,
      currency: "EUR",
      pricing_type: "regular",
      priced_at: noon,
    });
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
    const reserve = async (db: typeof one, now: number): Promise<number> => reserveSlot(db, "100200300", now, 12.5);
    const slots = await Promise.all(Array.from({ length: 80 }, async (_, i) => reserve(i % 2 ? one : two, noon)));
    const ordered = slots.toSorted((a, b) => a - b);
    expect(ordered[0]).toBe(noon);
    expect(ordered).toEqual(Array.from({ length: 80 }, (_, i) => Math.ceil(noon + i * 12.5)));
    expect(await reserve(one, noon)).toBe(noon + 1_000);
    // After a pause the next one goes at once, and the one behind it waits again.
    expect(await reserve(one, noon + 60_000)).toBe(noon + 60_000);
    expect(await reserve(two, noon + 60_000)).toBe(noon + 60_013);
    expect(await reserveSlot(two, "another", noon, 12.5)).toBe(noon);
  });
});
