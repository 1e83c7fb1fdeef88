import { expect, it } from "vitest";
import { readFrequency } from "../../../src/domain/consent/frequency.ts";
import { recheckBy, type RecheckRules, type Ruling } from "../../../src/domain/outbox/recheck.ts";
import type { Database } from "../../../src/storage/database.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { addContacts, updateContact } from "../../../src/storage/repos/contacts.ts";
import { dueMessages, insertInbound, insertMessages } from "../../../src/storage/repos/messages.ts";
import type { ContactRow, MessageRow, Purpose } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, messageRow, noon } from "../../helpers/rows.ts";

const hour = 3_600_000;
const day = 24 * hour;
const weekly = readFrequency("1/7d");
const later = (until: number): Ruling => ({ kind: "wait", until });
const skip = (reason: string): Ruling => ({ kind: "skip", reason });

const idOf = (place: number): string => messageRow(place).id;
const phoneOf = (place: number): string => contactRow(place).phone ?? "";

/** Contacts 1, 2, 3…, each with what they agreed to. */
async function people(db: Database, agreed: readonly (readonly Purpose[])[]): Promise<void> {
  await addContacts(
    db,
    agreed.map((_, place) => contactRow(place + 1)),
  );
  await appendConsentEvents(
    db,
    agreed.flatMap((purposes, place) =>
      purposes.length === 0 ? [] : [consentRow(1, { contactId: place + 1, purposes })],
    ),
  );
}

/** A message to a contact, in the queue of the first campaign. */
function toContact(contact: number, place: number, changes: Partial<MessageRow> = {}): MessageRow {
  const to = { contact_id: contact, customer_phone: phoneOf(contact) };
  return messageRow(place, { campaign_id: 1, created_at: noon, updated_at: noon, ...to, ...changes });
}

/** What is found of everything in the queue, by message. */
async function rulings(db: Database, rules: RecheckRules = {}, now = noon + 1_000): Promise<Record<string, Ruling>> {
  const found = await db.transaction(async (tx) => {
    const due = await dueMessages(tx, { campaignId: 1, now, limit: 1_000, skipLocked: false });
    return recheckBy(rules)(tx, due, now);
  });
  return Object.fromEntries(found);
}

async function wrote(db: Database, contact: number, at: number): Promise<void> {
  const inbound = { direction: "in", state: "received", type: "text", template: null, category: null } as const;
  await insertInbound(
    db,
    messageRow(900 + contact, {
      ...inbound,
      customer_phone: phoneOf(contact),
      wamid: `wamid.in${contact}`,
      created_at: at,
    }),
  );
}

