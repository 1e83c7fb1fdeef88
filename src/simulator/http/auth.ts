import { createHmac, timingSafeEqual } from "node:crypto";
import { GraphFault } from "../errors.ts";
import type { World } from "../world.ts";

/** The token of a call: from the header, or `access_token` in the query or the body. */
export function tokenOf(authorization: string | undefined, parameter: unknown): string | undefined {
  const bearer = /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(authorization ?? "")?.[1];
  return bearer ?? (typeof parameter === "string" ? parameter : undefined);
}

/** In the call that gives an app its token, the app's id and secret stand for one. */
export function appTokenOf(segments: readonly string[], query: URLSearchParams): string | undefined {
  if (segments[0] !== "oauth" || segments[1] !== "access_token") return undefined;
  return `${query.get("client_id") ?? ""}|${query.get("client_secret") ?? ""}`;
}

/** Whether a token belongs to this world: its own, or its app's. */
export function isKnown({ credentials }: World, token: string | undefined): boolean {
  return token === credentials.accessToken || token?.startsWith(`${credentials.appId}|`) === true;
}

/** Refuses calls without a token, with a foreign or an expired one, or without a scope that the call needs. */
export function authorise(world: World, token: string | undefined, scope: string | undefined): void {
  const { token: state } = world.state;
  if (token === undefined || token === "") {
    throw new GraphFault(190, { status: 401, message: "An access token is required to request this resource." });
  }
  if (scope === undefined && token === `${world.credentials.appId}|${world.credentials.appSecret}`) return;
  if (token !== world.credentials.accessToken) {
    throw new GraphFault(190, { message: "Invalid OAuth access token - Cannot parse access token" });
  }
  if (state.expired) {
    throw new GraphFault(190, { subcode: 463, message: "Error validating access token: Session has expired." });
  }
  if (scope !== undefined && !state.scopes.includes(scope)) {
    throw new GraphFault(200, { message: `(#200) The token does not have the permission ${scope} for this object.` });
  }
}

/** When a proof comes along, it must be made of this app's secret and this token. */
export function checkProof(world: World, token: string | undefined, proof: unknown): void {
  if (proof === undefined || proof === null || token === undefined) return;
  const expected = createHmac("sha256", world.credentials.appSecret).update(token).digest();
  const given =
    typeof proof === "string" && /^[0-9a-f]{64}$/.test(proof) ? Buffer.from(proof, "hex") : Buffer.alloc(32);
  if (!timingSafeEqual(given, expected)) {
    throw new GraphFault(100, {
      message: "Invalid appsecret_proof provided in the API argument",
      type: "GraphMethodException",
    });
  }
}
