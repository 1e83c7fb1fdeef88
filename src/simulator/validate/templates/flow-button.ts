import type { WireTemplateButton } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { type Json, keys, refuseUnknown, upperCase } from "../check.ts";
import { buttonFault, fieldMissing } from "./faults.ts";
import { componentText, refuseVariables } from "./text.ts";

const sources = ["flow_id", "flow_name", "flow_json"] as const;
const flowKeys = keys("type", "text", ...sources, "flow_action", "navigate_screen", "icon");
const icons = ["DOCUMENT", "PROMOTION", "REVIEW"] as const;
const maxText = 25;
const maxName = 200;
const maxJson = 10_000_000;

/**
 * A button that opens a flow, which is named in one of three ways. Flows themselves are not known here.
 * @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow
 */
export function checkFlowButton(button: Json, path: string): WireTemplateButton {
  refuseUnknown(button, flowKeys, path);
  const text = componentText(button, "text", path, maxText);
  refuseVariables(text, `${path}.text`);
  const given = sources.filter((source) => button[source] !== undefined);
  const [source] = given;
  if (source === undefined) throw fieldMissing(`${path}.flow_id`);
  if (given.length > 1) throw buttonFault(`${path} can have only one of ${sources.join(", ")}.`);
  const flow = sourceOf(button, source, path);

  const action = button["flow_action"] ?? "navigate";
  if (action !== "navigate" && action !== "data_exchange")
    throw invalidParameter(`Param ${path}.flow_action must be one of {navigate, data_exchange}.`);
  const screen = button["navigate_screen"];
  if (screen !== undefined && action !== "navigate")
    throw buttonFault(`${path}.navigate_screen belongs to the flow_action navigate.`);
  const icon = icons.find((known) => known === upperCase(button["icon"]));
  if (button["icon"] !== undefined && icon === undefined)
    throw invalidParameter(`Param ${path}.icon must be one of {${icons.join(", ")}}.`);
  return {
    type: "FLOW",
    text,
    [source]: flow,
    flow_action: action,
    ...(screen === undefined ? {} : { navigate_screen: componentText(button, "navigate_screen", path, maxName) }),
    ...(icon === undefined ? {} : { icon }),
  };
}

function sourceOf(button: Json, source: (typeof sources)[number], path: string): string {
  const value = button[source];
  if (source === "flow_id" && typeof value === "number") return String(value);
  const text = componentText(button, source, path, source === "flow_json" ? maxJson : maxName);
  if (source === "flow_json" && !isJson(text)) throw invalidParameter(`Param ${path}.flow_json is not valid JSON.`);
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