describeEachDatabase("asked again at the moment of sending", (open) => {
  it("nothing is said of those who may be written to, and nothing of nobody", async () => {
    const db = await open();
    await people(db, [["utility"], ["marketing"]]);
    await insertMessages(db, [toContact(1, 1), toContact(2, 2, { category: "marketing" })]);
    expect(await rulings(db)).toEqual({});
    expect(await recheckBy()(db, [], noon)).toEqual(new Map());
  });

  it("each is judged by their own consent and the category of their own message", async () => {
    const db = await open();
    await people(db, [["utility"], ["utility"], [], ["marketing"]]);
    await appendConsentEvents(db, [consentRow(5, { contactId: 2, purposes: ["utility"], action: "withdrawn" })]);
    await insertMessages(db, [
      toContact(1, 1),
      toContact(2, 2),
      toContact(3, 3),
      toContact(4, 4, { category: "marketing" }),
      toContact(1, 5, { category: "marketing" }),
      messageRow(6, { campaign_id: 1, created_at: noon, contact_id: null }),
      toContact(1, 7, { category: "something new" }),
    ]);
    expect(await rulings(db)).toEqual({
      [idOf(2)]: skip("policy.opted_out"),
      [idOf(3)]: skip("policy.no_consent"),
      [idOf(5)]: skip("policy.no_consent"),
      [idOf(6)]: skip("policy.no_consent"),
      // What nobody knows counts as advertising.
      [idOf(7)]: skip("policy.no_consent"),
    });
  });

  it("an answer goes as long as its person's window is open", async () => {
    const db = await open();
    await people(db, [[], [], ["service"]]);
    const answer = { category: "service", type: "text", template: null } as const;
    await insertMessages(db, [toContact(1, 1, answer), toContact(2, 2, answer), toContact(3, 3, answer)]);
    await wrote(db, 1, noon - 23 * hour);
    await wrote(db, 2, noon - 25 * hour);
    expect(await rulings(db)).toEqual({ [idOf(2)]: skip("policy.window_closed") });
    expect(await rulings(db, {}, noon + hour)).toEqual({
      [idOf(1)]: skip("policy.window_closed"),
      [idOf(2)]: skip("policy.window_closed"),
    });
  });

  it("somebody who had enough marketing gets no more; notices count for nothing", async () => {
    const db = await open();
    const all = ["marketing", "utility"] as const;
    await people(db, [all, all, all, all]);
    const set = async (id: number, limit: string) => updateContact(db, id, { marketing_limit: limit, updated_at: 1 });
    await set(3, "none");
    await set(4, "2/1d");
    const sent = { state: "delivered", category: "marketing", campaign_id: 2 } as const;
    const at = (time: number, place: number): Partial<MessageRow> => ({
      ...sent,
      accepted_at: time,
      wamid: `w${place}`,
    });
    await insertMessages(db, [
      toContact(1, 101, at(noon - 6 * day, 101)),
      toContact(2, 102, at(noon - 8 * day, 102)),
      toContact(3, 103, at(noon - hour, 103)),
      toContact(4, 104, at(noon - hour, 104)),
      toContact(4, 105, at(noon - 2 * hour, 105)),
      ...[1, 2, 3, 4].map((contact) => toContact(contact, contact, { category: "marketing" })),
      toContact(1, 5),
      toContact(1, 6, { category: "something new" }),
    ]);
    expect(await rulings(db, { marketingLimit: weekly })).toEqual({
      [idOf(1)]: skip("policy.frequency"),
      [idOf(6)]: skip("policy.frequency"),
      [idOf(4)]: skip("policy.frequency"),
    });
    // Without a rule for all, only people's own count.
    expect(await rulings(db)).toEqual({ [idOf(4)]: skip("policy.frequency") });
  });

  it("of two for one person in one batch the older goes, and those of others are not mixed up with them", async () => {
    const db = await open();
    await people(db, [["marketing"], ["marketing"]]);
    const marketing = { category: "marketing" } as const;
    await insertMessages(db, [
      toContact(1, 2, { ...marketing, created_at: noon + 1 }),
      toContact(1, 1, marketing),
      toContact(2, 3, marketing),
    ]);
    expect(await rulings(db, { marketingLimit: weekly })).toEqual({ [idOf(2)]: skip("policy.frequency") });
  });

  it("somebody who got forty messages in a row waits until Meta takes more, and nobody else does", async () => {
    const db = await open();
    await people(db, [["utility"], ["utility"]]);
    const sent = Array.from({ length: 40 }, (_, place) =>
      toContact(1, 100 + place, { campaign_id: 2, state: "sent", wamid: `wamid.${place}`, accepted_at: noon - 10_000 }),
    );
    await insertMessages(db, [...sent, toContact(1, 1), toContact(2, 2)]);
    expect(await rulings(db)).toEqual({ [idOf(1)]: later(noon - 10_000 + 240_000) });
    expect(await rulings(db, {}, noon + 230_000)).toEqual({});
  });

  it("another number's messages to a person do not count", async () => {
    const db = await open();
    await people(db, [["utility"]]);
    const sent = Array.from({ length: 40 }, (_, place) =>
      toContact(1, 100 + place, {
        phone_number_id: "other",
        state: "sent",
        wamid: `wamid.${place}`,
        accepted_at: noon,
      }),
    );
    await insertMessages(db, [...sent, toContact(1, 1)]);
    expect(await rulings(db)).toEqual({});
  });

  it("quiet hours put a message off, each for its own person", async () => {
    const db = await open();
    await people(db, [["utility"], ["utility"], []]);
    await updateContact(db, 2, { time_zone: "America/Lima", updated_at: 1 });
    await insertMessages(db, [toContact(1, 1), toContact(2, 2), toContact(3, 3)]);
    const asked: [string, string | null | undefined, number][] = [];
    const loudAt = (person: Pick<ContactRow, "time_zone"> | undefined, phone: string, now: number): number => {
      asked.push([phone, person?.time_zone, now]);
      return person?.time_zone === "America/Lima" ? now + 5 * hour : now;
    };
    // Who may not be written to at all does not wait for the morning to be told so.
    expect(await rulings(db, { loudAt })).toEqual({
      [idOf(2)]: later(noon + 1_000 + 5 * hour),
      [idOf(3)]: skip("policy.no_consent"),
    });
    expect(asked).toEqual([
      [phoneOf(1), null, noon + 1_000],
      [phoneOf(2), "America/Lima", noon + 1_000],
    ]);
  });

  it("where there are two reasons to wait, the longer wait counts", async () => {
    const db = await open();
    await people(db, [["utility"]]);
    const sent = Array.from({ length: 40 }, (_, place) =>
      toContact(1, 100 + place, { campaign_id: 2, state: "sent", wamid: `wamid.${place}`, accepted_at: noon }),
    );
    await insertMessages(db, [...sent, toContact(1, 1)]);
    const quietFor = (ms: number): RecheckRules => ({ loudAt: (_, __, now) => now + ms });
    expect(await rulings(db, quietFor(1_000))).toEqual({ [idOf(1)]: later(noon + 240_000) });
    expect(await rulings(db, quietFor(hour))).toEqual({ [idOf(1)]: later(noon + 1_000 + hour) });
  });

  it("a thousand at once are each judged by themselves", async () => {
    const db = await open();
    const agreed = Array.from({ length: 1_000 }, (_, place): readonly Purpose[] =>
      place % 3 === 0 ? [] : ["utility"],
    );
    await people(db, agreed);
    await insertMessages(
      db,
      agreed.map((_, place) => toContact(place + 1, place + 1)),
    );
    const found = await rulings(db);
    const skipped = agreed.flatMap((purposes, place) => (purposes.length === 0 ? [idOf(place + 1)] : []));
    expect(Object.keys(found).toSorted()).toEqual(skipped);
  });
});
