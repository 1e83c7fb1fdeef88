import { expect, it } from "vitest";
import { wrapCommand } from "../../src/cli/wrap-command.ts";

const list = `  $ recado send list "When should we come?" --label "Show slots" --row "s9|09:00|Ana - early" --to +12025550101`;

it("leaves a line that fits as it is", () => {
  expect(wrapCommand("  $ recado demo --yes", 80)).toBe("  $ recado demo --yes");
});

it.each([60, 80, 100])("fits %i columns", (width) => {
  for (const line of wrapCommand(list, width).split("\n")) expect(line.length).toBeLessThanOrEqual(width);
});

it.each([20, 60, 80, 100])("breaks before options only, so that the line can be pasted: %i columns", (width) => {
  const wrapped = wrapCommand(list, width);
  expect(wrapped.replaceAll(/ \\\n +/g, " ")).toBe(list);
  const lines = wrapped.split("\n");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toMatch(/^ {6}--\w/);
});
