import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { group } from "../../../src/cli/command.ts";
import { report } from "../../../src/commands/campaigns/report-spec.ts";
import { autumn, number } from "../../domain/campaigns/report/world.ts";
import { homeOf } from "../../domain/consent/people.ts";
import { findChromium, startChromium, type Chromium } from "../../helpers/chromium.ts";
import { runTree } from "../../helpers/run.ts";

const tree = [group({ name: "campaigns", summary: { en: "campaigns", es: "campañas" }, commands: [report] })];
const binary = findChromium("the page of a campaign's results");

describe.skipIf(binary === undefined)("the page of a campaign's results", () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium(binary ?? "");
  });
  afterAll(async () => chromium.close());

  it.each([
    ["en", 360, "light"],
    ["es", 360, "dark"],
    ["es", 1_000, "light"],
  ])("fits in %s on a screen %i wide, %s, and asks for nothing", async (language, width, value) => {
    const home = await homeOf(async (db) => void (await autumn(db)));
    const args = ["campaigns", "report", "autumn", "--html", "page.html", "--lang", language];
    await runTree(tree, args, { home, env: { RECADO_PHONE_NUMBER_ID: number } });
    const url = pathToFileURL(join(home, "page.html")).href;
    const tab = await chromium.tab();
    await tab.call("Emulation.setDeviceMetricsOverride", {
      width,
      height: 740,
      deviceScaleFactor: 1,
      mobile: width < 500,
    });
    await tab.call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });
    await tab.goto(url);
    expect(tab.problems).toEqual([]);
    expect(tab.requests).toEqual([url]);
    expect(await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    const background = await tab.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(background === "rgb(255, 255, 255)").toBe(value === "light");
    // No words of a chart stand outside of it.
    const outside = `[...document.querySelectorAll("svg.chart")].flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      return [...chart.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - 1 || box.right > frame.right + 1;
      }).map((text) => text.textContent);
    })`;
    expect(await tab.evaluate(outside)).toEqual([]);
  });
});
