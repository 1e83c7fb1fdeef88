import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { builders, built, contents, direct, fine, interactives, recipients, templates } from "./messages.types.ts";

describe("what does not compile is refused at run time as well", () => {
  test.each(Object.entries({ recipients, contents, interactives, direct, templates }))("%s", (_what, refused) => {
    for (const [index, problems] of refused.entries()) expect(problems, `entry ${index}`).not.toEqual([]);
  });
  test("builders", () => {
    for (const [index, build] of builders.entries()) expect(build, `entry ${index}`).toThrow(InputError);
  });
  test("and what compiles is accepted", () => {
    for (const [index, problems] of fine.entries()) expect(problems, `entry ${index}`).toEqual([]);
    for (const [index, build] of built.entries()) expect(build, `entry ${index}`).not.toThrow();
  });
});
