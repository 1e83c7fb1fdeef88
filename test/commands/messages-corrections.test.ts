import { join } from "node:path";
import { expect, it } from "vitest";
import { openDatabase } from "../../src/storage/open.ts";
import { recordCorrections } from "../../src/storage/repos/cost-entries.ts";
import { insertMessages } from "../../src/storage/repos/messages.ts";
import { messageRow, noon } from "../helpers/rows.ts";
import { runRecado, temporaryFolder } from "../helpers/run.ts";

async function corrected(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  const settled = { state: "read", settled_micros: 0, pricing_type: "free_entry_point", priced_at: noon } as const;
  await insertMessages(db, [messageRow(1, settled), messageRow(2, { ...settled, settled_micros: 8_500 })]);
  const pricing = { currency: "USD", pricingType: "free_entry_point", pricingCategory: "utility" };
  await recordCorrections(db, [
    {
      messageId: "msg_000001",
      at: noon,
      reason: "card",
      source: "card.csv",
      beforeMicros: null,
      afterMicros: 8_500,
      ...pricing,
    },
    {
      messageId: "msg_000001",
      at: noon + 1_000,
      reason: "webhook",
      source: "wamid.1|read",
      beforeMicros: 8_500,
      afterMicros: 0,
      ...pricing,
    },
  ]);
  await db.close();
  return home;
}

it("a message whose price was corrected shows what it was, what it is since, and why", async () => {
  const home = await corrected();
  const show = async (...more: string[]): Promise<string> =>
    (await runRecado(["messages", "show", "msg_000001", ...more], { home })).stdout;
  expect(await show("--lang", "es")).toMatch(
    /El precio se corrigió:[^]*sin dato +0,0085\sUSD +se importó una lista de tarifas[^]*0,0085\sUSD +0,00\sUSD +Meta informó otro precio/,
  );
  const { message } = JSON.parse(await show("--json")) as { message: { corrections: unknown } };
  const pricing = { type: "free_entry_point", category: "utility" };
  expect(message.corrections).toEqual([
    {
      at: "2026-10-12T12:00:00.000Z",
      reason: "card",
      source: "card.csv",
      before: null,
      after: "0.0085",
      currency: "USD",
      pricing,
    },
    {
      at: "2026-10-12T12:00:01.000Z",
      reason: "webhook",
      source: "wamid.1|read",
      before: "0.0085",
      after: "0.00",
      currency: "USD",
      pricing,
    },
  ]);
});

it("one whose price never changed says nothing of corrections", async () => {
  const home = await corrected();
  expect((await runRecado(["messages", "show", "msg_000002"], { home })).stdout).not.toMatch(/corrected/);
});
