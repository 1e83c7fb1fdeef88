import type {
  EventOrigin,
  InboundEvent,
  PreferenceEvent,
  StatusEvent,
  TemplateStatusEvent,
  UnknownEvent,
} from "./events.ts";
import { boundedCopy, idAt, instantAt, isRecord, recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { repliedTo, tapPayload, wordsOf } from "./inbound-words.ts";
import { parseCustomer, parseErrors, parsePricing, type Profiles } from "./parse-parts.ts";

export function parseMessage(
  message: ForeignRecord,
  profiles: Profiles,
  origin: EventOrigin,
): InboundEvent | UnknownEvent {
  const wamid = textAt(message, "id");
  if (wamid === undefined) return { ...origin, kind: "unknown", what: "a message without an id" };
  const copy = boundedCopy(message);
  return {
    ...origin,
    kind: "inbound",
    wamid,
    type: textAt(message, "type") ?? "unknown",
    at: instantAt(message, "timestamp"),
    customer: parseCustomer(idAt(message, "from"), idAt(message, "from_user_id"), profiles),
    groupId: idAt(message, "group_id"),
    text: wordsOf(message),
    payload: tapPayload(message),
    repliesTo: repliedTo(message),
    message: isRecord(copy) ? copy : {},
  };
}

export function parseStatus(
  status: ForeignRecord,
  profiles: Profiles,
  origin: EventOrigin,
): StatusEvent | UnknownEvent {
  const wamid = textAt(status, "id");
  const state = textAt(status, "status");
  if (wamid === undefined || state === undefined) {
    return { ...origin, kind: "unknown", what: "a status without an id or a state" };
  }
  // Payments (India) and calls report under the same member; their states are not those of a message.
  const type = textAt(status, "type");
  if (type !== undefined && type !== "message") {
    return { ...origin, kind: "unknown", what: `a status of type ${type.slice(0, 60)}` };
  }
  const toGroup = textAt(status, "recipient_type") === "group";
  return {
    ...origin,
    kind: "status",
    wamid,
    state,
    at: instantAt(status, "timestamp"),
    customer: toGroup
      ? parseCustomer(idAt(status, "recipient_participant_id"), idAt(status, "recipient_participant_user_id"), profiles)
      : parseCustomer(idAt(status, "recipient_id"), idAt(status, "recipient_user_id"), profiles),
    groupId: toGroup ? idAt(status, "recipient_id") : undefined,
    callbackData: textAt(status, "biz_opaque_callback_data"),
    pricing: parsePricing(status),
    errors: parseErrors(status),
  };
}

export function parsePreference(
  preference: ForeignRecord,
  profiles: Profiles,
  origin: EventOrigin,
): PreferenceEvent | UnknownEvent {
  const value = textAt(preference, "value");
  if (value === undefined) return { ...origin, kind: "unknown", what: "a preference without a value" };
  return {
    ...origin,
    kind: "preference",
    customer: parseCustomer(idAt(preference, "wa_id"), idAt(preference, "user_id"), profiles),
    category: textAt(preference, "category") ?? "",
    value,
    at: instantAt(preference, "timestamp"),
    detail: textAt(preference, "detail"),
  };
}

export function parseTemplateStatus(
  value: ForeignRecord,
  entry: ForeignRecord,
  origin: EventOrigin,
): TemplateStatusEvent | UnknownEvent {
  const status = textAt(value, "event");
  if (status === undefined) return { ...origin, kind: "unknown", what: "a template status without an event" };
  const why =
    textAt(recordAt(value, "rejection_info"), "reason") ?? textAt(recordAt(value, "other_info"), "description");
  const reason = textAt(value, "reason");
  return {
    ...origin,
    kind: "template-status",
    templateId: idAt(value, "message_template_id"),
    name: textAt(value, "message_template_name"),
    language: textAt(value, "message_template_language"),
    status,
    // `NONE` stands where there is nothing to say.
    reason: why ?? (reason === "NONE" ? undefined : reason),
    at: instantAt(entry, "time"),
  };
}
