import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, startChromium, type Chromium } from "../../helpers/chromium.ts";
import { runRecado } from "../../helpers/run.ts";
import { stillClock } from "../campaigns/plan-world.ts";
import { busyOctober } from "./report-world.ts";

const binary = findChromium("the page of a month's costs");

describe.skipIf(binary === undefined)("the page of a month's costs", () => {
  let chromium: Chromium;
  beforeAll(async () => {
    chromium = await startChromium(binary ?? "");
  });
  afterAll(async () => chromium.close());

  async function open(language: string, media: object, width: number) {
    const home = await busyOctober();
    const args = ["costs", "report", "--html", "page.html", "--lang", language, "--by", "market"];
    await runRecado(args, { home, clock: stillClock("2026-10-20T15:00:00Z") });
    const url = pathToFileURL(join(home, "page.html")).href;
    const tab = await chromium.tab();
    const mobile = width < 500;
    await tab.call("Emulation.setDeviceMetricsOverride", { width, height: 740, deviceScaleFactor: 1, mobile });
    await tab.call("Emulation.setEmulatedMedia", media);
    await tab.goto(url);
    expect(tab.problems).toEqual([]);
    expect(tab.requests).toEqual([url]);
    return tab;
  }

  it.each([
    ["en", 360, "light"],
    ["es", 390, "dark"],
    ["es", 1_000, "light"],
  ])("fits in %s on a screen %i wide, %s, and asks for nothing", async (language, width, value) => {
    const tab = await open(language, { features: [{ name: "prefers-color-scheme", value }] }, width);
    expect(await tab.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
    const background = await tab.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(background === "rgb(255, 255, 255)").toBe(value === "light");
    // No words of a chart stand outside of it, and no two of a row over one another.
    const outside = `[...document.querySelectorAll("svg.chart")].flatMap((chart) => {
      const frame = chart.getBoundingClientRect();
      const boxes = [...chart.querySelectorAll("text")].map((text) => ({ box: text.getBoundingClientRect(), text: text.textContent }));
      return boxes.filter(({ box }, place) => {
        const next = boxes[place + 1]?.box;
        const over = next !== undefined && next.top < box.bottom - 2 && next.bottom > box.top + 2 && next.left < box.right;
        return over || box.left < frame.left - 1 || box.right > frame.right + 1;
      }).map(({ text }) => text);
    })`;
    expect(await tab.evaluate(outside)).toEqual([]);
    // A column is never pressed to the width of a letter.
    const narrow = `[...document.querySelectorAll("td, th")].filter((cell) => cell.checkVisibility() && cell.clientWidth < 28).length`;
    expect(await tab.evaluate(narrow)).toBe(0);
  });

  it("is printed whole: no table reaches over the edge of the paper", async () => {
    const tab = await open("es", { media: "print" }, 700);
    // What an A4 page leaves between its margins.
    await tab.evaluate("document.body.style.width = '182mm'");
    const cut = `[...document.querySelectorAll(".scroll")].filter((one) => one.scrollWidth > one.clientWidth + 1).length`;
    expect(await tab.evaluate(cut)).toBe(0);
    expect(await tab.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });
});
