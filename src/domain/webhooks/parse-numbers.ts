import { boundedCopy, idAt, instantAt, isRecord, recordAt, textAt } from "./foreign-json.ts";
import { limitAt } from "./messaging-limit.ts";
import { oneEvent, type Change } from "./parse-change.ts";

function numberOf({ value, time }: Change) {
  return { displayPhoneNumber: idAt(value, "display_phone_number"), at: time };
}

export const parseNumberQuality = oneEvent((change) => {
  const { value } = change;
  const event = textAt(value, "event");
  if (event === undefined) return undefined;
  return {
    kind: "number-quality",
    ...numberOf(change),
    event,
    // The limit belongs to the portfolio since 2025; the older members are still sent by some.
    limit: limitAt(value, "max_daily_conversations_per_business") ?? limitAt(value, "current_limit"),
    previousLimit: limitAt(value, "old_limit"),
  };
});

export const parseNumberName = oneEvent((change) => {
  const { value } = change;
  const decision = textAt(value, "decision");
  if (decision === undefined) return undefined;
  const reason = textAt(value, "rejection_reason");
  return {
    kind: "number-name",
    ...numberOf(change),
    decision,
    name: textAt(value, "requested_verified_name"),
    reason: reason === "NONE" ? undefined : reason,
  };
});

export const parseSecurity = oneEvent((change) => {
  const event = textAt(change.value, "event");
  if (event === undefined) return undefined;
  return { kind: "security", ...numberOf(change), event, requester: idAt(change.value, "requester") };
});

export const parseUsername = oneEvent((change) => {
  const status = textAt(change.value, "status");
  if (status === undefined) return undefined;
  const username = textAt(change.value, "username")?.replace(/^@/, "");
  return { kind: "username", ...numberOf(change), status, username };
});

export const parseAccountSettings = oneEvent(({ value, time }) => {
  const type = textAt(value, "type");
  if (type === undefined) return undefined;
  // The settings stand under the name of their type.
  const settings = boundedCopy(recordAt(value, type));
  return {
    kind: "account-settings",
    type,
    settings: isRecord(settings) ? settings : {},
    at: instantAt(value, "timestamp") ?? time,
  };
});
