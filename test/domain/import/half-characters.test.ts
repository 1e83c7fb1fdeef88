import { expect, it } from "vitest";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contacts, importText, now } from "./helpers.ts";

/** JSON can spell half of an emoji, in a name, a label, a field and what the field is called. */
const list = String.raw`[{"name": "Ana \ud800", "phone": "+12025550101", "labels": ["vip \udc00"], "city \ud83d": "Lima \ud83d"}]`;

describeEachDatabase("half a character", (open) => {
  it("is kept as the sign for what cannot be read, so that the same list again changes nothing", async () => {
    const db = await open();
    const name = { fileName: "list.json" };
    expect(await importText(db, list, {}, name)).toMatchObject({ created: 1 });
    const before = await contacts(db);
    expect(before).toMatchObject([
      { name: "Ana \ufffd", labels: ["vip \ufffd"], fields: { "city \ufffd": "Lima \ufffd" } },
    ]);
    expect(await importText(db, list, { now: now + 1 }, name)).toMatchObject({ updated: 0, unchanged: 1 });
    expect(await contacts(db)).toEqual(before);
  });
});
