import { type Json, keys, optionalLabel, optionalText, requiredInteger } from "../check.ts";
import { type ActionResult, bareAction, optionallyNamedAction, parametersPath } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const voiceKeys = keys("display_text", "ttl_minutes", "payload");
const longestTtl = 43_200;
const checkName = bareAction("call_permission_request");

/**
 * Asks whether the business may call; no more than one a day and two a week of the same person.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/user-call-permissions
 */
export function checkCallPermission(send: SendCall, action: Json): ActionResult | undefined {
  checkName(send, action);
  const { world, number, recipient } = send;
  if (recipient.kind === "group") return undefined;
  const { callRequests } = world.state.sending;
  const pair = `${number.id}/${recipient.customer.phone}`;
  const now = world.clock.now();
  callRequests.refuseTooMany(pair, now);
  return { accepted: () => callRequests.add(pair, now) };
}

/**
 * A button that calls the business.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/call-button-messages-deep-links
 */
export function checkVoiceCall(_send: SendCall, action: Json): undefined {
  const call = optionallyNamedAction(action, "voice_call", voiceKeys);
  optionalLabel(call, "display_text", parametersPath, "Button title", 20);
  if (call["ttl_minutes"] !== undefined) requiredInteger(call, "ttl_minutes", parametersPath, 1, longestTtl);
  optionalText(call, "payload", parametersPath, 512);
  return undefined;
}
