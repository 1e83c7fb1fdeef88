import type { InputOf } from "../../cli/input.ts";
import type { WireInteractive } from "../../graph/wire/messages.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { requestInput, voiceCallInput } from "./interactive-input.ts";
import { footerOf } from "./pieces.ts";

type RequestInput = InputOf<typeof requestInput> & FreeFormInput;

interface Words {
  readonly body: { text: string };
  readonly footer?: { text: string };
}

/** Words, and under them a button of Meta's own. */
const request = (interactive: (words: Words) => WireInteractive) =>
  freeForm<RequestInput>(async (input, _context, ask) => {
    const words = { body: { text: await ask.body(input) }, ...footerOf(input) };
    return { content: () => ({ type: "interactive", interactive: interactive(words) }) };
  });

export const locationRequest = request((words) => ({
  type: "location_request_message",
  ...words,
  action: { name: "send_location" },
}));

export const contactRequest = request((words) => ({
  type: "request_contact_info",
  ...words,
  action: { name: "request_contact_info" },
}));

export const callRequest = request((words) => ({
  type: "call_permission_request",
  ...words,
  action: { name: "call_permission_request" },
}));

export const voiceCall = freeForm<InputOf<typeof voiceCallInput> & FreeFormInput>(async (input, _context, ask) => {
  const text = await ask.body(input);
  const { label, minutes } = input;
  const parameters = {
    ...(label === undefined ? {} : { display_text: label }),
    ...(minutes === undefined ? {} : { ttl_minutes: minutes }),
  };
  return {
    content: () => ({
      type: "interactive",
      interactive: { type: "voice_call", body: { text }, action: { name: "voice_call", parameters } },
    }),
  };
});
