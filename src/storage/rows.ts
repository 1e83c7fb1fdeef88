/** Row types of the tables, in the spelling of the columns. Instants: milliseconds. Amounts: micros. */

export const purposes = ["marketing", "utility", "authentication", "service"] as const;
export type Purpose = (typeof purposes)[number];

export interface ContactRow {
  id: string;
  /** E.164 with `+`; null for a person known only by a business-scoped user id. */
  phone: string | null;
  /** What Meta calls this number, digits only; may differ from `phone` (Brazil, Mexico, Argentina). */
  wa_id: string | null;
  /** Business-scoped user id (BSUID). */
  user_id: string | null;
  /** The number as it was given, before anything was done to it. */
  given_phone: string | null;
  /** Equal for two spellings of one line (`core/phone` `matchKey`). */
  match_key: string;
  /** ISO 3166-1 alpha-2 of the number. */
  country: string | null;
  name: string | null;
  language: string | null;
  /** JSON object of strings: columns that recado has no column for. */
  fields: string;
  import_id: string | null;
  created_at: number;
  updated_at: number;
}

export interface ImportRow {
  id: string;
  file_name: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  file_hash: string;
  /** JSON: column header → field. */
  mapping: string;
  /** JSON: rows, created, updated, unchanged, rejected, withoutConsent. */
  counts: string;
  created_at: number;
}

export type ConsentAction = "granted" | "withdrawn";

export interface ConsentEventRow {
  id: string;
  contact_id: string;
  channel: "whatsapp";
  purpose: Purpose;
  action: ConsentAction;
  /** When the person agreed or withdrew. */
  occurred_at: number;
  /** When recado learned of it: the order of the ledger. */
  recorded_at: number;
  /** How: `import`, `command`, `stop-word`, `user-preferences`, `meta-131050`, or the file's own word (`web form`). */
  method: string;
  /** Where: a file and row, an address, a shop's counter. */
  source: string;
  wording: string | null;
  wording_version: string | null;
  /** A hash or a link. */
  evidence: string | null;
  /** Who recorded it: a user name of this machine, `customer`, `meta`. */
  actor: string;
  import_id: string | null;
}

export interface SendRequestRow {
  id: string;
  phone_number_id: string;
  idempotency_key: string | null;
  content_hash: string;
  created_at: number;
}

export const messageStates = [
  "queued",
  "sending",
  "accepted",
  "sent",
  "delivered",
  "read",
  "failed",
  "cancelled",
  "skipped",
  "uncertain",
  "received",
] as const;
export type MessageState = (typeof messageStates)[number];

export interface MessageRow {
  id: string;
  request_id: string | null;
  /** Place in its request, from 0. */
  position: number;
  direction: "out" | "in";
  phone_number_id: string;
  /** The customer's number in E.164, whichever the direction. */
  customer_phone: string | null;
  customer_user_id: string | null;
  contact_id: string | null;
  type: string;
  template: string | null;
  language: string | null;
  /** Lower case: marketing, utility, authentication, service. Null for inbound messages. */
  category: string | null;
  /**
   * JSON: the frozen content as Meta is sent it (`WireContent`), or as it came in. What carries a file of this machine names
   * it in `local_file` and has a placeholder where the file's id goes (`domain/messages/stored-content`).
   */
  content: string;
  state: MessageState;
  /** Why it was skipped, failed or is uncertain: a dotted code (`policy.no_consent`). */
  reason: string | null;
  wamid: string | null;
  /** Which process is sending it (`sending` only), and until when that may be believed. */
  lease_owner: string | null;
  lease_until: number | null;
  error_code: number | null;
  error_title: string | null;
  error_details: string | null;
  market: string | null;
  currency: string | null;
  estimate_micros: number | null;
  /** Where the rate comes from (`meta-file`, `two-transcriptions`, …): stays visible to the user. */
  estimate_evidence: string | null;
  settled_micros: number | null;
  pricing_type: string | null;
  pricing_category: string | null;
  created_at: number;
  updated_at: number;
  accepted_at: number | null;
  /** When the webhook's `pricing` settled it. */
  priced_at: number | null;
}

export interface MessageEventRow {
  id: string;
  message_id: string | null;
  wamid: string | null;
  state: string;
  occurred_at: number;
  recorded_at: number;
  source: "recado" | "meta" | "person";
  /** JSON: errors, pricing. */
  detail: string | null;
  /** Equal for two reports of one event. */
  event_key: string;
}

export interface WebhookDeliveryRow {
  id: string;
  /** SHA-256 of the raw bytes, hexadecimal. */
  body_hash: string;
  body: string;
  received_at: number;
  /** How often Meta delivered it. */
  copies: number;
  processed_at: number | null;
  forwarded_at: number | null;
  /** Why processing or forwarding failed, if it did. */
  failure: string | null;
}
