import type { WireTemplateButton } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { couponLength, variablesOf } from "../../templates/plan.ts";
import { isObject, type Json, keys, lengthOf, refuseUnknown } from "../check.ts";
import { buttonFault, fieldMissing, tooLong } from "./faults.ts";
import { checkFlowButton } from "./flow-button.ts";
import { componentText, refuseVariables } from "./text.ts";

const maxText = 25;
const maxAddress = 2_000;
const maxPhone = 20;
const maxMinutes = 43_200;

const known = {
  text: keys("type", "text"),
  url: keys("type", "text", "url", "example"),
  phone: keys("type", "text", "phone_number"),
  copyCode: keys("type", "text", "example"),
  voiceCall: keys("type", "text", "ttl_minutes"),
  app: keys("type", "text", "app_deep_link"),
} as const;

/** Checks a button and returns it as it is read back. */
export type ButtonCheck = (button: Json, path: string, named: boolean) => WireTemplateButton;

/** The label that people see, without variables. */
function buttonLabel(button: Json, path: string): string {
  const text = componentText(button, "text", path, maxText);
  refuseVariables(text, `${path}.text`);
  return text;
}

/** A label that is Meta's: it may be left out, and nothing else may be given. */
function fixedLabel(button: Json, path: string, label: string): string {
  const text = button["text"];
  if (text !== undefined && text !== label) throw buttonFault(`${path}.text can only be "${label}".`);
  return label;
}

/** A button with nothing but a label, its own or Meta's. */
function plain(
  type: "QUICK_REPLY" | "ORDER_DETAILS" | "CATALOG" | "MPM" | "SPM" | "REQUEST_CONTACT_INFO",
  label?: string,
): ButtonCheck {
  return (button, path) => {
    refuseUnknown(button, known.text, path);
    return { type, text: label === undefined ? buttonLabel(button, path) : fixedLabel(button, path, label) };
  };
}

function checkUrl(button: Json, path: string, named: boolean): WireTemplateButton {
  refuseUnknown(button, known.url, path);
  const text = buttonLabel(button, path);
  const url = componentText(button, "url", path, maxAddress);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw invalidParameter(`Param ${path}.url is not a valid address.`);
  const variables = variablesOf(url);
  const [name] = variables;
  if (name === undefined) {
    if (/\{\{|\}\}/.test(url)) throw buttonFault(`${path}.url has braces that do not belong to a variable.`);
    return { type: "URL", text, url };
  }
  if (variables.length > 1 || !url.endsWith("}}")) throw buttonFault(`${path}.url can have one variable, at its end.`);
  if (name !== "1" && !(named && /^[a-z_][a-z0-9_]*$/.test(name)))
    throw buttonFault(`${path}.url: its variable is {{1}}.`);
  const { example } = button;
  const [sample]: unknown[] = Array.isArray(example) && example.length === 1 ? example : [example];
  if (typeof sample !== "string" || sample === "") throw fieldMissing(`${path}.example`);
  return { type: "URL", text, url, example: [sample] };
}

function checkCopyCode(button: Json, path: string): WireTemplateButton {
  refuseUnknown(button, known.copyCode, path);
  const { example } = button;
  const sample: unknown = Array.isArray(example) ? example[0] : example;
  if (typeof sample !== "string" || sample === "") throw fieldMissing(`${path}.example`);
  const most = couponLength(false);
  if (sample.length > most && lengthOf(sample) > most) throw tooLong(`${path}.example`, most);
  return { type: "COPY_CODE", text: fixedLabel(button, path, "Copy offer code"), example: [sample] };
}

function checkVoiceCall(button: Json, path: string): WireTemplateButton {
  refuseUnknown(button, known.voiceCall, path);
  const text = buttonLabel(button, path);
  const minutes = button["ttl_minutes"];
  if (minutes === undefined) return { type: "VOICE_CALL", text };
  if (typeof minutes !== "number" || !Number.isInteger(minutes) || minutes < 1 || minutes > maxMinutes)
    throw invalidParameter(`Param ${path}.ttl_minutes must be an integer from 1 to ${maxMinutes}.`);
  return { type: "VOICE_CALL", text, ttl_minutes: minutes };
}

function checkApp(button: Json, path: string): WireTemplateButton {
  refuseUnknown(button, known.app, path);
  const text = buttonLabel(button, path);
  const link = button["app_deep_link"];
  if (link === undefined) throw fieldMissing(`${path}.app_deep_link`);
  if (!isObject(link)) throw invalidParameter(`Param ${path}.app_deep_link must be an object.`);
  return { type: "APP", text, app_deep_link: { ...link } };
}

/**
 * Every kind of button that is not for one-time passwords.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components#buttons
 */
export const buttonChecks: Readonly<Record<string, ButtonCheck>> = {
  QUICK_REPLY: plain("QUICK_REPLY"),
  URL: checkUrl,
  PHONE_NUMBER(button, path) {
    refuseUnknown(button, known.phone, path);
    const text = buttonLabel(button, path);
    return { type: "PHONE_NUMBER", text, phone_number: componentText(button, "phone_number", path, maxPhone) };
  },
  COPY_CODE: checkCopyCode,
  FLOW: checkFlowButton,
  CATALOG: plain("CATALOG", "View catalog"),
  MPM: plain("MPM", "View items"),
  SPM: plain("SPM", "View"),
  VOICE_CALL: checkVoiceCall,
  ORDER_DETAILS: plain("ORDER_DETAILS"),
  REQUEST_CONTACT_INFO: plain("REQUEST_CONTACT_INFO", "Share Contact Info"),
  APP: checkApp,
};
