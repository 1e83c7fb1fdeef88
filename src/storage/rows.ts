/** Row types of the tables, in the spelling of the columns. Instants: milliseconds. Amounts: micros. */

export const purposes = ["marketing", "utility", "authentication", "service"] as const;
export type Purpose = (typeof purposes)[number];

export interface ContactRow {
  /** Shown as `con_17` (`core/ids` `refOf`). */
  id: number;
  /** E.164 with `+`; null for a person known only by a business-scoped user id. */
  phone: string | null;
  /** Equal for two spellings of one line (`core/phone` `lineOf`): one contact a line. */
  match_key: number | null;
  /** The number as it was given, before anything was done to it. */
  given_phone: string | null;
  /** ISO 3166-1 alpha-2 of the number. */
  country: string | null;
  name: string | null;
  /** JSON array of strings. */
  labels: string;
  /** JSON object of strings: columns that recado has no column for. */
  fields: string;
  /** What the ledger comes to: one letter for each of `purposes` in its order (`consent-letters`). */
  consent: string;
  /** As Meta's templates name it: `es`, `es_MX`. */
  language: string | null;
  /** IANA name or UTC offset. */
  time_zone: string | null;
  /** What Meta calls this number, digits only; may differ from `phone` (Brazil, Mexico, Argentina). */
  wa_id: string | null;
  /** Business-scoped user id (BSUID). */
  user_id: string | null;
  username: string | null;
  /** At most so many marketing messages: `2/7d`. Null: the profile's rule. */
  marketing_limit: string | null;
  /** The batch that brought the contact, and the row of its list. */
  import_id: number | null;
  import_row: number | null;
  /** The contact that this one was taken into; it is looked up in its place. */
  merged_into: number | null;
  /** Taken off the lists; kept, with its ledger, so that who opted out stays known. */
  removed_at: number | null;
  created_at: number;
  updated_at: number;
}

export type ImportState = "running" | "done" | "undone";

export interface ImportRow {
  /** Shown as `imp_3`. */
  id: number;
  state: ImportState;
  file_name: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  file_hash: string;
  file_bytes: number | null;
  format: string;
  sheet: string | null;
  /** JSON: column header → field. */
  mapping: string;
  /** JSON: what was asked for beside the file (country, duplicates, consent). */
  options: string;
  /** SHA-256 of what decides how rows are read: a run is resumed only by the same. */
  options_hash: string;
  /** JSON: rows, created, updated, unchanged, merged, rejected, withoutConsent. */
  counts: string;
  /** JSON: how far a running import has come. */
  progress: string;
  /** Which process runs it: `host:pid`. */
  owner: string | null;
  actor: string;
  created_at: number;
  updated_at: number;
  undone_at: number | null;
}

export interface ImportChangeRow {
  import_id: number;
  contact_id: number;
  /** The first row of the list that names the contact. */
  list_row: number;
  /** JSON: the columns that the import changed, as they were. Null when it changed none. */
  before: string | null;
}

export const consentActions = ["granted", "withdrawn", "declined"] as const;
/** `declined`: said no without having agreed before. */
export type ConsentAction = (typeof consentActions)[number];

/** One statement of a person, with its proof. */
export interface ConsentEventRow {
  /** The order of the ledger. */
  seq: number;
  contact_id: number;
  /** Names of purposes, separated by commas, in the order of `purposes`. */
  purposes: string;
  action: ConsentAction;
  /** When the person agreed or withdrew. */
  occurred_at: number;
  /** When recado learned of it. */
  recorded_at: number;
  proof_id: number;
  /** The row of the list, for what an import brought. */
  list_row: number | null;
  /** Chained to the event before of the same contact (`storage/ledger-hash`). */
  hash: string;
}

/** What proves one statement or many: kept once. */
export interface ConsentProofRow {
  id: number;
  /** SHA-256 of the rest, hexadecimal. */
  digest: string;
  /** How: `import`, `command`, `stop-word`, `user-preferences`, `meta-131050`, or the list's own word (`web form`). */
  method: string;
  /** Where: an address, a form, a shop's counter, a list. */
  source: string;
  wording: string | null;
  wording_version: string | null;
  /** `sha256:…` of a file, or a link. */
  evidence: string | null;
  /** Who recorded it: a user name of this machine, `customer`, `meta`. */
  actor: string;
  ip: string | null;
  user_agent: string | null;
  import_id: number | null;
}

/** What is left of an event that was erased or undone, so that the chain still holds. */
export interface ConsentTombstoneRow {
  seq: number;
  reason: "erased" | "undone";
  removed_at: number;
  hash: string;
}

/** Events that were written together: `hash` covers theirs and the block before. */
export interface ConsentBlockRow {
  last_seq: number;
  events: number;
  recorded_at: number;
  hash: string;
}

