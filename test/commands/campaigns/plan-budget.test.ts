import { describe, expect, it } from "vitest";
import { setBudget } from "../../../src/storage/repos/budgets.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { join } from "node:path";
import { codesOf, planOf, planWorld, stillClock } from "./plan-world.ts";

const people = ["Ana,+12025550101,es", "Luis,+12025550102,es", "Eva,+12025550103,es"];

async function allow(home: string, micros: number): Promise<void> {
  const db = await openDatabase(join(home, "default.db"));
  await setBudget(db, { period: "month", micros, currency: "USD", warn_percent: 80, set_at: 0 });
  await db.close();
}

describe("the month's budget in a campaign's plan", () => {
  it("is null where there is none, and a line and JSON where there is", async () => {
    const { home, create, run } = await planWorld(people);
    expect(planOf(await create("spring", "--all", "--dry-run"))).toMatchObject({ budget: null });
    await allow(home, 1_000_000);
    const plan = planOf(await create("spring", "--all"));
    expect(plan).toMatchObject({
      budget: { budget: { amount: "1.00", period: "month" }, left: "1.00", percent: 0, state: "ok" },
    });
    expect(codesOf(plan)).not.toContain("over-month-budget");
    const shown = await run(["campaigns", "plan", "spring", "--lang", "es"]);
    expect(shown.stdout).toMatch(/Presupuesto\s+0,00 de 1,00\sUSD en \d{4}-\d\d \(0 %\); quedan 1,00\sUSD/);
  });

  it("warns when the estimate does not fit into it", async () => {
    const { home, create } = await planWorld(people);
    await allow(home, 30_000);
    const plan = planOf(await create("spring", "--all"));
    expect(codesOf(plan)).toContain("over-month-budget");
    expect(plan.warnings.find(({ code }) => code === "over-month-budget")?.text).toContain("0.03 USD are left");
  });

  it("is that of the month in which the campaign begins", async () => {
    const { home, run } = await planWorld(people);
    await allow(home, 1_000_000);
    const args = ["campaigns", "create", "spring", "--template", "oferta", "--all", "--timezone", "UTC", "--json"];
    const clock = stillClock("2026-11-30T10:00:00Z");
    expect(planOf(await run([...args, "--at", "2026-12-01 09:00"], { clock }))).toMatchObject({
      budget: { month: "2026-12" },
    });
  });
});
