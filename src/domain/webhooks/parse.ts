import type { EventOrigin, WebhookEvent } from "./events.ts";
import { idAt, isRecord, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { parseMessage, parsePreference, parseStatus, parseTemplateStatus } from "./parse-items.ts";
import { parseErrors, readProfiles } from "./parse-parts.ts";

/**
 * The events of a webhook body, in the order in which they stand there. Never throws: what is not known, or not of the
 * shape that Meta documents, is an event of kind `unknown`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
export function parseWebhook(body: unknown): WebhookEvent[] {
  const nowhere: EventOrigin = { field: "", wabaId: undefined, phoneNumberId: undefined };
  if (!isRecord(body)) return [{ ...nowhere, kind: "unknown", what: "not an object" }];
  const changes = recordsAt(body, "entry").flatMap((entry) =>
    recordsAt(entry, "changes").map((change) => ({ entry, change })),
  );
  if (changes.length === 0 && !isEmptyEnvelope(body)) return [{ ...nowhere, kind: "unknown", what: "no changes" }];
  return changes.flatMap(({ entry, change }) => parseChange(entry, change));
}

function isEmptyEnvelope(body: ForeignRecord): boolean {
  const entries = body["entry"];
  return textAt(body, "object") !== undefined && Array.isArray(entries) && entries.length === 0;
}

function parseChange(entry: ForeignRecord, change: ForeignRecord): WebhookEvent[] {
  const value = recordAt(change, "value");
  const origin: EventOrigin = {
    field: textAt(change, "field") ?? "",
    wabaId: idAt(entry, "id"),
    phoneNumberId: idAt(recordAt(value, "metadata"), "phone_number_id"),
  };
  const events = parseField(value, entry, origin);
  if (events.length > 0) return events;
  const what = Object.keys(value)
    .filter((key) => !["messaging_product", "metadata", "contacts"].includes(key))
    .slice(0, 8)
    .join(", ")
    .slice(0, 200);
  return [{ ...origin, kind: "unknown", what }];
}

function parseField(value: ForeignRecord, entry: ForeignRecord, origin: EventOrigin): WebhookEvent[] {
  switch (origin.field) {
    case "messages":
    case "user_preferences":
      return parseValue(value, origin);
    case "standby":
      // Another app answers this customer for now; what they write and what becomes of our messages stays true.
      return parseValue(recordAt(value, "standby"), origin);
    case "message_template_status_update":
      return [parseTemplateStatus(value, entry, origin)];
    default:
      // `history` and the echo fields have `messages` as well: old ones, or the business's own.
      return errorEvents(value, origin);
  }
}

function parseValue(value: ForeignRecord, origin: EventOrigin): WebhookEvent[] {
  const profiles = readProfiles(value);
  return [
    ...recordsAt(value, "messages").map((message) => parseMessage(message, profiles, origin)),
    ...recordsAt(value, "statuses").map((status) => parseStatus(status, profiles, origin)),
    ...recordsAt(value, "user_preferences").map((preference) => parsePreference(preference, profiles, origin)),
    ...errorEvents(value, origin),
  ];
}

function errorEvents(value: ForeignRecord, origin: EventOrigin): WebhookEvent[] {
  return parseErrors(value).map((error) => ({ ...origin, kind: "error", error }));
}
