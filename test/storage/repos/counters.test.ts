import { expect, it } from "vitest";
import { takeNumbers } from "../../../src/storage/repos/counters.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";

describeEachDatabase("numbers", (open, { address, openAt }) => {
  it("begin at 1, each kind by itself, and none are taken by who only waits", async () => {
    const db = await open();
    expect(await takeNumbers(db, "contact", 3)).toBe(1);
    expect(await takeNumbers(db, "contact", 0)).toBe(4);
    expect(await takeNumbers(db, "contact", 1)).toBe(4);
    for (const name of ["import", "consent", "proof"] as const) expect(await takeNumbers(db, name, 2)).toBe(1);
    expect(await takeNumbers(db, "contact", 1)).toBe(5);
  });

  it("that a failed transaction took are given again", async () => {
    const db = await open();
    const failing = db.transaction(async (tx) => {
      await takeNumbers(tx, "contact", 100);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await takeNumbers(db, "contact", 1)).toBe(1);
  });

  it("are given once, however many programs ask at once", async () => {
    const at = await address();
    const opened = [await openAt(at), await openAt(at), await openAt(at)];
    const sizes = Array.from({ length: 30 }, (_, place) => 1 + (place % 4));
    const firsts = await Promise.all(
      sizes.map(async (size, place) => {
        const db = opened[place % opened.length];
        return db?.transaction(async (tx) => takeNumbers(tx, place % 2 === 0 ? "consent" : "contact", size));
      }),
    );
    for (const parity of [0, 1]) {
      const given = sizes.flatMap((size, place) =>
        place % 2 === parity ? Array.from({ length: size }, (_, step) => (firsts[place] ?? 0) + step) : [],
      );
      expect(given.toSorted((a, b) => a - b)).toEqual(given.map((_, place) => place + 1));
    }
  });
});
