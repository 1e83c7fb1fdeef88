import { expect, it } from "vitest";
import { consentEvent, type ConsentStatement } from "../../../src/domain/consent/events.ts";
import { consentOf, type ConsentStatus } from "../../../src/domain/consent/state.ts";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { mergeContacts } from "../../../src/domain/contacts/merge.ts";
import { newContactRow } from "../../../src/domain/contacts/new-contact.ts";
import type { Database } from "../../../src/storage/database.ts";
import { appendConsentEvents, consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { addContacts, getContactById, type NewContactRow } from "../../../src/storage/repos/contacts.ts";
import { countMessagesOf } from "../../../src/storage/repos/contact-merge.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { ConsentAction } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const lines = [12_025_550_101, 12_025_550_102, 12_025_550_103] as const;

async function people(db: Database, ...changes: readonly Partial<NewContactRow>[]): Promise<number[]> {
  const rows = changes.map((change, place): NewContactRow => {
    const line = lines[place] ?? 0;
    return {
      ...newContactRow({ phone: { e164: `+${line}`, country: "US", line }, given: `+${line}`, now: noon }),
      ...change,
    };
  });
  return (await addContacts(db, rows)).map(({ id }) => id);
}

const said = (contactId: number, action: ConsentAction, changes: Partial<ConsentStatement> = {}) =>
  consentEvent({
    contactId,
    action,
    purposes: ["marketing"],
    at: noon - 5,
    now: noon,
    method: "web form",
    source: "shop",
    actor: "ana",
    ...changes,
  });

const act = (status: ConsentStatus): ConsentAction[] => (status === "unknown" ? [] : [status]);

describeEachDatabase("merging two contacts", (open) => {
  it.each([
    ["unknown", "granted", "granted"],
    ["unknown", "withdrawn", "withdrawn"],
    ["unknown", "declined", "declined"],
    ["unknown", "unknown", "unknown"],
    ["granted", "granted", "granted"],
    ["granted", "withdrawn", "withdrawn"],
    ["granted", "declined", "withdrawn"],
    ["granted", "unknown", "granted"],
    ["withdrawn", "granted", "withdrawn"],
    ["withdrawn", "declined", "withdrawn"],
    ["withdrawn", "unknown", "withdrawn"],
    ["declined", "granted", "declined"],
    ["declined", "withdrawn", "withdrawn"],
  ] as const)("who has %s and whose other has %s comes to %s", async (kept, other, after) => {
    const db = await open();
    const [keepId = 0, otherId = 0] = await people(db, {}, {});
    await appendConsentEvents(
      db,
      act(kept).map((action) => said(keepId, action)),
    );
    await appendConsentEvents(
      db,
      act(other).map((action) => said(otherId, action)),
    );
    await mergeContacts(db, { keep: keepId, other: otherId }, noon + 9);
    expect(consentOf(await getContactById(db, keepId)).marketing).toBe(after);
  });

  it("takes the other's last word of each purpose, with its own date and proof, as one statement", async () => {
    const db = await open();
    const [keep = 0, other = 0] = await people(db, {}, {});
    await appendConsentEvents(db, [
      said(other, "withdrawn", { at: noon - 90 }),
      said(other, "granted", {
        purposes: ["marketing", "utility"],
        at: noon - 50,
        wording: "I agree",
        evidence: "https://shop.example/f",
      }),
      said(other, "withdrawn", { purposes: ["service"], at: noon - 40, method: "stop-word" }),
    ]);
    await mergeContacts(db, { keep, other }, noon + 9);
    expect(await consentEventsOf(db, keep)).toMatchObject([
      {
        purposes: "marketing,utility",
        action: "granted",
        occurred_at: noon - 50,
        recorded_at: noon + 9,
        wording: "I agree",
      },
      { purposes: "service", action: "withdrawn", occurred_at: noon - 40, method: "stop-word" },
    ]);
    expect(await consentEventsOf(db, other)).toHaveLength(3);
  });

  it("moves the messages, and leads every number that led to the other on to the one that stays", async () => {
    const db = await open();
    const [first = 0, second = 0, third = 0] = await people(db, {}, {}, {});
    await insertMessages(db, [messageRow(1, { contact_id: third }), messageRow(2, { contact_id: second })]);
    await mergeContacts(db, { keep: second, other: third }, noon + 1);
    await mergeContacts(db, { keep: first, other: second }, noon + 2);
    expect(await countMessagesOf(db, first)).toBe(2);
    for (const line of lines) expect((await findContactByLine(db, String(line)))?.id).toBe(first);
    await expect(mergeContacts(db, { keep: first, other: third }, noon + 3)).rejects.toMatchObject({
      code: "contacts.same",
    });
  });

  it("gives the number to somebody who was known by a user id only", async () => {
    const db = await open();
    const nameless = { phone: null, match_key: null, country: null, given_phone: null, user_id: "US.1" };
    const [keep = 0, other = 0] = await people(db, nameless, { name: "Ana", wa_id: "12025550102", username: "ana" });
    await mergeContacts(db, { keep, other }, noon + 1);
    expect(await getContactById(db, keep)).toMatchObject({
      phone: "+12025550102",
      wa_id: "12025550102",
      country: "US",
      name: "Ana",
      username: "ana",
      user_id: "US.1",
    });
    expect((await findContactByLine(db, "12025550102"))?.id).toBe(keep);
  });

  it("brings a removed contact back where it is the one that stays", async () => {
    const db = await open();
    const [keep = 0, other = 0] = await people(db, { removed_at: noon }, {});
    await mergeContacts(db, { keep, other }, noon + 1);
    expect((await getContactById(db, keep))?.removed_at).toBeNull();
    expect((await getContactById(db, other))?.removed_at).toBe(noon + 1);
  });
});
