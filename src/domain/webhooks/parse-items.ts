import type { EventOf, EventOrigin } from "./events.ts";
import { boundedCopy, idAt, instantAt, isRecord, recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { repliedTo, tapPayload, wordsOf } from "./inbound-words.ts";
import { unknown, type Change } from "./parse-change.ts";
import { parseContent, parseContext, parseReferral } from "./parse-content.ts";
import { customerBy, customerOf, parseErrors, parsePricing, recipientOf } from "./parse-parts.ts";
import { parseCallStatus, parsePayment } from "./parse-other-statuses.ts";

/** What a message says, whoever wrote it. */
export function parseWritten(message: ForeignRecord) {
  const copy = boundedCopy(message);
  return {
    type: textAt(message, "type") ?? "unknown",
    at: instantAt(message, "timestamp"),
    text: wordsOf(message),
    content: parseContent(message),
    message: isRecord(copy) ? copy : {},
  };
}

export function parseMessage(message: ForeignRecord, change: Change): EventOf<"inbound" | "unknown"> {
  const wamid = textAt(message, "id");
  if (wamid === undefined) return unknown(change.origin, "a message without an id", message);
  return {
    kind: "inbound",
    wamid,
    customer: customerBy("from", message, change.profiles),
    groupId: idAt(message, "group_id"),
    payload: tapPayload(message),
    repliesTo: repliedTo(message),
    context: parseContext(message),
    referral: parseReferral(message),
    errors: parseErrors(message),
    ...parseWritten(message),
    ...change.origin,
  };
}

export function parseStatus(
  status: ForeignRecord,
  change: Change,
): EventOf<"status" | "payment" | "call-status" | "unknown"> {
  const id = textAt(status, "id");
  const state = textAt(status, "status");
  if (id === undefined || state === undefined) {
    return unknown(change.origin, "a status without an id or a state", status);
  }
  // Payments (India) and calls report under the same member; their states are not those of a message.
  const type = textAt(status, "type");
  if (type === "payment") return parsePayment(status, change, id, state);
  if (type === "call") return parseCallStatus(status, change, id, state);
  if (type !== undefined && type !== "message") {
    return unknown(change.origin, `a status of type ${type.slice(0, 60)}`, status);
  }
  return parseMessageStatus(status, change, id, state);
}

function parseMessageStatus(status: ForeignRecord, change: Change, wamid: string, state: string): EventOf<"status"> {
  const inGroup = textAt(status, "recipient_type") === "group";
  return {
    kind: "status",
    wamid,
    state,
    at: instantAt(status, "timestamp"),
    customer: recipientOf(status, change.profiles, inGroup),
    groupId: inGroup ? idAt(status, "recipient_id") : undefined,
    callbackData: textAt(status, "biz_opaque_callback_data"),
    templateId: idAt(status, "template_id"),
    pricing: parsePricing(status),
    conversation: parseConversation(recordAt(status, "conversation")),
    errors: parseErrors(status),
    // Last: V8 takes ten times as long to add this many members to what was spread.
    ...change.origin,
  };
}

function parseConversation(conversation: ForeignRecord): EventOf<"status">["conversation"] {
  const id = textAt(conversation, "id");
  if (id === undefined) return undefined;
  return {
    id,
    origin: textAt(recordAt(conversation, "origin"), "type"),
    expiresAt: instantAt(conversation, "expiration_timestamp"),
  };
}

export function parsePreference(preference: ForeignRecord, change: Change): EventOf<"preference" | "unknown"> {
  const value = textAt(preference, "value");
  if (value === undefined) return unknown(change.origin, "a preference without a value", preference);
  return {
    ...change.origin,
    kind: "preference",
    customer: customerOf(preference, change.profiles),
    category: textAt(preference, "category") ?? "",
    value,
    at: instantAt(preference, "timestamp"),
    detail: textAt(preference, "detail"),
    signupId: idAt(preference, "signup_id"),
  };
}

export function parseAction(action: ForeignRecord, change: Change): EventOf<"link-click" | "unknown"> {
  const type = textAt(action, "action_type");
  if (type !== "marketing_messages_link_click") {
    return unknown(change.origin, `an action of type ${(type ?? "?").slice(0, 60)}`, action);
  }
  const click = recordAt(action, "marketing_messages_link_click_data");
  return {
    ...change.origin,
    kind: "link-click",
    at: instantAt(action, "timestamp"),
    component: textAt(click, "click_component"),
    productId: idAt(click, "product_id"),
    clickId: idAt(click, "click_id"),
    trackingToken: textAt(click, "tracking_token"),
  };
}

export function errorEvents(holder: ForeignRecord, origin: EventOrigin): EventOf<"error">[] {
  return parseErrors(holder).map((error) => ({ ...origin, kind: "error", error }));
}
