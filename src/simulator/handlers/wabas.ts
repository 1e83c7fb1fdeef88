import type { WireList, WireSuccess } from "../../graph/wire/common.ts";
import type { WireSubscribedApp } from "../../graph/wire/wabas.ts";
import { health, type NodeType, selectFields } from "../http/fields.ts";
import type { Call } from "../http/router.ts";
import { keys, refuseUnknown } from "../validate/check.ts";
import { expandFigures } from "./analytics.ts";
import { eligibilityOf } from "../pricing/auth-international.ts";
import { timezoneId } from "../pricing/zones.ts";
import { checkCallback } from "../webhooks/webhook-callback.ts";

const nodeType: NodeType = {
  name: "WhatsAppBusinessAccount",
  defaults: ["id", "name", "currency", "timezone_id", "message_template_namespace"],
};
const subscribeKeys = keys("override_callback_uri", "verify_token");

/** `GET /{waba_id}` */
export function getWaba(call: Call): unknown {
  const { world, query } = call;
  const { businessId } = world.credentials;
  const { currency, timezone, authInternational, primaryLocation } = world.state.business;
  const node = {
    currency,
    timezone_id: timezoneId(timezone),
    primary_business_location: primaryLocation,
    auth_international_rate_eligibility: authInternational === null ? undefined : eligibilityOf(authInternational),
    ...world.state.waba,
    owner_business_info: { id: businessId, name: world.state.waba.name },
    business_verification_status: "verified",
    ownership_type: "SELF",
    status: "ACTIVE",
    health_status: health("WABA", world.credentials.wabaId),
    // Known, and empty in an account of one's own.
    on_behalf_of_business_info: undefined,
    primary_funding_id: undefined,
    purchase_order_number: undefined,
    is_enabled_for_insights: world.state.figures.insights,
    ...expandFigures(call, query.get("fields") ?? ""),
  };
  return selectFields(nodeType, node, query.get("fields"));
}

/** `GET /{waba_id}/subscribed_apps` */
export function listSubscribedApps({ world }: Call): WireList<WireSubscribedApp> {
  const { subscribed, override } = world.state.subscription;
  if (!subscribed) return { data: [] };
  const app = { id: world.credentials.appId, link: "https://www.facebook.com/games/", name: "Simulator App" };
  return {
    data: [
      { whatsapp_business_api_data: app, ...(override === undefined ? {} : { override_callback_uri: override.url }) },
    ],
  };
}

/** `POST /{waba_id}/subscribed_apps`: with a callback of its own after the handshake, or back to the app's. */
export async function subscribeApp({ world, body }: Call): Promise<WireSuccess> {
  refuseUnknown(body, subscribeKeys, "");
  const { subscription } = world.state;
  if (body["override_callback_uri"] === undefined) {
    delete subscription.override;
    subscription.subscribed = true;
    world.events.emit("webhook", {});
    return { success: true };
  }
  subscription.override = await checkCallback(world, body, "override_callback_uri");
  subscription.subscribed = true;
  world.events.emit("webhook", {});
  return { success: true };
}

/** `DELETE /{waba_id}/subscribed_apps` */
export function unsubscribeApp({ world }: Call): WireSuccess {
  const { subscription } = world.state;
  subscription.subscribed = false;
  delete subscription.override;
  world.events.emit("webhook", {});
  return { success: true };
}
