import { expect, it } from "vitest";
import { sentence } from "../../src/core/text.ts";

it.each([
  ["there is no phone number", "There is no phone number."],
  ["which one?", "Which one?"],
  ["Done.", "Done."],
])("the message of %j", (words, whole) => {
  expect(sentence({ en: words, es: words })).toEqual({ en: whole, es: whole });
});
