import type { WireList, WireSuccess } from "../../graph/wire/common.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import type { Call } from "../http/router.ts";
import type { WebhookOptions } from "../options.ts";
import { keys, refuseUnknown } from "../validate/check.ts";
import { emitFields } from "../webhooks/emit.ts";
import { checkCallback } from "../webhooks/webhook-callback.ts";

const subscriptionKeys = keys("object", "callback_url", "verify_token", "fields", "include_values");
const object = "whatsapp_business_account";

function fieldsOf(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  const list = typeof value === "string" ? value.split(",") : value;
  if (!Array.isArray(list) || list.length === 0) throw invalidParameter("Param fields must be a list of fields.");
  return list.map((field) => String(field).trim());
}

/** Those subscribed to: a webhook that was set without fields gets all that there are. */
const subscribed = ({ fields = Object.keys(emitFields).toSorted() }: WebhookOptions): readonly string[] => fields;

/** `GET /{app_id}/subscriptions` */
export function listSubscriptions({ world }: Call): WireList<unknown> {
  const { webhook } = world;
  if (webhook === undefined) return { data: [] };
  const fields = subscribed(webhook).map((name) => ({ name, version: webhook.version ?? "v25.0" }));
  return { data: [{ object, callback_url: webhook.url, active: true, fields }] };
}

/** `POST /{app_id}/subscriptions`: the app's own webhook, after the handshake. */
export async function subscribe({ world, body, query }: Call): Promise<WireSuccess> {
  const given = { ...Object.fromEntries(query), ...body };
  for (const key of ["access_token", "appsecret_proof"]) Reflect.deleteProperty(given, key);
  refuseUnknown(given, subscriptionKeys, "");
  if (given["object"] !== object) throw invalidParameter(`Param object must be ${object}.`);
  const { url, verifyToken } = await checkCallback(world, given, "callback_url");
  const fields = fieldsOf(given["fields"]);
  world.webhook = { ...world.webhook, url, verifyToken, ...(fields === undefined ? {} : { fields }) };
  world.events.emit("webhook", { url });
  return { success: true };
}

/** `DELETE /{app_id}/subscriptions`: of some fields, or altogether. */
export function unsubscribe({ world, body, query }: Call): WireSuccess {
  const asked = query.get("object") ?? body["object"];
  if (asked !== undefined && asked !== object)
    throw new GraphFault(100, { message: `(#100) Param object must be ${object}` });
  const fields = fieldsOf(query.get("fields") ?? body["fields"]);
  const { webhook } = world;
  const all = webhook === undefined ? [] : subscribed(webhook);
  const left = fields === undefined ? [] : all.filter((field) => !fields.includes(field));
  world.webhook = webhook === undefined || left.length === 0 ? undefined : { ...webhook, fields: left };
  if (world.webhook === undefined) world.deliverer.setChaos(undefined);
  world.events.emit("webhook", {});
  return { success: true };
}
