import { expect, it } from "vitest";
import {
  addImport,
  changesOf,
  findImportsByHash,
  getImport,
  listImports,
  noteChanges,
  takeImport,
  updateImport,
  type ImportProgress,
} from "../../../src/storage/repos/imports.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { importRow, noon } from "../../helpers/rows.ts";

const running = importRow({ state: "running", owner: "shop:1" });
const further = (changes: Partial<ImportProgress> = {}): ImportProgress => ({
  state: "running",
  counts: '{"rows":5}',
  progress: '{"rows":5}',
  owner: "shop:1",
  updated_at: noon + 5,
  ...changes,
});

describeEachDatabase("imports", (open, { address, openAt }) => {
  it("are numbered, kept as they were, and listed from the newest", async () => {
    const db = await open();
    const whole = importRow({
      sheet: "Hoja 1",
      mapping: '{"Nº":"phone"}',
      options: '{"country":"MX"}',
      undone_at: noon,
    });
    expect(await addImport(db, whole)).toEqual({ ...whole, id: 1 });
    await addImport(db, importRow({ file_name: "second.csv" }));
    expect(await getImport(db, 1)).toEqual({ ...whole, id: 1 });
    expect(await getImport(db, 3)).toBeUndefined();
    expect(await getImport(db, 999_999_999_999)).toBeUndefined();
    expect((await listImports(db, 9)).map(({ id }) => id)).toEqual([2, 1]);
    expect((await listImports(db, 1)).map(({ id }) => id)).toEqual([2]);
  });

  it("are known by the bytes of their file, in the states that are asked for", async () => {
    const db = await open();
    for (const state of ["done", "undone", "running", "done"] as const) await addImport(db, importRow({ state }));
    await addImport(db, importRow({ file_hash: "f1" }));
    const found = async (...states: ("done" | "undone" | "running")[]): Promise<number[]> =>
      (await findImportsByHash(db, "f0", states)).map(({ id }) => id);
    expect(await found("done")).toEqual([4, 1]);
    expect(await found("running", "undone")).toEqual([3, 2]);
    expect(await found()).toEqual([]);
    expect(await findImportsByHash(db, "f2", ["done"])).toEqual([]);
  });

  it("go on for their owner only", async () => {
    const db = await open();
    const { id } = await addImport(db, running);
    expect(await updateImport(db, id, "shop:1", further())).toBe(true);
    expect(await getImport(db, id)).toEqual({ ...running, id, ...further() });
    expect(await updateImport(db, id, "shop:2", further({ counts: "{}" }))).toBe(false);
    expect(await updateImport(db, 9, "shop:1", further())).toBe(false);
    expect(await getImport(db, id)).toMatchObject({ counts: '{"rows":5}' });
  });

  it("that were left are taken over by one of those who try", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const { id } = await addImport(one, running);
    const taken = await Promise.all(
      [one, two, one, two].map(async (db, place) =>
        takeImport(db, id, { from: "shop:1", to: `shop:${place + 2}`, at: noon + 9 }),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect((await getImport(two, id))?.owner).toBe(`shop:${taken.indexOf(true) + 2}`);
    expect(await updateImport(one, id, "shop:1", further())).toBe(false);
  });

  it("that nobody owns can be taken, those that are over cannot", async () => {
    const db = await open();
    await addImport(db, importRow({ state: "running" }));
    await addImport(db, importRow({ state: "done", owner: "shop:1" }));
    expect(await takeImport(db, 1, { from: null, to: "shop:2", at: noon })).toBe(true);
    expect(await takeImport(db, 2, { from: "shop:1", to: "shop:2", at: noon })).toBe(false);
  });

  it("remember the first row that touched a contact, and all that it changed since", async () => {
    const db = await open();
    const change = { import_id: 1, contact_id: 7, list_row: 2, before: '{"name":"Ana"}' };
    await noteChanges(db, [
      change,
      { ...change, contact_id: 8, before: null },
      { ...change, import_id: 2, list_row: 4 },
    ]);
    const more = '{"name":"Ana","language":null}';
    await noteChanges(db, [{ ...change, list_row: 9, before: more }]);
    await noteChanges(db, [{ ...change, list_row: 10, before: null }]);
    expect(await changesOf(db, 1, [7, 8, 9])).toEqual(
      new Map([
        [7, { ...change, before: more }],
        [8, { ...change, contact_id: 8, before: null }],
      ]),
    );
    expect((await changesOf(db, 2, [7])).get(7)?.list_row).toBe(4);
    expect(await changesOf(db, 3, [7])).toEqual(new Map());
    expect(await changesOf(db, 1, [])).toEqual(new Map());
  });
});
