import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { packedRecado } from "../helpers/packed.ts";

/** What a declaration file takes from elsewhere. Examples in comments are not meant, directives are. */
function namesIn(text: string): string[] {
  const code = text.replaceAll(/^\s*(?:\/?\*|\/\/(?!\/ <)).*$/gm, "");
  const taken = /\b(?:from|import|require|module)\s*\(?\s*["']([^"']+)["']|<reference\s+(?:types|path)="([^"]+)"/g;
  return [...code.matchAll(taken)].map(([, name, directive]) => name ?? directive ?? "");
}

/** Bundled packages are not installed with recado: a type taken from one would be `any`, or an error, to its users. */
describe("the published declarations", () => {
  const seen = new Set<string>();
  const foreign: string[] = [];
  let home: string;

  beforeAll(async () => {
    ({ package: home } = await packedRecado());
    const { exports } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as {
      exports: Record<string, string | { types: string }>;
    };
    const waiting = Object.values(exports).flatMap((entry) =>
      typeof entry === "string" ? [] : [join(home, entry.types)],
    );
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const name of namesIn(readFileSync(file, "utf8"))) {
        const target = join(dirname(file), name.replace(/\.[jt]s$/, ".d.ts"));
        if (name.startsWith(".") && existsSync(target)) waiting.push(target);
        else if (!name.startsWith("node:")) foreign.push(`${relative(home, file)}: ${name}`);
      }
    }
  }, 180_000);

  it("are found from both entries on", () => {
    const found = [...seen].map((file) => relative(join(home, "dist", "types", "src"), file).replaceAll("\\", "/"));
    expect(found).toEqual(expect.arrayContaining(["graph/wire/messages.d.ts", "simulator/control/control.d.ts"]));
  });

  it("take everything from one another or from Node", () => {
    expect(foreign).toEqual([]);
  });

  it.each([
    ['import * as v from "valibot";', ["valibot"]],
    ['import { type A,\n  B } from "./b.ts";\nexport type * from "./c.ts";', ["./b.ts", "./c.ts"]],
    ['export declare const app: import("hono").Hono;', ["hono"]],
    ['import "pg";', ["pg"]],
    ['import Papa = require("papaparse");', ["papaparse"]],
    ['/// <reference types="pg" />', ["pg"]],
    ['declare module "pg" {}', ["pg"]],
    ['/**\n * import { content } from "recado";\n */\n// from "recado"\nexport {};', []],
  ])("are read rightly: %j", (text, names) => {
    expect(namesIn(text)).toEqual(names);
  });
});
