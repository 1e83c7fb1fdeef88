import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { group } from "../../../src/cli/command.ts";
import { ratesCommands } from "../../../src/commands/costs/rates-spec.ts";
import { same } from "../../../src/core/text.ts";
import { priceList } from "../../domain/costs/rate-files/card-files.ts";
import { skippingClock } from "../../helpers/graph-world.ts";
import { errorOf, runTree, temporaryFolder, type RunOptions, type RunResult } from "../../helpers/run.ts";

const tree = [group({ name: "costs", summary: same("Costs"), commands: [ratesCommands] })];
const clock = skippingClock(Date.UTC(2026, 10, 20, 12));

async function rates(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return runTree(tree, ["costs", "rates", ...args], { clock, ...options });
}

function homeWith(content: string): string {
  const home = temporaryFolder();
  writeFileSync(join(home, "rates.csv"), content);
  return home;
}

function warningsOf(result: RunResult): { code: string; text: string }[] {
  return (JSON.parse(result.stdout) as { warnings: { code: string; text: string }[] }).warnings;
}

describe("recado costs rates import", () => {
  it("takes odd figures with a warning, on stderr and for scripts", async () => {
    const odd = priceList(["Spain,USD,0.7070,0.0210"], '"effective January 2, 2027"');
    const result = await rates(["import", "rates.csv", "--dry-run", "--json"], { home: homeWith(odd) });
    expect(result.code).toBe(0);
    const warnings = warningsOf(result);
    expect(warnings.map(({ code }) => code)).toEqual(["markets-missing", "price-jump", "unusual-day"]);
    for (const { text } of warnings) expect(result.stderr).toContain(text);
    expect(result.stderr).toContain("Spain marketing 0.0707 → 0.707");
    const spanish = await rates(["import", "rates.csv", "--lang", "es"], { home: homeWith(odd) });
    expect(spanish.stderr).toContain("¿Está cortado el archivo?");
  });

  it("has nothing to warn of in what recado itself exports", async () => {
    const home = temporaryFolder();
    for (const kind of [[], ["--tiers"]]) {
      await rates(["export", "rates.csv", ...kind], { home });
      const result = await rates(["import", "rates.csv", "--json"], { home });
      expect(warningsOf(result)).toEqual([]);
      expect(result.stderr).toBe("");
    }
  });

  it("refuses a column that is there twice", async () => {
    const home = homeWith(priceList(["Spain,USD,0.08,0.02"]).replace("Utility", "Marketing"));
    const result = await rates(["import", "rates.csv", "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: "rates.column_twice",
      message: 'rates.csv, row 2, column D: "Marketing" is also in column C.',
    });
  });
});
