import type { Migration } from "../migrate.ts";

/**
 * Contacts and their consent, messages and what became of them, and what webhooks brought.
 * Instants are milliseconds (`send_slots.next_at`: microseconds), amounts are micros; ids are made by `core/ids`.
 */
export const first: Migration = {
  id: "0001-first",
  sql: `
CREATE TABLE contacts (
  id TEXT PRIMARY KEY,
  phone TEXT UNIQUE,
  wa_id TEXT,
  user_id TEXT,
  given_phone TEXT,
  match_key TEXT NOT NULL,
  country TEXT,
  name TEXT,
  language TEXT,
  fields TEXT NOT NULL,
  import_id TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX contacts_match_key ON contacts (match_key);
CREATE INDEX contacts_wa_id ON contacts (wa_id);
CREATE INDEX contacts_user_id ON contacts (user_id);

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  mapping TEXT NOT NULL,
  counts TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE consent_events (
  id TEXT PRIMARY KEY,
  contact_id TEXT NOT NULL REFERENCES contacts (id),
  channel TEXT NOT NULL,
  purpose TEXT NOT NULL,
  action TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  method TEXT NOT NULL,
  source TEXT NOT NULL,
  wording TEXT,
  wording_version TEXT,
  evidence TEXT,
  actor TEXT NOT NULL,
  import_id TEXT
);
CREATE INDEX consent_events_contact ON consent_events (contact_id, channel, purpose, recorded_at);

CREATE TABLE send_requests (
  id TEXT PRIMARY KEY,
  phone_number_id TEXT NOT NULL,
  idempotency_key TEXT,
  content_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (phone_number_id, idempotency_key)
);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  request_id TEXT REFERENCES send_requests (id),
  position BIGINT NOT NULL,
  direction TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  customer_phone TEXT,
  customer_user_id TEXT,
  contact_id TEXT REFERENCES contacts (id),
  type TEXT NOT NULL,
  template TEXT,
  language TEXT,
  category TEXT,
  content TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  wamid TEXT UNIQUE,
  lease_owner TEXT,
  lease_until BIGINT,
  error_code BIGINT,
  error_title TEXT,
  error_details TEXT,
  market TEXT,
  currency TEXT,
  estimate_micros BIGINT,
  estimate_evidence TEXT,
  settled_micros BIGINT,
  pricing_type TEXT,
  pricing_category TEXT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  accepted_at BIGINT,
  priced_at BIGINT
);
CREATE INDEX messages_request ON messages (request_id, position);
CREATE INDEX messages_created ON messages (created_at, id);
CREATE INDEX messages_state ON messages (state, lease_until);
CREATE INDEX messages_customer ON messages (customer_phone, direction, created_at);
CREATE INDEX messages_accepted ON messages (accepted_at);

CREATE TABLE message_events (
  id TEXT PRIMARY KEY,
  message_id TEXT REFERENCES messages (id),
  wamid TEXT,
  state TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  source TEXT NOT NULL,
  detail TEXT,
  event_key TEXT NOT NULL UNIQUE
);
CREATE INDEX message_events_message ON message_events (message_id, occurred_at);
CREATE INDEX message_events_wamid ON message_events (wamid);

CREATE TABLE webhook_deliveries (
  id TEXT PRIMARY KEY,
  body_hash TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  copies BIGINT NOT NULL,
  processed_at BIGINT,
  forwarded_at BIGINT,
  failure TEXT
);
CREATE INDEX webhook_deliveries_received ON webhook_deliveries (received_at, id);
CREATE INDEX webhook_deliveries_unprocessed ON webhook_deliveries (received_at, id) WHERE processed_at IS NULL;
CREATE INDEX webhook_deliveries_unforwarded ON webhook_deliveries (received_at, id) WHERE forwarded_at IS NULL;

CREATE TABLE send_slots (
  phone_number_id TEXT PRIMARY KEY,
  next_at BIGINT NOT NULL
);
`,
};
