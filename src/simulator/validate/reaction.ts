import { graphemesOf } from "../../core/graphemes.ts";
import { invalidValue, webhookError } from "../errors.ts";
import { keys, required, requiredObject, requiredText } from "./check.ts";
import type { Content, SendCall } from "./send-parts.ts";
import { targetOf } from "./send-target.ts";

const reactionKeys = keys("message_id", "emoji");

/**
 * An emoji on a message; an empty one takes it back. Only `sent` is ever reported of it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/reaction-messages
 */
export function checkReaction(send: SendCall): Content {
  const reaction = requiredObject(send.body, "reaction", "", reactionKeys);
  const messageId = requiredText(reaction, "message_id", "reaction");
  const emoji = required(reaction, "emoji", "reaction");
  if (typeof emoji !== "string" || (emoji !== "" && !isOneEmoji(emoji)))
    throw invalidValue("Param reaction['emoji'] must be a single emoji or an empty string.");
  const target = targetOf(send, messageId);
  return {
    text: emoji,
    ends: "sent",
    laterFailure: target === undefined || target.type === "reaction" ? noTarget() : undefined,
  };
}

const noTarget = (): ReturnType<typeof webhookError> =>
  webhookError(
    131009,
    "The message to react to is not in this conversation, is older than 30 days, or is itself a reaction.",
  );

/** The longest emoji are families and flags of regions: well below this many code units. */
const longestEmoji = 64;

function isOneEmoji(text: string): boolean {
  if (text.length > longestEmoji) return false;
  if (graphemesOf(text).length !== 1) return false;
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u{20E3}/u.test(text);
}
