import { expect, it } from "vitest";
import { countContacts } from "../../../src/storage/repos/contact-lists.ts";
import {
  addContacts,
  findContactsByLines,
  findContactsByUserId,
  getContactById,
  getContactsByIds,
  updateContact,
} from "../../../src/storage/repos/contacts.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contactRow, noon } from "../../helpers/rows.ts";

const line = (place: number): number => contactRow(place).match_key ?? 0;

describeEachDatabase("contacts", (open) => {
  it("are found by id and by line, however many are asked for", async () => {
    const db = await open();
    const rows = Array.from({ length: 1_500 }, (_, place) => contactRow(place + 1));
    expect(await addContacts(db, rows)).toEqual(rows);
    expect(await getContactById(db, 7)).toEqual(contactRow(7));
    expect(await getContactById(db, 1_501)).toBeUndefined();
    const lines = rows.map((_, place) => line(place + 1));
    const found = await findContactsByLines(db, [...lines, ...lines, 0, 999_999_999_999_999]);
    expect(found.size).toBe(1_500);
    expect(found.get(line(1_200))).toEqual({ ...contactRow(1_200), line: line(1_200) });
    expect(await findContactsByLines(db, [])).toEqual(new Map());
    expect((await getContactsByIds(db, [3, 1, 2, 3, 9_999])).map(({ id }) => id).toSorted()).toEqual([1, 2, 3]);
    expect(await countContacts(db)).toBe(1_500);
  });

  it("a number that no database of ours has given out is nobody's", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1)]);
    for (const id of [0, 99_999_999_999, 999_999_999_999_999]) {
      expect(await getContactById(db, id)).toBeUndefined();
    }
  });

  it("go on being numbered where the last one stopped, also after one that failed", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2)]);
    await expect(addContacts(db, [contactRow(3), contactRow(2)])).rejects.toMatchObject({ code: "storage.constraint" });
    expect((await addContacts(db, [contactRow(3), contactRow(4)])).map(({ id }) => id)).toEqual([3, 4]);
    expect(await addContacts(db, [])).toEqual([]);
  });

  it("are inserted all or none, and a line only once: another spelling of it too", async () => {
    const db = await open();
    const twin = contactRow(2, { match_key: line(1) });
    await expect(addContacts(db, [contactRow(1), twin])).rejects.toMatchObject({ code: "storage.constraint" });
    expect(await countContacts(db)).toBe(0);
    await addContacts(db, [contactRow(1)]);
    await expect(addContacts(db, [twin])).rejects.toMatchObject({ code: "storage.constraint" });
    expect(await db.query("SELECT phone FROM contacts")).toEqual([{ phone: contactRow(1).phone }]);
    // People who are known by a user id only have no number.
    const unknown = { phone: null, match_key: null };
    await addContacts(db, [contactRow(2, unknown), contactRow(3, unknown)]);
    expect(await countContacts(db)).toBe(3);
  });

  it("cannot take the line of another", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2)]);
    const taken = updateContact(db, 2, { match_key: line(1), updated_at: noon });
    await expect(taken).rejects.toMatchObject({ code: "storage.constraint" });
    expect(await getContactById(db, 2)).toEqual(contactRow(2));
  });

  it("change only what is given", async () => {
    const db = await open();
    await addContacts(db, [contactRow(1), contactRow(2)]);
    expect(await updateContact(db, 1, { name: "José", language: null, updated_at: noon + 99 })).toBe(true);
    expect(await getContactById(db, 1)).toEqual(contactRow(1, { name: "José", language: null, updated_at: noon + 99 }));
    expect(await getContactById(db, 2)).toEqual(contactRow(2));
    expect(await updateContact(db, 3, { updated_at: noon })).toBe(false);
  });

  it("that were merged are looked up in the one that they went into", async () => {
    const db = await open();
    await addContacts(db, [
      contactRow(1, { merged_into: 2, user_id: "US.1" }),
      contactRow(2, { user_id: "US.2" }),
      contactRow(3, { user_id: "US.1" }),
      contactRow(4, { merged_into: 2, user_id: "US.2" }),
    ]);
    const found = await findContactsByLines(db, [line(1), line(2), line(3), line(4), line(5)]);
    expect([...found].map(([at, { id, line: by }]) => [at - line(0), by - line(0), id]).toSorted()).toEqual([
      [1, 1, 2],
      [2, 2, 2],
      [3, 3, 3],
      [4, 4, 2],
    ]);
    expect((await findContactsByUserId(db, "US.1")).map(({ id }) => id)).toEqual([2, 3]);
    // Once, although two rows lead to it.
    expect((await findContactsByUserId(db, "US.2")).map(({ id }) => id)).toEqual([2]);
    expect(await findContactsByUserId(db, "US.3")).toEqual([]);
  });

  it("keep every letter of what people write", async () => {
    const db = await open();
    const name = 'O\'Brien "Bobby" \\ ; DROP -- \u202e🌮 ñ\u0301';
    await addContacts(db, [contactRow(1, { name, fields: JSON.stringify({ [name]: name }) })]);
    const row = await getContactById(db, 1);
    expect(row?.name).toBe(name);
    expect(JSON.parse(row?.fields ?? "")).toEqual({ [name]: name });
  });
});
