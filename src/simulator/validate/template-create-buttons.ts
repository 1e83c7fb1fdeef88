import type { WireTemplateButton } from "../../graph/wire/templates.ts";
import { invalidParameter } from "../errors.ts";
import { NotSimulated } from "../not-simulated.ts";
import { variablesOf } from "../template-plan.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "./check.ts";
import { fieldMissing, tooLong } from "./template-faults.ts";
import { componentText, refuseVariables } from "./template-text.ts";

const later = keys(
  "FLOW",
  "CATALOG",
  "MPM",
  "SPM",
  "VOICE_CALL",
  "ORDER_DETAILS",
  "REQUEST_CONTACT_INFO",
  "APP",
  "REMINDER",
);
const most: Readonly<Record<string, number>> = { QUICK_REPLY: 10, URL: 2, PHONE_NUMBER: 1, COPY_CODE: 1, OTP: 1 };
const maxButtons = 10;
const maxText = 25;

const known = {
  QUICK_REPLY: keys("type", "text"),
  URL: keys("type", "text", "url", "example"),
  PHONE_NUMBER: keys("type", "text", "phone_number"),
  COPY_CODE: keys("type", "text", "example"),
} as const;

function label(button: Json, path: string): string {
  const text = componentText(button, "text", path, maxText);
  refuseVariables(text, `${path}.text`);
  return text;
}

function checkUrl(button: Json, path: string): WireTemplateButton {
  const text = label(button, path);
  const url = componentText(button, "url", path, 2_000);
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw invalidParameter(`${path}.url is not a valid address.`);
  const variables = variablesOf(url);
  if (variables.length === 0) return { type: "URL", text, url };
  if (variables.length > 1 || !url.endsWith("}}"))
    throw invalidParameter(`${path}.url can have one variable, at its end.`);
  const { example } = button;
  const samples = Array.isArray(example) ? example.map(String) : typeof example === "string" ? [example] : [];
  if (samples.length !== 1) throw fieldMissing(`${path}.example`);
  return { type: "URL", text, url, example: samples };
}

function checkButton(button: Json, path: string): WireTemplateButton {
  const type = upperCase(button["type"]);
  if (later.has(type))
    throw new NotSimulated(`template buttons of type ${type}`, "src/simulator/validate/template-create-buttons.ts");
  switch (type) {
    case "QUICK_REPLY":
      refuseUnknown(button, known.QUICK_REPLY, path);
      return { type, text: label(button, path) };
    case "URL":
      refuseUnknown(button, known.URL, path);
      return checkUrl(button, path);
    case "PHONE_NUMBER":
      refuseUnknown(button, known.PHONE_NUMBER, path);
      return { type, text: label(button, path), phone_number: componentText(button, "phone_number", path, 20) };
    case "COPY_CODE": {
      refuseUnknown(button, known.COPY_CODE, path);
      const sample = Array.isArray(button["example"]) ? button["example"][0] : button["example"];
      if (typeof sample !== "string" || sample === "") throw fieldMissing(`${path}.example`);
      if (sample.length > 20) throw tooLong(`${path}.example`, 20);
      return { type, text: "Copy offer code", example: [sample] };
    }
    case "OTP":
      throw invalidParameter(`${path}: OTP buttons belong to AUTHENTICATION templates.`);
    default:
      throw invalidParameter(`${path}.type must be one of ${Object.keys(most).join(", ")}.`);
  }
}

/** The `buttons` of a component: their number, kinds, grouping and fields. */
export function checkTemplateButtons(component: Json, path: string): WireTemplateButton[] {
  const { buttons } = component;
  if (!Array.isArray(buttons) || buttons.length === 0) throw fieldMissing(`${path}.buttons`);
  if (buttons.length > maxButtons) throw invalidParameter(`${path} has more than ${maxButtons} buttons.`);
  const checked = buttons.map((button: unknown, index) => {
    if (!isObject(button)) throw invalidParameter(`${path}.buttons[${index}] must be an object.`);
    return checkButton(button, `${path}.buttons[${index}]`);
  });
  for (const [type, max] of Object.entries(most)) {
    if (checked.filter((button) => button.type === type).length > max) {
      throw invalidParameter(`${path} has more than ${max} buttons of type ${type}.`);
    }
  }
  const groups = checked.filter(
    (button, index) => button.type === "QUICK_REPLY" && checked[index - 1]?.type !== "QUICK_REPLY",
  );
  if (groups.length > 1) throw invalidParameter(`${path}: quick replies must stand together.`);
  return checked;
}
