import type { WebhookEvent } from "../../../src/domain/webhooks/events.ts";

/** One delivery of a field, the event that it is, and the line that a person sees. */
export interface FieldCase {
  readonly name: string;
  readonly body: object;
  readonly event: Partial<WebhookEvent> & { readonly kind: WebhookEvent["kind"] };
  readonly en: string;
  readonly es: string;
}
