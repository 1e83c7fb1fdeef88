import type { InputOf } from "../../cli/input.ts";
import type { WireFlowParameters, WireListRow } from "../../graph/wire/messages.ts";
import { readJsonObject } from "../json-option.ts";
import { refusedIn, type Asker } from "./ask.ts";
import { askForButtons, askForRows } from "./ask-pieces.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { buttonsInput, ctaUrlInput, flowInput, listInput } from "./interactive-input.ts";
import { assertSome, footerOf, inSections, readButton, readHeader, readParts, type Sectioned } from "./pieces.ts";

const labelRefused = refusedIn("interactive.action.button", (button) => ({
  type: "interactive",
  interactive: { type: "list", body: { text: "…" }, action: { button, sections: [] } },
}));

async function labelOf({ label }: { readonly label: string | undefined }, ask: Asker): Promise<string> {
  return ask.text(label, {
    message: { en: "What does the button say?", es: "¿Qué dice el botón?" },
    option: "--label",
    check: labelRefused,
  });
}

export const buttons = freeForm<InputOf<typeof buttonsInput> & FreeFormInput>(async (input, context, ask) => {
  assertSome("button", input.button, context);
  const typed = input.button.map(readButton);
  const { media, learn, header } = await readHeader(input, context);
  const text = await ask.body(input);
  const given = typed.length > 0 ? typed : await askForButtons(ask);
  const replies = given.map((reply) => ({ type: "reply" as const, reply }));
  return {
    media,
    learn,
    content: (source) => ({
      type: "interactive",
      interactive: {
        type: "button",
        ...header(source),
        body: { text },
        ...footerOf(input),
        action: { buttons: replies },
      },
    }),
  };
});

function readRow(given: string): Sectioned<WireListRow> {
  // Without a title, the id is what the row says.
  const [id = "", title = id, description, section] = readParts("row", given, 4);
  return { section, item: description === undefined ? { id, title } : { id, title, description } };
}

export const list = freeForm<InputOf<typeof listInput> & FreeFormInput>(async (input, context, ask) => {
  assertSome("row", input.row, context);
  const typed = input.row.map(readRow);
  const text = await ask.body(input);
  const given = typed.length > 0 ? typed : await askForRows(ask);
  const sections = inSections(given).map(({ title, items: rows }) =>
    title === undefined ? { rows } : { title, rows },
  );
  const button = await labelOf(input, ask);
  const { header } = input;
  return {
    content: () => ({
      type: "interactive",
      interactive: {
        type: "list",
        ...(header === undefined ? {} : { header: { type: "text", text: header } }),
        body: { text },
        ...footerOf(input),
        action: { button, sections },
      },
    }),
  };
});

const urlRefused = refusedIn("interactive.action.parameters.url", (url) => ({
  type: "interactive",
  interactive: {
    type: "cta_url",
    body: { text: "…" },
    action: { name: "cta_url", parameters: { display_text: "…", url } },
  },
}));

export const ctaUrl = freeForm<InputOf<typeof ctaUrlInput> & FreeFormInput>(async (input, context, ask) => {
  const { media, learn, header } = await readHeader(input, context);
  const text = await ask.body(input);
  const display_text = await labelOf(input, ask);
  const url = await ask.text(input.url, {
    message: { en: "Where does it lead (https://…)?", es: "¿A dónde lleva (https://…)?" },
    option: "--url",
    check: urlRefused,
  });
  return {
    media,
    learn,
    content: (source) => ({
      type: "interactive",
      interactive: {
        type: "cta_url",
        ...header(source),
        body: { text },
        ...footerOf(input),
        action: { name: "cta_url", parameters: { display_text, url } },
      },
    }),
  };
});

const dataHint = { en: `For example: --data '{"guests":2}'`, es: `Por ejemplo: --data '{"guests":2}'` };

type FlowInput = InputOf<typeof flowInput> & FreeFormInput;

function flowParameters(input: FlowInput, flow: string, flow_cta: string): WireFlowParameters {
  const { screen, data, flowToken, draft } = input;
  const payload = {
    ...(screen === undefined ? {} : { screen }),
    ...(data === undefined ? {} : { data: readJsonObject(data, "--data", dataHint) }),
  };
  return {
    flow_message_version: "3",
    flow_cta,
    // Ids are digits only; a name that is digits only is sent with `send content`.
    ...(/^\d+$/.test(flow) ? { flow_id: flow } : { flow_name: flow }),
    ...(flowToken === undefined ? {} : { flow_token: flowToken }),
    ...(draft ? { mode: "draft" } : {}),
    ...(Object.keys(payload).length === 0 ? {} : { flow_action: "navigate", flow_action_payload: payload }),
  };
}

export const flow = freeForm<FlowInput>(async (input, context, ask) => {
  const { media, learn, header } = await readHeader(input, context);
  const text = await ask.body(input);
  const which = await ask.text(input.flow, {
    message: { en: "Which flow (id or name)?", es: "¿Qué flow (id o nombre)?" },
    option: "--flow",
  });
  const parameters = flowParameters(input, which, await labelOf(input, ask));
  return {
    media,
    learn,
    content: (source) => ({
      type: "interactive",
      interactive: {
        type: "flow",
        ...header(source),
        body: { text },
        ...footerOf(input),
        action: { name: "flow", parameters },
      },
    }),
  };
});
