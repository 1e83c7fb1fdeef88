import { createHash } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { newId } from "../../core/ids.ts";
import type { Database } from "../../storage/database.ts";
import { markFailure, markProcessed } from "../../storage/repos/deliveries.ts";
import { createDeliveryStore, type DeliveryStore } from "./delivery-store.ts";
import { verifySignature } from "./signature.ts";

/** Meta's bodies end at 3 MB; a server may stop reading beyond this. In bytes. */
export const maxDeliveryBytes = 3 * 1024 * 1024;

/** Characters of a body that is handed on as it is: long ones that wait would fill the memory. */
const longestAtHand = 20_000;

/** What stands in `failure` of a delivery whose body was signed and is not JSON. */
export const notJson = "webhook.not_json";

export interface ReceiveOptions {
  readonly db: Database;
  /** Shared by all who receive at the same time; without it, each delivery is written by itself. */
  readonly store?: DeliveryStore;
  readonly clock: Clock;
  /** The body's bytes as they arrived, before any decoding. */
  readonly rawBody: Uint8Array;
  /** The header `X-Hub-Signature-256`. */
  readonly signatureHeader: string | undefined;
  readonly appSecret: string;
}

export interface Received {
  /** What to answer: 200 kept, 400 signed but not JSON, 401 not signed by Meta, 413 longer than Meta sends. */
  readonly status: 200 | 400 | 401 | 413;
  /** False for a copy of what was there already, and for what was refused. */
  readonly stored: boolean;
  /** Undefined for what was not kept. A copy has the id of the first. */
  readonly deliveryId: string | undefined;
  /** It is still to be taken in: a new one, or a copy of one that could not be. */
  readonly pending: boolean;
  /** What a new one says, unless it is long: who takes it in at once need not read it again. */
  readonly json?: unknown;
}

/**
 * Keeps a delivery, once however often it comes, and says what to answer. When it returns 200 the delivery is on the disk; when the
 * database fails it throws, and the answer must be a 5xx, so that Meta delivers again (for up to seven days).
 */
export async function receiveDelivery(options: ReceiveOptions): Promise<Received> {
  const { db, clock, rawBody, store = createDeliveryStore(db) } = options;
  if (rawBody.byteLength > maxDeliveryBytes) return refused(413);
  if (!verifySignature(rawBody, options.signatureHeader, options.appSecret)) return refused(401);
  const body = decodeBody(rawBody);
  const now = clock.now();
  const row = { id: newId("whd", now), body_hash: hashBody(rawBody), body, received_at: now };
  const { stored, id, processed } = await store.store(row);
  const parsed = parseJson(body);
  if (parsed === undefined) {
    if (stored) {
      // There is nothing to process, and nothing that trying again could change.
      await markProcessed(db, id, now);
      await markFailure(db, id, notJson);
    }
    return { ...refused(400), stored, deliveryId: id };
  }
  const isAtHand = stored && body.length <= longestAtHand;
  return { status: 200, stored, deliveryId: id, pending: !processed, ...(isAtHand ? parsed : {}) };
}

function refused(status: Received["status"]): Received {
  return { status, stored: false, deliveryId: undefined, pending: false };
}

/** SHA-256, hexadecimal: what tells a copy from a new delivery. */
export function hashBody(rawBody: Uint8Array): string {
  return createHash("sha256").update(rawBody).digest("hex");
}

/**
 * The body as text. Every byte of valid UTF-8 comes back when the text is encoded again, a byte order mark included. Only
 * what is not JSON anyhow is changed: bytes that are not UTF-8, and NUL, which PostgreSQL refuses.
 */
function decodeBody(rawBody: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(rawBody).replaceAll("\u0000", "\ufffd");
}

function parseJson(body: string): { readonly json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined;
  }
}
