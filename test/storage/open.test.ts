import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { temporaryFolder } from "../helpers/run.ts";

describe("the address of a database", () => {
  it.each(["mysql://ana:s3cret@db.example/shop", "file:///tmp/x.db", "MongoDB+srv://db.example", "https://db.example"])(
    "%s is refused, and no file is made of it",
    async (url) => {
      const error: unknown = await openDatabase(url).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "storage.unknown_scheme", exit: 3 });
      expect(String(error)).toContain("RECADO_DATABASE_URL");
      expect(String(error)).not.toMatch(/s3cret|example/);
      expect(readdirSync(".").filter((name) => name.includes(":"))).toEqual([]);
    },
  );

  it.each(["sqlite:", "sqlite://", ""])("%s before a path is a file", async (prefix) => {
    const file = join(temporaryFolder(), "shop.db");
    const db = await openDatabase(`${prefix}${file}`);
    expect(db.location).toBe(file);
    await db.close();
    expect(existsSync(file)).toBe(true);
  });

  it("the folder of a place that somebody chose is not made", async () => {
    const folder = join(temporaryFolder(), "mistyped");
    const file = join(folder, "shop.db");
    await expect(openDatabase(file, { createFolder: false })).rejects.toMatchObject({
      code: "storage.no_such_folder",
      exit: 3,
      text: { en: expect.stringContaining(folder), es: expect.stringContaining(folder) },
    });
    expect(existsSync(folder)).toBe(false);
    await (await openDatabase(file, { createFolder: true })).close();
    await (await openDatabase(file, { createFolder: false })).close();
    await (await openDatabase(":memory:", { createFolder: false })).close();
  });
});
