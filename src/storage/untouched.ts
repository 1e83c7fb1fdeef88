import type { ContactRow, MessageRow } from "./rows.ts";

/** What a message has before anything was done with it. */
export const untouched = {
  wamid: null,
  attempts: 0,
  retried_by: null,
  lease_owner: null,
  lease_until: null,
  error_code: null,
  error_title: null,
  error_details: null,
  settled_micros: null,
  pricing_type: null,
  pricing_category: null,
  sending_at: null,
  accepted_at: null,
  delivered_at: null,
  priced_at: null,
} as const satisfies Partial<MessageRow>;

/** The labels that a message keeps of its contact: most have none. */
export function keptLabels(contact: Pick<ContactRow, "labels"> | undefined): string | null {
  return contact === undefined || contact.labels === "[]" ? null : contact.labels;
}
