import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { insertMessages } from "../../src/storage/repos/messages.ts";
import { packedRecado } from "../helpers/packed.ts";
import { freshHome, recado, startProgram } from "../helpers/processes.ts";
import { messageRow } from "../helpers/rows.ts";

/** A database with more messages than a pipe holds at once. */
async function longList(): Promise<{ home: string; env: Record<string, string> }> {
  const home = freshHome();
  const database = join(home, "long.db");
  const db = await openDatabase(database);
  await insertMessages(
    db,
    Array.from({ length: 3_000 }, (_, place) => messageRow(place, { customer_phone: "+12025550101" })),
  );
  await db.close();
  return { home, env: { RECADO_DATABASE_URL: database } };
}

describe.skipIf(process.platform === "win32")("a reader that leaves early", () => {
  test.each([
    ["messages list --all", /^Time \(UTC\)/],
    ["messages list --all --json", /^\{$/],
    ["messages list --all --output csv", /^id,wamid,/],
    ["messages list --all --output ndjson", /^\{"id":/],
  ])("%s | head -n 1: one line, no complaint, exit 0", async (command, line) => {
    const { home, env } = await longList();
    const { bin } = await packedRecado();
    const whole = await recado(command.split(" "), { home, env });
    expect(whole.stdout.length).toBeGreaterThan(200_000);

    const script = `{ "$0" "$1" ${command}; echo $? > code; } | head -n 1`;
    const piped = startProgram("sh", ["-c", script, process.execPath, bin], { home, env });
    const { stdout, stderr } = await piped.ended;
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout.trimEnd()).toMatch(line);
    expect(stderr).toBe("");
    expect(readFileSync(join(home, "code"), "utf8").trim()).toBe("0");
  });

  test("a list longer than a pipe reaches a slow reader whole", async () => {
    const { home, env } = await longList();
    const { bin } = await packedRecado();
    const script = `"$0" "$1" messages list --all --output ndjson | { sleep 0.2; wc -l; }`;
    const piped = await startProgram("sh", ["-c", script, process.execPath, bin], { home, env }).ended;
    expect(Number(piped.stdout.trim())).toBe(3_000);
    expect(piped.stderr).toBe("");
  });
});
