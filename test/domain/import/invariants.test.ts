import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import type { ImportOptions } from "../../../src/domain/import/import-list.ts";
import type { ImportReport } from "../../../src/domain/import/report.ts";
import type { MapEntry } from "../../../src/domain/import/mapping/map-entries.ts";
import { duplicatePolicies } from "../../../src/domain/import/writing/batch.ts";
import type { DuplicatePolicy } from "../../../src/domain/import/writing/batch.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { batchOf, contacts, everything, importText, now, people, say, store, undo } from "./helpers.ts";

// Three lines of countries with variants, in all their spellings, and one that has none; user ids; what cannot be read.
const phone = fc.constantFrom(
  "+5511980000014",
  "(11) 8000-0014",
  "+52 1 55 5000 0015",
  "+525550000015",
  "+54 9 11 5000 0016",
  "+541150000016",
  "+34600000012",
  "600 000 012",
  "",
  "5,215E+11",
  "12",
);
const userId = fc.constantFrom("", "", "", "US.1", "US.2", "not one");
const answer = fc.constantFrom("sí", "no", "", "", "quizás");
const date = fc.constantFrom("", "", "25/03/2025", "2025-04-01", "2030-01-01");
const row = fc.record({
  name: fc.constantFrom("Ana", "Eva", ""),
  phone,
  userId,
  notices: answer,
  offers: answer,
  date,
  city: fc.constantFrom("", "Lima", "Lugo"),
  labels: fc.constantFrom("", "vip", "VIP;nuevo"),
  left: fc.constantFrom("", "", "", "no", "sí"),
  country: fc.constantFrom("", "BR", "ES"),
});
type Row = typeof row extends fc.Arbitrary<infer One> ? One : never;
const rows = fc
  .array(row, { minLength: 1, maxLength: 14 })
  .filter((list) => list.every((one) => Object.values(one).some((cell) => cell !== "")));
const policy = fc.constantFrom(...duplicatePolicies);

const header = "Nombre,Teléfono,user_id,Acepta avisos,Publicidad,Fecha de aceptación,Ciudad,Etiquetas,Baja,País";
function listOf(list: readonly Row[]): string {
  const lines = list.map((one) =>
    [one.name, one.phone, one.userId, one.notices, one.offers, one.date, one.city, one.labels, one.left, one.country]
      .map((cell) => `"${cell}"`)
      .join(","),
  );
  return `${header}\n${lines.join("\n")}\n`;
}

const map = [{ field: "user_id", header: "user_id" }] as const;
/**
 * Who is left as they are gets no number either, so that the number that stands beside a user id may find somebody else the next
 * time.
 */
const mapOf = (onDuplicate: DuplicatePolicy): readonly MapEntry[] =>
  onDuplicate === "skip" ? [{ field: "ignore", header: "user_id" }] : map;

/** A store with people of the lists in it: who agreed, who left, who is known by a user id only, who was taken off. */
async function world(): Promise<Database> {
  const db = await openDatabase(":memory:");
  await say(db, await store(db, "+5511980000014", { fields: '{"Ciudad":"Cusco"}' }), "granted", [
    "utility",
    "marketing",
  ]);
  await say(db, await store(db, "+525550000015", { labels: '["Vip"]' }), "withdrawn", ["marketing"]);
  const byUser = { phone: null, match_key: null, given_phone: null, country: null, user_id: "US.1" };
  await say(db, await store(db, "+34600000099", byUser), "declined", ["utility"]);
  await store(db, "+34600000012", { removed_at: now - 500 });
  return db;
}

/** What a report tells apart from the file and the batch. */
const told = (report: ImportReport): unknown => ({ ...report, batch: null, info: null });

function check(report: ImportReport, list: readonly Row[]): void {
  const { rows: all, created, updated, unchanged, merged, rejected } = report;
  expect(created + updated + unchanged + merged + rejected).toBe(all);
  expect(all).toBe(list.length);
  expect(rejected).toBe(report.rejects.length);
  expect(merged).toBe(report.merges.length);
}

async function within<Result>(body: (db: Database) => Promise<Result>, open = world): Promise<Result> {
  const db = await open();
  try {
    return await body(db);
  } finally {
    await db.close();
  }
}

const empty = async (): Promise<Database> => openDatabase(":memory:");
const runs = { numRuns: 20 } as const;

