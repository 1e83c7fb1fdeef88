import type { WireTemplateButton, WireTemplateComponent } from "../graph/wire/templates.ts";

const variablePattern = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The variables of a text in order of appearance, without their braces. */
export function variablesOf(text: string): string[] {
  return Array.from(text.matchAll(variablePattern), (match) => match[1] ?? "");
}

/** A text cut at its variables, so that filling it in is a join. */
export interface PlannedText {
  readonly variables: readonly string[];
  /** One more than there are variables. */
  readonly pieces: readonly string[];
}

export interface PlannedButton {
  readonly type: WireTemplateButton["type"];
  /** The send must give a value for it. */
  readonly required: boolean;
  readonly sendsAs: "url" | "quick_reply" | "copy_code" | undefined;
  readonly maxLength: number;
}

/** What a send of the template must fill in, worked out once when the template is made. */
export interface TemplatePlan {
  readonly header?: { readonly format: string; readonly text: PlannedText };
  readonly body: PlannedText;
  readonly buttons: readonly PlannedButton[];
  /** Nothing but a body: its filled text may be longer. */
  readonly bodyOnly: boolean;
}

function planText(text: string): PlannedText {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(variablePattern)) {
    pieces.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return { variables: variablesOf(text), pieces };
}

function planButton(button: WireTemplateButton): PlannedButton {
  switch (button.type) {
    case "QUICK_REPLY":
      return { type: button.type, required: false, sendsAs: "quick_reply", maxLength: 256 };
    case "URL":
      return button.url.includes("{{")
        ? // The address of a one-time-password button carries the code, and a code has at most 15 characters.
          { type: button.type, required: true, sendsAs: "url", maxLength: button.url.includes("otp{{") ? 15 : 2_000 }
        : { type: button.type, required: false, sendsAs: undefined, maxLength: 0 };
    case "COPY_CODE":
      return { type: button.type, required: true, sendsAs: "copy_code", maxLength: 20 };
    default:
      return { type: button.type, required: false, sendsAs: undefined, maxLength: 0 };
  }
}

export function planTemplate(components: readonly WireTemplateComponent[]): TemplatePlan {
  let header: TemplatePlan["header"];
  let body = planText("");
  let buttons: readonly PlannedButton[] = [];
  for (const component of components) {
    if (component.type === "HEADER") header = { format: component.format, text: planText(component.text ?? "") };
    else if (component.type === "BODY") body = planText(component.text ?? "");
    else if (component.type === "BUTTONS") buttons = component.buttons.map(planButton);
  }
  return { ...(header === undefined ? {} : { header }), body, buttons, bodyOnly: components.length === 1 };
}

/** The text with its variables filled in; `values` in the order of the variables. */
export function fillText(text: PlannedText, values: readonly string[]): string {
  let filled = text.pieces[0] ?? "";
  for (let place = 1; place < text.pieces.length; place++)
    filled += (values[place - 1] ?? "") + (text.pieces[place] ?? "");
  return filled;
}
