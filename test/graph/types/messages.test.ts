import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { builders, contents, direct, fine, interactives, looser, recipients, templates } from "./messages.types.ts";

describe("what does not compile is refused at run time as well", () => {
  test.each(Object.entries({ recipients, contents, interactives, direct, templates }))("%s", (_what, refused) => {
    for (const [index, problems] of refused.entries()) expect(problems, `entry ${index}`).not.toEqual([]);
  });
  test("builders", () => {
    for (const build of builders) expect(build).toThrow(InputError);
  });
  test("and what compiles is accepted", () => {
    for (const problems of fine) expect(problems).toEqual([]);
    for (const build of looser) expect(build).not.toThrow();
  });
});
