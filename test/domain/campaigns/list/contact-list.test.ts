import { expect, it } from "vitest";
import { eachRecipient, openRecipients } from "../../../../src/domain/campaigns/list/open-list.ts";
import { languageOf, timeZoneOf } from "../../../../src/domain/campaigns/list/recipient.ts";
import { addContacts } from "../../../../src/storage/repos/contacts.ts";
import { describeEachDatabase } from "../../../helpers/databases.ts";
import { contactRow } from "../../../helpers/rows.ts";
import { all } from "./world.ts";

describeEachDatabase("contacts as recipients", (open) => {
  it("come by their filter, those without a number too", async () => {
    const db = await open();
    await addContacts(db, [
      contactRow(101, { labels: '["vip"]', language: "es_MX", time_zone: "America/Lima" }),
      contactRow(102),
      contactRow(103, { labels: '["vip"]', phone: null, match_key: null, given_phone: null, user_id: "US.123456" }),
      contactRow(104, { labels: '["vip"]', removed_at: 5 }),
      contactRow(105, { labels: '["vip"]', country: null }),
    ]);
    const list = await openRecipients({ kind: "contacts", filter: { labels: ["vip"] } }, { db });
    const found = await all(list);
    expect(list).toMatchObject({ count: 3, hash: undefined, columns: [] });
    expect(found).toMatchObject([
      { position: 0, phone: { e164: "+12025550101", line: 12025550101, country: "US" }, contact: { id: 1 } },
      { position: 1, given: null, problem: { reason: "no-number" }, contact: { id: 3 } },
      { position: 2, phone: { e164: "+12025550105", country: null }, contact: { id: 5 } },
    ]);
    expect(found.map(languageOf)).toEqual(["es_MX", "es", "es"]);
    expect(found.map(timeZoneOf)).toEqual(["America/Lima", null, null]);
  });

  it("are looked up for a page of a list at once", async () => {
    const db = await open();
    await addContacts(db, [contactRow(101), contactRow(102)]);
    const places: number[] = [];
    for await (const page of eachRecipient({ kind: "contacts", filter: {} }, { db })) {
      places.push(...page.map(({ position }) => position));
    }
    expect(places).toEqual([0, 1]);
  });
});