describe.each([
  ["an empty store", empty],
  ["a store with people", world],
])("any list into %s", (_, open) => {
  it("every row is counted once, however the list is cut, and nothing depends on the cut", async () => {
    await fc.assert(
      fc.asyncProperty(rows, policy, async (list, onDuplicate) => {
        const text = listOf(list);
        const run = async (pieces: ImportOptions["pieces"]): Promise<unknown> =>
          within(async (db) => {
            const report = await importText(db, text, { onDuplicate, pieces, map });
            check(report, list);
            expect((await verifyLedger(db)).problems).toEqual([]);
            return { people: await people(db), told: told(report) };
          }, open);
        const whole = await run(undefined);
        for (const pieces of [
          { chunk: 1, commit: 1 },
          { chunk: 2, commit: 7 },
          { chunk: 7, commit: 2 },
        ]) {
          expect(await run(pieces)).toEqual(whole);
        }
      }),
      runs,
    );
  });

  it("twice is once", async () => {
    await fc.assert(
      fc.asyncProperty(rows, policy, async (list, onDuplicate) =>
        within(async (db) => {
          const text = listOf(list);
          const first = await importText(db, text, {
            onDuplicate,
            map: mapOf(onDuplicate),
            pieces: { chunk: 3, commit: 3 },
          });
          const before = await everything(db);
          const again = await importText(db, text, {
            onDuplicate,
            map: mapOf(onDuplicate),
            now: now + 5000,
            pieces: { chunk: 2, commit: 3 },
          });
          check(again, list);
          expect(again).toMatchObject({ created: 0, updated: 0, merged: first.merged, rejected: first.rejected });
          expect(again).toMatchObject({ withoutConsent: first.withoutConsent, batch: first.batch });
          const after = await everything(db);
          for (const table of ["consent_events", "consent_proofs", "consent_blocks", "imports", "import_changes"]) {
            expect(after[table]).toEqual(before[table]);
          }
          const plain = (all: unknown[] | undefined): unknown =>
            all?.map((one) => ({ ...(one as object), updated_at: 0 }));
          expect(plain(after["contacts"])).toEqual(plain(before["contacts"]));
        }, open),
      ),
      runs,
    );
  });

  it("undone is as if it had never been", async () => {
    await fc.assert(
      fc.asyncProperty(rows, policy, async (list, onDuplicate) =>
        within(async (db) => {
          const before = await everything(db);
          const { created, ...report } = await importText(db, listOf(list), {
            onDuplicate,
            map,
            pieces: { chunk: 3, commit: 3 },
          });
          if (report.batch === null) return;
          const said = await undo(db, batchOf(report));
          expect(said).toMatchObject({ removed: created, restored: report.updated, kept: 0, keptContacts: [] });
          const after = await everything(db);
          for (const table of ["contacts", "consent_events", "consent_proofs", "import_changes", "evidence_files"]) {
            expect(after[table]).toEqual(before[table]);
          }
          expect((await verifyLedger(db)).problems).toEqual([]);
          // And the list may come again.
          const again = await importText(db, listOf(list), { onDuplicate, map, now: now + 9000 });
          expect(again).toMatchObject({ created, updated: report.updated, repeats: null });
          expect((await verifyLedger(db)).problems).toEqual([]);
        }, open),
      ),
      runs,
    );
  });

  it("only tried, it says the same and writes nothing at all", async () => {
    await fc.assert(
      fc.asyncProperty(rows, policy, async (list, onDuplicate) =>
        within(async (db) => {
          const before = await everything(db);
          const tried = await importText(db, listOf(list), { onDuplicate, map, dryRun: true });
          expect(tried).toMatchObject({ batch: null, dryRun: true });
          expect(await everything(db)).toEqual(before);
          const done = await importText(db, listOf(list), { onDuplicate, map });
          expect(tried).toEqual({ ...done, batch: null, dryRun: true });
        }, open),
      ),
      runs,
    );
  });
});

it("nobody who withdrew is granted anything by any list", async () => {
  await fc.assert(
    fc.asyncProperty(rows, policy, async (list, onDuplicate) =>
      within(async (db) => {
        await importText(db, listOf(list), { onDuplicate, map });
        const left = (await contacts(db)).find(({ phone: number }) => number === "+525550000015");
        expect(left?.consent.marketing).toBe("withdrawn");
      }),
    ),
    runs,
  );
});
