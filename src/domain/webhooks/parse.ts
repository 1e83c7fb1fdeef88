import type { EventOrigin, WebhookEvent } from "./events.ts";
import { idAt, instantAt, isRecord, member, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { unknown } from "./parse-change.ts";
import { readerOf } from "./parse-fields.ts";
import { readProfiles } from "./parse-parts.ts";

const nowhere: EventOrigin = { field: "", wabaId: undefined, phoneNumberId: undefined };

/**
 * The events of a webhook body, in the order in which they stand there. `body` is the parsed JSON: check the signature on
 * the raw bytes first (`verifySignature`), then parse. Never throws: what is not known, or not of the shape that Meta
 * documents, is an event of kind `unknown`, and the rest of the delivery is still read. Where Meta writes one thing in two
 * ways, the event has one. Deliveries come at least once and in any order: tell repetitions by `wamid` and `state`.
 *
 * @example
 * ```ts
 * if (!verifySignature(rawBody, request.headers["x-hub-signature-256"], appSecret)) return reply(401);
 * for (const event of parseWebhook(JSON.parse(rawBody.toString()))) {
 *   switch (event.kind) {
 *     case "inbound":
 *       if (event.content.type === "order") await keepOrder(event.content.order.product_items);
 *       break;
 *     case "status":
 *       if (event.state === "failed") await report(event.wamid, event.errors);
 *       break;
 *   }
 * }
 * ```
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
export function parseWebhook(body: unknown): WebhookEvent[] {
  if (!isRecord(body)) return [unknown(nowhere, "not an object", body)];
  const entries = recordsAt(body, "entry");
  const changes = entries.flatMap((entry) => recordsAt(entry, "changes").map((change) => ({ entry, change })));
  if (changes.length === 0) return isEmptyEnvelope(body) ? [] : [unknown(nowhere, "no changes", body)];
  const events = changes.flatMap(({ entry, change }) => parseChange(entry, change));
  const damaged =
    damagedItems(body, "entry") + entries.reduce((count, entry) => count + damagedItems(entry, "changes"), 0);
  return damaged === 0 ? events : [...events, unknown(nowhere, `${damaged} damaged entries or changes`, null)];
}

function isEmptyEnvelope(body: ForeignRecord): boolean {
  const entries = member(body, "entry");
  return textAt(body, "object") !== undefined && Array.isArray(entries) && entries.length === 0;
}

/** How many items of a list are no objects; 1 where there is no list. */
function damagedItems(holder: ForeignRecord, key: string): number {
  const items = member(holder, key);
  return Array.isArray(items) ? items.length - items.filter(isRecord).length : 1;
}

function parseChange(entry: ForeignRecord, change: ForeignRecord): readonly WebhookEvent[] {
  const value = recordAt(change, "value");
  const origin: EventOrigin = {
    field: textAt(change, "field") ?? "",
    wabaId: idAt(entry, "id"),
    phoneNumberId: phoneNumberIdOf(value),
  };
  const profiles = readProfiles(value);
  const time = instantAt(entry, "time");
  const events = readerOf(origin.field)({ value, origin, profiles, time, beside: change });
  if (events.length > 0) return events;
  const what = Object.keys(value)
    .filter((key) => !["messaging_product", "metadata", "contacts"].includes(key))
    .slice(0, 8)
    .join(", ")
    .slice(0, 200);
  return [unknown(origin, what, member(change, "value"))];
}

/** Under another name where the number is not the place of the event but what it is about. */
function phoneNumberIdOf(value: ForeignRecord): string | undefined {
  const places = ["metadata", "recipient", "phone_number_settings"];
  return places.map((place) => idAt(recordAt(value, place), "phone_number_id")).find((id) => id !== undefined);
}
