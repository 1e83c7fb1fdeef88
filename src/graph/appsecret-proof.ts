import { createHmac } from "node:crypto";

/**
 * Proves that the caller knows the app's secret: lower-case hexadecimal HMAC-SHA256 of the access token.
 * @see https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
export function appSecretProof(accessToken: string, appSecret: string): string {
  return createHmac("sha256", appSecret).update(accessToken).digest("hex");
}
