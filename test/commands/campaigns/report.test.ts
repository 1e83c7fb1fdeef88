import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { group } from "../../../src/cli/command.ts";
import { report } from "../../../src/commands/campaigns/report-spec.ts";
import { homeOf } from "../../domain/consent/people.ts";
import { autumn, number } from "../../domain/campaigns/report/world.ts";
import { errorOf, runTree, type RunOptions, type RunResult } from "../../helpers/run.ts";

const tree = [group({ name: "campaigns", summary: { en: "campaigns", es: "campañas" }, commands: [report] })];

const home = (): Promise<string> => homeOf(async (db) => void (await autumn(db)));

async function run(at: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const env = { RECADO_PHONE_NUMBER_ID: number, ...options.env };
  return runTree(tree, ["campaigns", "report", ...args], { home: at, ...options, env });
}

describe("recado campaigns report", () => {
  it("tells a person who got it, what it cost and what to do", async () => {
    const { code, stdout, stderr } = await run(await home(), ["autumn"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("autumn (cam_1)");
    expect(stdout).toMatch(/Delivered\s+66\.7% \(4 of 6\)/);
    expect(stdout).toMatch(/Read\s+50\.0% \(2 of 4\)/);
    expect(stdout).toMatch(/Button: Sí\s+1/);
    expect(stdout).toMatch(/Cost\s+~0\.0375 USD/);
    expect(stdout).toMatch(/Left of it\s+0\.0125 USD/);
    expect(stdout).toContain("131026");
    expect(stdout).toContain("recado campaigns retry autumn --failed");
    expect(stdout).toContain("no difference can be told");
    expect(stdout).toContain("People can switch read receipts off");
  });

  it("speaks Spanish", async () => {
    const { stdout } = await run(await home(), ["cam_1", "--lang", "es"]);
    expect(stdout).toMatch(/Entregados\s+66,7\u00a0% \(4 de 6\)/);
    expect(stdout).toContain("no se puede afirmar ninguna diferencia");
    expect(stdout).toMatch(/\d,\d{2,4}\u00a0USD/);
    expect(stdout).not.toMatch(/\d\.\d+\sUSD/);
  });

  it("answers a program with one document", async () => {
    const { code, stdout } = await run(await home(), ["autumn", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      id: "cam_1",
      name: "autumn",
      state: "running",
      people: { list: 11, recipients: 9 },
      optOuts: { people: 1, how: { "stop-word": 1 }, withinHours: 72 },
    });
  });

  it("counts replies for as many hours as it is told", async () => {
    const { stdout } = await run(await home(), ["autumn", "--since-hours", "101", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ replies: { people: 3, withinHours: 101 } });
  });

  it("gives a row for everybody of the list, and runs no formula", async () => {
    const { stdout } = await run(await home(), ["autumn", "--output", "csv"]);
    const { data } = Papa.parse<Record<string, string>>(stdout, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(11);
    expect(data.map((row) => row["state"])).toContain("excluded");
    expect(data[8]?.["name"]).toBe("'=Eve <b>");
    expect(data[4]).toMatchObject({ to: "+12025550104", attempts: "2", cost: "0.012" });
  });

  it("gives the same rows as NDJSON", async () => {
    const { stdout } = await run(await home(), ["autumn", "--output", "ndjson"]);
    const rows = stdout
      .trimEnd()
      .split("\n")
      .map((row) => JSON.parse(row) as { position: number });
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it("writes a page that needs nothing from outside, with a table beside each chart", async () => {
    const at = await home();
    const result = await run(at, ["autumn", "--html", "autumn.html"]);
    expect(result).toMatchObject({ code: 0, stdout: "The report is in autumn.html.\n" });
    const page = readFileSync(join(at, "autumn.html"), "utf8");
    expect(page).not.toMatch(/<script|<img|<[^>]*\s(?:src|href|on\w+)=|url\(/);
    expect(page.match(/<svg class="chart" role="img"/g)).toHaveLength(4);
    expect(page.match(/<desc id=/g)).toHaveLength(4);
    expect(page).toContain("<title>Results: autumn</title>");
    expect(page).toContain("prefers-color-scheme: dark");
    const spanish = await run(at, ["autumn", "--html", "otoño.html", "--lang", "es"]);
    expect(spanish.code).toBe(0);
    const read = readFileSync(join(at, "otoño.html"), "utf8");
    expect(read).toContain('<html lang="es">');
    expect(read).toContain("De la lista a la respuesta");
    expect(read).toMatch(/\d,\d{2,4}\u00a0USD/);
    expect(read).not.toMatch(/\d\.\d+\sUSD/);
  });

  it("writes over no file without being told", async () => {
    const at = await home();
    writeFileSync(join(at, "mine.html"), "mine");
    const refused = await run(at, ["autumn", "--html", "mine.html", "--json"]);
    expect(refused.code).toBe(2);
    expect(errorOf(refused)).toMatchObject({ code: "output.exists" });
    expect(readFileSync(join(at, "mine.html"), "utf8")).toBe("mine");
    expect((await run(at, ["autumn", "--html", "mine.html", "--yes"])).code).toBe(0);
    expect(readFileSync(join(at, "mine.html"), "utf8")).toContain("<!doctype html>");
  });

  it("says what a campaign may be called that is not there", async () => {
    const result = await run(await home(), ["autum", "--json"]);
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code: "campaigns.not_found", hint: 'Did you mean "autumn"?' });
  });
});
