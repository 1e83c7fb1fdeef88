import { invalidParameter, invalidValue, missingParameter } from "../../errors.ts";
import {
  isObject,
  type Json,
  keys,
  optionalObject,
  optionalText,
  refuseDeep,
  requiredText,
  requiredWord,
} from "../check.ts";
import { namedAction, parametersPath } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const parameterKeys = keys(
  "flow_message_version",
  "flow_id",
  "flow_name",
  "flow_cta",
  "flow_token",
  "mode",
  "flow_action",
  "flow_action_payload",
);
const payloadKeys = keys("screen", "data");

/**
 * A form. Which flows exist is not known here: every id and name is taken.
 * @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow
 */
export function checkFlow(_send: SendCall, action: Json): undefined {
  const flow = namedAction(action, "flow", parameterKeys);
  requiredWord(flow, "flow_message_version", parametersPath, ["3"]);
  const { flow_id: id, flow_name: name } = flow;
  if (id === undefined && name === undefined)
    throw missingParameter(`The parameter ${parametersPath}['flow_id'] or ['flow_name'] is required.`);
  if (id !== undefined && name !== undefined)
    throw invalidParameter(`Param ${parametersPath} must have exactly one of flow_id and flow_name.`);
  if (typeof id !== "number") optionalText(flow, "flow_id", parametersPath);
  optionalText(flow, "flow_name", parametersPath);
  // Meta advises at most 30 characters and no emoji, which is no limit.
  requiredText(flow, "flow_cta", parametersPath);
  optionalText(flow, "flow_token", parametersPath);
  if (flow["mode"] !== undefined) requiredWord(flow, "mode", parametersPath, ["draft", "published"]);
  const start =
    flow["flow_action"] === undefined
      ? "navigate"
      : requiredWord(flow, "flow_action", parametersPath, ["navigate", "data_exchange"]);
  checkPayload(flow, start);
  return undefined;
}

/** The first screen and what it is given. */
function checkPayload(flow: Json, start: string): void {
  const path = `${parametersPath}['flow_action_payload']`;
  const payload = optionalObject(flow, "flow_action_payload", parametersPath, payloadKeys);
  if (payload === undefined) return;
  if (start !== "navigate") throw invalidValue(`Param ${path} is only allowed when flow_action is navigate.`);
  if (payload["screen"] !== undefined) requiredText(payload, "screen", path);
  const { data } = payload;
  if (data === undefined) return;
  if (!isObject(data) || Object.keys(data).length === 0)
    throw invalidValue(`Param ${path}['data'] must be a non-empty object.`);
  refuseDeep(data, `${path}['data']`);
}
