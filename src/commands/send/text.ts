import type { InputOf } from "../../cli/input.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { textInput } from "./kinds.ts";

export const run = freeForm<InputOf<typeof textInput> & FreeFormInput>(async (input, _context, ask) => {
  const body = await ask.body(input);
  const text = input.preview ? { body, preview_url: true } : { body };
  return { content: () => ({ type: "text", text }) };
});
