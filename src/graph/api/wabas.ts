import type { CallOptions, Requester } from "../request.ts";
import { graphId } from "../identifiers.ts";
import { hasText, isListOf, isRecord, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import { subscribedAppsPath, wabaPath, type WireSubscribedApp, type WireWaba } from "../wire/wabas.ts";
import { checkOverride, type WebhookOverride } from "./webhook-override.ts";

const wabaFields = [
  "id",
  "name",
  "currency",
  "timezone_id",
  "message_template_namespace",
  "primary_business_location",
  "auth_international_rate_eligibility",
] as const satisfies readonly (keyof WireWaba)[];

const isWaba = (value: unknown): value is WireWaba => hasText(value, "id");
const isSubscribedApps = isListOf(
  (value): value is WireSubscribedApp => isRecord(value) && hasText(value["whatsapp_business_api_data"], "id"),
);

/** WhatsApp Business Accounts. */
export class WabasApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account */
  async get(wabaId: string, options: CallOptions = {}): Promise<WireWaba> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: wabaPath(graphId(wabaId, "waba_id")),
      query: { fields: wabaFields.join(",") },
      repeatable: true,
      read: (body) => (isWaba(body) ? body : undefined),
    });
  }

  /**
   * The apps that get this account's webhooks.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps
   */
  async subscribedApps(wabaId: string, options: CallOptions = {}): Promise<WireSubscribedApp[]> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: subscribedAppsPath(graphId(wabaId, "waba_id")),
      repeatable: true,
      read: (body) => (isSubscribedApps(body) ? body.data : undefined),
    });
  }

  /**
   * Subscribes the token's app to this account's webhooks. With `override`, those of messages go to an address of the
   * account's own; without it, an override that was set is taken away. Subscribing twice changes nothing.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps
   */
  async subscribe(
    wabaId: string,
    options: CallOptions & { readonly override?: WebhookOverride | undefined } = {},
  ): Promise<WireSuccess> {
    const { override, ...call } = options;
    if (override !== undefined) checkOverride(override);
    return this.#requester.request({
      ...call,
      method: "POST",
      path: subscribedAppsPath(graphId(wabaId, "waba_id")),
      body:
        override === undefined
          ? undefined
          : { override_callback_uri: override.callbackUri, verify_token: override.verifyToken },
      repeatable: true,
      read: (body) => (isSuccess(body) ? body : undefined),
      sensitive: { secrets: [override?.verifyToken] },
    });
  }

  /** @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps */
  async unsubscribe(wabaId: string, options: CallOptions = {}): Promise<WireSuccess> {
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: subscribedAppsPath(graphId(wabaId, "waba_id")),
      repeatable: true,
      read: (body) => (isSuccess(body) ? body : undefined),
    });
  }
}
