import type { WireAccessToken, WireTokenInfo } from "../../graph/wire/tokens.ts";
import { GraphFault } from "../errors.ts";
import type { Call } from "../http/router.ts";

/** `GET /oauth/access_token`: the app's own token. Its id and secret stand for a token in this call. */
export function getAppToken({ world, query }: Call): WireAccessToken {
  if (query.get("grant_type") !== "client_credentials")
    throw new GraphFault(100, { message: "(#100) Param grant_type must be client_credentials." });
  const { appId, appSecret } = world.credentials;
  return { access_token: `${appId}|${appSecret}`, token_type: "bearer" };
}

/** `GET /debug_token` */
export function debugToken({ world, query }: Call): { data: WireTokenInfo } {
  const { credentials, state } = world;
  const token = query.get("input_token");
  if (token === null || token === "")
    throw new GraphFault(100, { message: "(#100) The parameter input_token is required." });
  if (token !== credentials.accessToken) {
    return { data: { error: { code: 190, message: "Invalid OAuth access token." }, is_valid: false, scopes: [] } };
  }
  const { expired, scopes, issuedAt } = state.token;
  const issued = Math.floor(issuedAt / 1_000);
  return {
    data: {
      app_id: credentials.appId,
      type: "SYSTEM_USER",
      application: "Simulator App",
      // A system user's token does not expire by itself; one that a control call let expire did so a second ago.
      expires_at: expired ? Math.floor(world.clock.now() / 1_000) - 1 : 0,
      issued_at: issued,
      is_valid: !expired,
      scopes: [...scopes],
      granular_scopes: scopes
        .filter((scope) => scope.startsWith("whatsapp_"))
        .map((scope) => ({ scope, target_ids: [credentials.wabaId] })),
      user_id: credentials.businessId,
      ...(expired
        ? { error: { code: 190, message: "Error validating access token: Session has expired.", subcode: 463 } }
        : {}),
    },
  };
}
