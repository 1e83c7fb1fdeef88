import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { addContacts, getContactById, updateContact } from "../../../src/storage/repos/contacts.ts";
import { insertFreeLines, setColumns } from "../../../src/storage/repos/contacts-bulk.ts";
import { findLines, findOwners } from "../../../src/storage/repos/listed-contacts.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contactRow, noon } from "../../helpers/rows.ts";

const columns = ["match_key", "id", "phone", "given_phone", "country", "name", "consent", "import_row"] as const;
const lineOf = (place: number): number => contactRow(place).match_key ?? 0;
const batch = { importId: 1, now: noon };

/** Inserts people with numbers from 1001 on, and answers the places of those that went in. */
async function insert(db: Database, places: readonly number[]): Promise<readonly number[]> {
  const rows = places.map((place) => {
    const line = lineOf(place);
    return [line, 1000 + place, `+${line}`, `${line}`, "US", null, "----", place] as const;
  });
  const inserted = await insertFreeLines(db, columns, rows, batch);
  return inserted === undefined ? places : [...inserted].map((id) => id - 1000).toSorted((one, other) => one - other);
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, place) => from + place);

describeEachDatabase("contacts of a list", (open) => {
  it.each([
    ["nobody is known", []],
    ["one is known", [50]],
    ["every third is known", range(1, 200).filter((place) => place % 3 === 0)],
    ["all but two are known", range(1, 200).filter((place) => place !== 1 && place !== 117)],
    ["everybody is known", range(1, 200)],
  ])("go in where their line is free: %s", async (_, known) => {
    const db = await open();
    await addContacts(
      db,
      known.map((place) => contactRow(place)),
    );
    const free = range(1, 200).filter((place) => !known.includes(place));
    expect(await insert(db, range(1, 200))).toEqual(free);
    const count = await db.query<{ import_id: number | null; count: number }>(
      "SELECT import_id, COUNT(*) AS count FROM contacts GROUP BY import_id ORDER BY import_id",
    );
    expect(count.find(({ import_id }) => import_id === 1)?.count ?? 0).toBe(free.length);
    expect(await insert(db, [7, 300])).toEqual([300]);
    expect(await insert(db, [])).toEqual([]);
  });

  it("are found by line and by user id; who was merged stands for the other, and the oldest for a user id of two", async () => {
    const db = await open();
    await addContacts(db, [
      contactRow(1, { user_id: "US.1" }),
      contactRow(2, { user_id: "US.2" }),
      contactRow(3, { user_id: "US.1" }),
      contactRow(4),
    ]);
    await updateContact(db, 2, { merged_into: 4, updated_at: noon });
    const lines = await findLines(db, [lineOf(1), lineOf(2), lineOf(9)]);
    expect([...lines].map(([line, { id }]) => [line, id])).toEqual([
      [lineOf(1), 1],
      [lineOf(2), 4],
    ]);
    expect(lines.get(lineOf(1))).toMatchObject({ phone: contactRow(1).phone, user_id: "US.1", updated_at: noon + 1 });
    const owners = await findOwners(db, ["US.2", "US.1", "US.3"]);
    expect(owners.size).toBe(2);
    expect([owners.get("US.1")?.id, owners.get("US.2")?.id]).toEqual([1, 4]);
  });

  it("get new values in the columns that change, and keep the others", async () => {
    const db = await open();
    const rows = range(1, 5).map((place) => contactRow(place, { removed_at: noon }));
    await addContacts(db, rows);
    await setColumns(db, [
      { id: 1, values: { name: "Ana", updated_at: 7 } },
      { id: 2, values: { removed_at: null, labels: '["vip"]' } },
      { id: 3, values: { name: null, updated_at: 8 } },
      { id: 4, values: {} },
      { id: 99, values: { name: "Nobody" } },
    ]);
    const [ana, eva, luz, sol] = rows;
    expect(await Promise.all(range(1, 5).map(async (id) => getContactById(db, id)))).toEqual([
      { ...ana, name: "Ana", updated_at: 7 },
      { ...eva, removed_at: null, labels: '["vip"]' },
      { ...luz, name: null, updated_at: 8 },
      sol,
    ]);
  });
});
