import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

import { openDatabase } from "../../../src/storage/open.ts";
import { codesOf, contacts as all, importText } from "./helpers.ts";

const list = readFileSync(new URL("../../../src/commands/demo/contacts.csv", import.meta.url), "utf8");

it("the demo's list shows each trap once and leaves people to write to", async () => {
  const db = await openDatabase(":memory:");
  const report = await importText(db, list, { country: "ES" }, { fileName: "contacts.csv" });
  expect(codesOf(report)).toEqual([
    "9 phone.invalid",
    "10 phone.empty",
    "16 phone.scientific",
    "18 phone.ambiguous",
    "27 consent.date_unreadable",
    "29 consent.unreadable",
    "30 phone.several",
  ]);
  expect(report).toMatchObject({ rows: 30, created: 21, merged: 2, rejected: 7, withoutConsent: 2, undated: 0 });
  expect(report.merges).toEqual([
    { row: 12, into: 2 },
    { row: 23, into: 21 },
  ]);
  const contacts = await all(db);
  await db.close();
  expect(contacts.filter((one) => one.consent.utility === "granted")).toHaveLength(19);
  expect(contacts.filter((one) => one.consent.marketing === "granted")).toHaveLength(11);
  expect(new Set(contacts.map((one) => one.country))).toEqual(new Set(["ES", "MX", "AR", "BR", "US", "PE", "CL"]));
  const phones = contacts.map((one) => one.phone);
  expect(phones).toContain("+525005550114");
  expect(phones).toContain("+525005550117");
  expect(phones).toContain("+5491115550119");
  expect(phones).toContain("+552085550121");
  expect(phones).not.toContain("+5520985550121");
});
