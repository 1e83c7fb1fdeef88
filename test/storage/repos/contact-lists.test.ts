import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { countContacts, eachContact, listContacts } from "../../../src/storage/repos/contact-lists.ts";
import type { ContactFilter } from "../../../src/storage/repos/contact-lists.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import type { ContactRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { contactRow, noon } from "../../helpers/rows.ts";

/** The ids that a filter finds; the count must agree. */
async function found(db: Database, filter: ContactFilter): Promise<number[]> {
  const ids = (await listContacts(db, { ...filter, limit: 1_000 })).map(({ id }) => id);
  expect(await countContacts(db, filter)).toBe(ids.length);
  return ids;
}

const labelled = (...labels: string[]): Partial<ContactRow> => ({ labels: JSON.stringify(labels) });
const having = (fields: Record<string, string>): Partial<ContactRow> => ({ fields: JSON.stringify(fields) });

describeEachDatabase("lists of contacts", (open) => {
  const store = async (...changes: Partial<ContactRow>[]): Promise<Database> => {
    const db = await open();
    await addContacts(
      db,
      changes.map((change, place) => contactRow(place + 1, change)),
    );
    return db;
  };

  it("search part of the name or number, wildcards taken literally", async () => {
    const db = await store({ name: "JOSÉ Ñúñez" }, { name: "Tienda 100% Natural!" }, { name: null });
    expect(await found(db, { search: "josé" })).toEqual([1]);
    expect(await found(db, { search: "NÚÑ" })).toEqual([]);
    expect(await found(db, { search: "ÑÚÑ" })).toEqual([1]);
    expect(await found(db, { search: "100%" })).toEqual([2]);
    expect(await found(db, { search: "natural!" })).toEqual([2]);
    expect(await found(db, { search: "_" })).toEqual([]);
    expect(await found(db, { search: "202 555-0003" })).toEqual([3]);
    expect(await found(db, { search: "+1 202 555" })).toEqual([1, 2, 3]);
    expect(await found(db, { search: "" })).toEqual([1, 2, 3]);
  });

  describe("by labels", () => {
    it("ask for all that are named, in any case of letters, and never for part of one", async () => {
      const db = await store(
        labelled("VIP", "lima"),
        labelled("vip club"),
        labelled("Súper VIP"),
        labelled(),
        labelled("vip"),
      );
      expect(await found(db, { labels: ["vip"] })).toEqual([1, 5]);
      expect(await found(db, { labels: ["VIP", "Lima"] })).toEqual([1]);
      expect(await found(db, { labels: ["SÚPER vip"] })).toEqual([3]);
      expect(await found(db, { labels: ["vi"] })).toEqual([]);
      expect(await found(db, { labels: [""] })).toEqual([]);
      expect(await found(db, { labels: ["club"] })).toEqual([]);
      expect(await found(db, { withoutLabels: ["vip"] })).toEqual([2, 3, 4]);
      expect(await found(db, { withoutLabels: ["vip", "VIP CLUB"] })).toEqual([3, 4]);
      expect(await found(db, { labels: ["vip"], withoutLabels: ["lima"] })).toEqual([5]);
    });

    const awkward = [
      'a","b',
      '"',
      "\\",
      '\\"',
      "100%",
      "a_c",
      "!",
      "a!",
      "[]",
      "it's",
      "ñ",
      "日本",
      "a\tb",
      ",",
      "\u202e",
    ];

    it.each(awkward.map((label) => [label]))("find %j, and nothing else for it", async (label) => {
      const db = await store(
        labelled(label),
        labelled(`${label}${label}`),
        labelled("a", "b"),
        labelled("abc"),
        labelled(),
      );
      expect(await found(db, { labels: [label] })).toEqual([1]);
      expect(await found(db, { withoutLabels: [label] })).toEqual([2, 3, 4, 5]);
    });
  });

  describe("by columns of the list", () => {
    it("ask for the very value, in any case of letters", async () => {
      const db = await store(
        having({ city: "Lima" }),
        having({ city: "Lima Norte" }),
        having({ City: "LIMA", plan: "gold" }),
        having({ otra_city: "Lima" }),
        having({ plan: "Lima" }),
        having({ note: '"city":"lima"' }),
        having({ 'the "city': "Lima", zone: "city" }),
      );
      expect(await found(db, { where: [["city", "lima"]] })).toEqual([1, 3]);
      expect(
        await found(db, {
          where: [
            ["city", "Lima"],
            ["plan", "gold"],
          ],
        }),
      ).toEqual([3]);
      expect(await found(db, { where: [["city", ""]] })).toEqual([]);
      expect(await found(db, { where: [["", "lima"]] })).toEqual([]);
    });

    const text = fc.oneof(
      fc.string({ maxLength: 4, unit: fc.constantFrom("a", "B", '"', "\\", "%", "_", "!", ":", "}", "ñ", " ") }),
      fc.string({ maxLength: 6 }).filter((value) => !value.includes("\0")),
    );

    it("find what was stored and nothing that only looks like it", async () => {
      const db = await open();
      const fields = fc.dictionary(text, text, { maxKeys: 3 });
      await fc.assert(
        fc.asyncProperty(fc.array(fields, { minLength: 1, maxLength: 4 }), text, text, async (rows, field, value) => {
          await db.exec("DELETE FROM contacts");
          const added = await addContacts(
            db,
            rows.map((row, place) => contactRow(place + 1, having(row))),
          );
          const [first] = Object.entries(rows[0] ?? {});
          const small = (words: string): string => words.toLowerCase();
          for (const [asked, wanted] of [[field, value] as const, ...(first === undefined ? [] : [first])]) {
            const expected = added.filter((_, place) =>
              Object.entries(rows[place] ?? {}).some(
                ([name, held]) => small(name) === small(asked) && small(held) === small(wanted),
              ),
            );
            expect(await found(db, { where: [[asked, wanted]] })).toEqual(expected.map(({ id }) => id));
          }
        }),
        { numRuns: 60 },
      );
    });
  });

  it("by what was agreed to: who declined has not agreed", async () => {
    const db = await store(
      { consent: "gggg" },
      { consent: "wg--" },
      { consent: "d-g-" },
      { consent: "----" },
      { consent: "g--w" },
    );
    expect(await found(db, { consent: ["marketing"] })).toEqual([1, 5]);
    expect(await found(db, { noConsent: ["marketing"] })).toEqual([2, 3, 4]);
    expect(await found(db, { consent: ["utility"], noConsent: ["marketing"] })).toEqual([2]);
    expect(await found(db, { consent: ["marketing", "service"] })).toEqual([1]);
    expect(await found(db, { noConsent: ["marketing", "utility", "authentication", "service"] })).toEqual([4]);
    expect(await found(db, { consent: ["authentication"] })).toEqual([1, 3]);
  });

  it("by language: a language holds its countries, not its namesakes", async () => {
    const db = await store(
      { language: "es" },
      { language: "es_MX" },
      { language: "est" },
      { language: null },
      { language: "en_US" },
    );
    expect(await found(db, { language: "es" })).toEqual([1, 2]);
    expect(await found(db, { language: "ES_mx" })).toEqual([2]);
    expect(await found(db, { language: "e" })).toEqual([]);
    expect(await found(db, { language: "e%" })).toEqual([]);
    expect(await found(db, { language: "e_" })).toEqual([]);
  });

  it("by country and by the batch that brought them", async () => {
    const db = await store({ country: "MX", import_id: 3 }, { country: "US", import_id: 3 }, { country: null });
    expect(await found(db, { country: "MX" })).toEqual([1]);
    expect(await found(db, { importId: 3 })).toEqual([1, 2]);
    expect(await found(db, { importId: 4 })).toEqual([]);
    expect(await found(db, { country: "US", importId: 3, search: "Contact", labels: [] })).toEqual([2]);
  });

  it("leave out who was removed or merged into another", async () => {
    const db = await store({ removed_at: noon }, {}, { merged_into: 2, removed_at: noon }, { merged_into: 2 });
    expect(await found(db, {})).toEqual([2]);
    expect(await found(db, { search: "+1 202" })).toEqual([2]);
  });

  it("are given page by page", async () => {
    const db = await store({}, {}, {});
    const first = await listContacts(db, { limit: 2 });
    expect(first.map(({ id }) => id)).toEqual([1, 2]);
    const second = await listContacts(db, { limit: 2, after: 2 });
    expect(second).toEqual([contactRow(3)]);
    expect(await listContacts(db, { limit: 2, after: 3 })).toEqual([]);
  });

  it.each([
    [0, []],
    [3, [3]],
    [4, [4]],
    [9, [4, 4, 1]],
  ])("of %i contacts go by in pages of four at most", async (count, sizes) => {
    const db = await store(...Array.from({ length: count }, () => ({})));
    const pages: (readonly ContactRow[])[] = [];
    for await (const page of eachContact(db, {}, 4)) pages.push(page);
    expect(pages.map(({ length }) => length)).toEqual(sizes);
    expect(pages.flat().map(({ id }) => id)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
  });

  it("meet nobody twice and miss nobody who stays, while others come and go", async () => {
    const db = await store(...Array.from({ length: 6 }, () => labelled("vip")));
    const seen: number[] = [];
    for await (const page of eachContact(db, { labels: ["vip"] }, 2)) {
      seen.push(...page.map(({ id }) => id));
      if (seen.length === 2) await db.exec("UPDATE contacts SET removed_at = 1 WHERE id IN (1, 3)");
    }
    expect(seen).toEqual([1, 2, 4, 5, 6]);
  });
});
