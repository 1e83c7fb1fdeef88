/**
 * The webhook of an app, for all accounts that have subscribed it.
 * @see https://developers.facebook.com/docs/graph-api/reference/app/subscriptions
 */
export const subscriptionsPath = (appId: string): string => `/${appId}/subscriptions`;