export const campaignStates = ["planned", "scheduled", "running", "paused", "done", "cancelled"] as const;
/**
 * `planned`: frozen, nothing started. `scheduled`: started, and nothing of it is due now (`due_at` says when). `running`: a runner
 * has it, or had it when it died. `paused`: by a person or by a brake (`reason`). `done`: nothing of it is left to send.
 */
export type CampaignState = (typeof campaignStates)[number];

/** One request to send, to one person or to many; what `recado send` makes has no name. */
export interface CampaignRow {
  /** Shown as `cam_3`. */
  id: number;
  name: string | null;
  phone_number_id: string;
  /** Of `recado send`. */
  idempotency_key: string | null;
  /** What the key is compared with; empty for a named campaign. */
  content_hash: string;
  state: CampaignState;
  /** Why it is paused: a dotted code (`graph.account_locked`, `person.paused`, `policy.budget`). */
  reason: string | null;
  /** JSON `{text, hint}` of what paused it. */
  reason_text: string | null;
  /** JSON: the frozen plan (`domain/campaigns/spec`); null for what `recado send` made. */
  spec: string | null;
  /** JSON: files that were uploaded for it, `{[hash]: {id, at}}`. */
  uploads: string;
  /** Which process has it, and until when that may be believed without a sign of life (milliseconds). */
  runner: string | null;
  runner_until: number | null;
  /** When something of it is due next; with state `scheduled`. */
  due_at: number | null;
  created_at: number;
  updated_at: number;
  started_at: number | null;
  finished_at: number | null;
}

/** Somebody of the list who is not written to, and why: found when the campaign was planned. */
export interface CampaignExclusionRow {
  campaign_id: number;
  /** Place in the list, from 0: those who are written to have theirs in `messages.position`. */
  position: number;
  /** The row of the file, where there is one. */
  list_row: number | null;
  /** The number as it was given. */
  given: string | null;
  contact_id: number | null;
  /** A word of `exclusionReasons` (`domain/campaigns/exclusions`): `no-consent`, `invalid`… */
  reason: string;
  /** What exactly: the missing parameter, what is wrong with the number. */
  detail: string | null;
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
  campaign_id: number | null;
  /** Place in its campaign, from 0. A person who is written to again after a failure has two rows with one position. */
  position: number;
  direction: "out" | "in";
  phone_number_id: string;
  /** The customer's number in E.164, whichever the direction. */
  customer_phone: string | null;
  customer_user_id: string | null;
  contact_id: number | null;
  type: string;
  template: string | null;
  language: string | null;
  /** Lower case: marketing, utility, authentication, service. Null for inbound messages. */
  category: string | null;
  /** `A` or `B`, where two are compared. */
  variant: string | null;
  /**
   * JSON: the frozen content as Meta is sent it (`WireContent`), or as it came in. What carries a file of this machine names
   * it in `local_file` and has a placeholder where the file's id goes (`domain/messages/stored-content`).
   */
  content: string;
  /** The contact's consent (`contacts.consent`) when the message was planned. */
  consent: string | null;
  /** JSON: the contact's labels when the message was planned; null for none. */
  labels: string | null;
  state: MessageState;
  /** Why it was skipped, failed or is uncertain: a dotted code (`policy.no_consent`). */
  reason: string | null;
  wamid: string | null;
  /** Not to be sent before (milliseconds); 0: as soon as it is its turn. */
  due_at: number;
  /** How often it went back to the queue after a call that did not go out. */
  attempts: number;
  /** The message to the same person that counts in this one's place, after a failure or a doubt; this one's cost counts all the same. */
  retried_by: string | null;
  /** Which process is sending it (`sending` only), and until when that may be believed. */
  lease_owner: string | null;
  lease_until: number | null;
  error_code: number | null;
  error_title: string | null;
  error_details: string | null;
  market: string | null;
  currency: string | null;
  estimate_micros: number | null;
  /**
   * Where the rate of the amount that counts comes from (`meta-file`, `two-transcriptions`, …; `rule` where it is free, `unknown` without a
   * rate): of the estimate first, then of the settled price. Stays visible to the user.
   */
  estimate_evidence: string | null;
  settled_micros: number | null;
  pricing_type: string | null;
  pricing_category: string | null;
  created_at: number;
  /** When it was last changed otherwise than on its straight way, which `sending_at` and `accepted_at` tell of. */
  updated_at: number;
  /** When it was last taken from the queue. */
  sending_at: number | null;
  accepted_at: number | null;
  /** When the first report says that it arrived: the day whose price it has. */
  delivered_at: number | null;
  /** When the webhook's `pricing` settled it. */
  priced_at: number | null;
}

/** What became of a message beside its straight way from the queue to Meta, which its own columns tell (`repos/events`). */
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
