import { createHmac, timingSafeEqual } from "node:crypto";

/** The header that carries Meta's signature, in the spelling of HTTP/2. */
export const signatureHeaderName = "x-hub-signature-256";

/**
 * The signature of a delivery: `sha256=` and the HMAC-SHA256 of the raw bytes under the app secret, in lower-case hexadecimal.
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started#validating-payloads
 */
export function signBody(rawBody: Uint8Array, appSecret: string): string {
  return `sha256=${createHmac("sha256", appSecret).update(rawBody).digest("hex")}`;
}

/**
 * Whether the delivery was signed with this app secret. Works on the bytes as they arrived: Meta signs its own escaping,
 * so a body that was parsed and written again no longer fits. Takes the same time for every wrong signature. An empty
 * secret signs nothing: anyone could have computed it. The older `X-Hub-Signature` (SHA-1) is not accepted.
 * @param header what `X-Hub-Signature-256` holds; `null` as `Headers.get` answers it
 */
export function verifySignature(rawBody: Uint8Array, header: string | null | undefined, appSecret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header?.trim() ?? "")?.[1];
  if (given === undefined || appSecret === "") return false;
  const expected = createHmac("sha256", appSecret).update(rawBody).digest();
  return timingSafeEqual(Buffer.from(given, "hex"), expected);
}
