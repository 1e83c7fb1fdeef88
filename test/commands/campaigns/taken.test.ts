import { expect, it } from "vitest";
import { group } from "../../../src/cli/command.ts";
import { report } from "../../../src/commands/campaigns/report-spec.ts";
import { runTree } from "../../helpers/run.ts";
import { phoneOf, shop, statusOf } from "./planned.ts";

const reporting = [group({ name: "campaigns", summary: { en: "campaigns", es: "campañas" }, commands: [report] })];

it("what Meta took is one number everywhere, and does not fall when it reports a failure later", async () => {
  const { sim, home, plan, recado, with: using } = await shop();
  await plan("closing", 4);
  sim.fault({ on: "messages", kind: "graph-error", code: 131_009, to: phoneOf(1) });
  const before = await recado(["start", "closing", "--yes", "--json"]);
  expect(statusOf(before)).toMatchObject({ taken: 3, counts: { accepted: 3, failed: 1 } });
  expect(before.stderr).toContain("Sent: 3 of 4. Failed: 1.");
  const late = "UPDATE messages SET state = 'failed', error_code = 131026 WHERE position = 2";
  await using(async (db) => db.exec(late));

  const after = await recado(["start", "closing", "--yes", "--json"]);
  expect(statusOf(after)).toMatchObject({ taken: 3, counts: { accepted: 2, failed: 2 } });
  expect(after.stderr).toContain("Sent: 3 of 4. Failed: 2.");
  expect((await recado(["show", "closing"])).stdout).toMatch(/Taken by Meta +3 \(75.0%\)/);
  expect((await recado(["list"])).stdout).toMatch(/closing +done +4 +3 +2 +0/);
  const list = JSON.parse((await recado(["list", "--json"])).stdout) as object;
  expect(list).toMatchObject({ campaigns: [{ taken: 3, counts: { failed: 2 } }] });
  const told = await runTree(reporting, ["campaigns", "report", "closing", "--json"], { home });
  expect(JSON.parse(told.stdout)).toMatchObject({ people: { taken: 3 } });
});
