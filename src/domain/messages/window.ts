/**
 * The 24 hours after a customer's last message, in which anything may be said to them; outside of them, only templates.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages#customer-service-windows
 */
export type ServiceWindow =
  | { readonly state: "open" | "closed"; readonly lastInboundAt: number; readonly endsAt: number }
  /** Nobody saw a message of theirs: they never wrote, or no listener was running when they did. */
  | { readonly state: "unknown" };

const windowMs = 24 * 3_600_000;

/**
 * @param lastInboundAt when the customer last wrote to the number, in milliseconds; undefined when that is not known
 * @param refusedAt when Meta last answered that the window is closed: it knows better than our clock, until they write again
 */
export function windowAt(lastInboundAt: number | undefined, now: number, refusedAt?: number): ServiceWindow {
  if (lastInboundAt === undefined) return { state: "unknown" };
  const endsAt = lastInboundAt + windowMs;
  const refused = refusedAt !== undefined && refusedAt > lastInboundAt;
  return { state: now < endsAt && !refused ? "open" : "closed", lastInboundAt, endsAt };
}
