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
  /** ISO 3166-1 alpha-2. */
  primary_business_location?: string;
  /** Only of accounts that Meta has told about the rate. Instants are unix seconds. */
  auth_international_rate_eligibility?: {
    start_time?: number | string;
    exception_countries?: { country_code: string; start_time: number | string }[];
  };
}

/** An app that is told of an account's webhooks. */
export interface WireSubscribedApp {
  whatsapp_business_api_data: { id: string; link?: string; name?: string };
  override_callback_uri?: string;
}
