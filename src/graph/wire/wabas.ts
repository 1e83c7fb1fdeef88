/**
 * WhatsApp Business Accounts and their webhook subscription.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/get-started
 */
export const wabaPath = (wabaId: string): string => `/${wabaId}`;
export const subscribedAppsPath = (wabaId: string): string => `/${wabaId}/subscribed_apps`;

/** A WhatsApp Business Account. */
export interface WireWaba {
  id: string;
  name?: string;
  /** ISO 4217: what Meta bills in. Fixed when the account is made. */
  currency?: string;
  /** A number of Meta's list of time zones. */
  timezone_id?: string;
  message_template_namespace?: string;
}

/** An app that is told of an account's webhooks. */
export interface WireSubscribedApp {
  whatsapp_business_api_data: { id: string; link?: string; name?: string };
  override_callback_uri?: string;
}
