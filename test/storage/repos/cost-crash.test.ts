import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Database } from "../../../src/storage/database.ts";
import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { expect, it, onTestFinished } from "vitest";
import { describeEachDatabase, temporaryFolder } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";
import { expectEqualSums, expectSpent } from "./cost-model.ts";
import { slotMs } from "../../../src/storage/repos/cost-slots.ts";

const root = resolve(import.meta.dirname, "../../..");

// A program that sends and settles without end while it makes the sums anew, and says so each time.
const source = `
import { openDatabase } from "./src/storage/open.ts";
import { insertMessages } from "./src/storage/repos/message-rows.ts";
import { refreshCostSlots } from "./src/storage/repos/cost-slots.ts";
import { messageRow, noon } from "./test/helpers/rows.ts";
const [, , address, first] = process.argv;
const db = await openDatabase(address);
const other = await openDatabase(address);
let place = Number(first);
async function write() {
  for (;;) {
    await new Promise(setImmediate);
    const rows = Array.from({ length: 7 }, () => {
      place += 1;
      const accepted_at = noon + (place % 11) * ${slotMs};
      return messageRow(place, { id: "msg_" + place, state: "sent", accepted_at, template: "t" + (place % 5) });
    });
    await insertMessages(db, rows);
    for (const row of rows) await db.exec("UPDATE messages SET state = 'read', settled_micros = ?, priced_at = 1 WHERE id = ?", [row.position, row.id]);
  }
}
async function refresh() {
  for (;;) {
    if ((await refreshCostSlots(other)) > 0) process.stdout.write("refreshed\\n");
    await new Promise(setImmediate);
  }
}
await Promise.all([write(), refresh()]);
`;

async function program(): Promise<string> {
  const folder = temporaryFolder();
  const outfile = join(folder, "program.mjs");
  // Where the program finds the drivers.
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  await build({
    stdin: { contents: source, resolveDir: root, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return outfile;
}

const name = `recado_killed_${process.pid}`;
const named = (address: string): string =>
  address.startsWith("postgres") ? `${address}&application_name=${name}` : address;

/** A server goes on for a moment with what a killed program had asked for. */
async function untilGone(db: Database): Promise<void> {
  if (!db.capabilities.skipLocked) return;
  const sql = "SELECT pid FROM pg_stat_activity WHERE application_name = ?";
  while ((await db.query(sql, [name])).length > 0);
}

describeEachDatabase("a program that is killed while it writes messages and sums", (_, { address, openAt }) => {
  it("leaves what was spent exact, and sums that come out right the next time", async () => {
    const at = await address();
    const period = { from: noon, to: noon + 11 * slotMs };
    const db = await openAt(at);
    const file = await program();
    for (const [round, lines] of [1, 2, 5].entries()) {
      const child = spawn(process.execPath, [file, named(at), String((round + 1) * 100_000)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      onTestFinished(() => void child.kill("SIGKILL"));
      const ended = once(child, "exit");
      let seen = 0;
      for await (const _line of createInterface({ input: child.stdout })) {
        seen += 1;
        if (seen === lines) child.kill("SIGKILL");
      }
      const [, signal] = (await ended) as [number | null, string | null];
      expect(signal).toBe("SIGKILL");
      await untilGone(db);
      await expectSpent(db, period);
    }
    await expectEqualSums(db, period);
    expect(await db.query("SELECT id FROM messages LIMIT 1")).toHaveLength(1);
  }, 60_000);
});
