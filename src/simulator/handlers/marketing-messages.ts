import type { WireSendResponse } from "../../graph/wire/messages.ts";
import { acceptSend } from "../sending/accept-send.ts";
import { GraphFault } from "../errors.ts";
import type { Call } from "../http/router.ts";
import { optionalBoolean, requiredWord } from "../validate/check.ts";
import { checkSend } from "../validate/send.ts";
import { readSend } from "./messages.ts";

const policies = ["CLOUD_API_FALLBACK", "STRICT"] as const;

/**
 * `POST /{phone_number_id}/marketing_messages`: marketing templates, charged in a category of their own.
 * @see https://developers.facebook.com/docs/whatsapp/marketing-messages-lite-api
 */
export function postMarketingMessage({ world, id, body }: Call): WireSendResponse {
  const number = world.state.numbers.get(id);
  if (number === undefined) throw new GraphFault(100);
  const { product_policy: policy, message_activity_sharing: _sharing, ...message } = body;
  const checked = checkSend(world, readSend(message), number);
  if (policy !== undefined) requiredWord(body, "product_policy", "", policies);
  optionalBoolean(body, "message_activity_sharing", "");
  const { template } = checked;
  if (template === undefined)
    throw new GraphFault(131055, { details: "Only template messages can be sent through marketing_messages." });
  if (template.category !== "MARKETING")
    throw new GraphFault(134100, {
      details: "Only templates of category MARKETING can be sent through marketing_messages.",
    });
  return acceptSend(world, number, body, checked, "marketing_lite");
}
