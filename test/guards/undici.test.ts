import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as undici from "undici";

const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The tests run on the whole of undici, the built program on a part of it: the two must not differ in what is used. */
describe("the part of undici that is built in", () => {
  const slim = createRequire(import.meta.url)(file(".build/undici.cjs")) as Readonly<Record<string, unknown>>;

  it("has everything that the transport imports", () => {
    const imported = /import \{(.+?)\} from "undici"/s.exec(readFileSync(file("src/graph/transport.ts"), "utf8"))?.[1];
    const values = (imported ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => !name.startsWith("type "));
    expect(values).toContain("Pool");
    expect(values.filter((name) => slim[name] !== Reflect.get(undici, name))).toEqual([]);
  });

  it("gives a pool the same calls, also where the whole was never loaded", () => {
    const callsOf = (name: string): string =>
      execFileSync(
        process.execPath,
        [
          "-p",
          `const calls = []; for (const call in require(${JSON.stringify(name)}).Pool.prototype) calls.push(call); calls.sort().join()`,
        ],
        { encoding: "utf8", cwd: file("."), env: {} },
      ).trim();
    const calls = callsOf(file(".build/undici.cjs"));
    expect(calls).toBe(callsOf("undici"));
    expect(calls.split(",")).toEqual(expect.arrayContaining(["request", "connect"]));
  });
});
