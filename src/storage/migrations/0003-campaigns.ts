import type { Migration } from "../migrate.ts";

/**
 * Every request to send is a campaign now, named or not, with a state, a runner and a frozen plan. The steps that every message takes
 * (queued, sending, accepted) are read from the message itself: only what leaves that path is an event of its own.
 */
export const campaigns: Migration = {
  id: "0003-campaigns",
  sql: `
CREATE TABLE old_request_ids (
  old_id TEXT PRIMARY KEY,
  id BIGINT NOT NULL
);
INSERT INTO old_request_ids (old_id, id) SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) FROM send_requests;
INSERT INTO counters (name, value) SELECT 'campaign', COALESCE(MAX(id), 0) FROM old_request_ids;

CREATE TABLE campaigns (
  id INTEGER PRIMARY KEY,
  name TEXT,
  phone_number_id TEXT NOT NULL,
  idempotency_key TEXT,
  content_hash TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  reason_text TEXT,
  spec TEXT,
  uploads TEXT NOT NULL DEFAULT '{}',
  runner TEXT,
  runner_until BIGINT,
  due_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  started_at BIGINT,
  finished_at BIGINT,
  UNIQUE (phone_number_id, idempotency_key),
  UNIQUE (phone_number_id, name)
);
INSERT INTO campaigns (id, phone_number_id, idempotency_key, content_hash, state, created_at, updated_at, started_at)
SELECT m.id, r.phone_number_id, r.idempotency_key, r.content_hash, 'running', r.created_at, r.created_at, r.created_at
FROM send_requests r JOIN old_request_ids m ON m.old_id = r.id;

CREATE TABLE campaign_exclusions (
  campaign_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  list_row BIGINT,
  given TEXT,
  contact_id BIGINT,
  reason TEXT NOT NULL,
  detail TEXT,
  PRIMARY KEY (campaign_id, position)
);
CREATE INDEX campaign_exclusions_contact ON campaign_exclusions (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE new_messages (
  id TEXT PRIMARY KEY,
  campaign_id BIGINT,
  position BIGINT NOT NULL,
  direction TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  customer_phone TEXT,
  customer_user_id TEXT,
  contact_id BIGINT,
  type TEXT NOT NULL,
  template TEXT,
  language TEXT,
  category TEXT,
  variant TEXT,
  content TEXT NOT NULL,
  consent TEXT,
  state TEXT NOT NULL,
  reason TEXT,
  wamid TEXT UNIQUE,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  retried_by TEXT,
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
  sending_at BIGINT,
  accepted_at BIGINT,
  priced_at BIGINT
);
INSERT INTO new_messages (id, campaign_id, position, direction, phone_number_id, customer_phone, customer_user_id, contact_id, type,
  template, language, category, content, state, reason, wamid, due_at, attempts, lease_owner, lease_until, error_code, error_title,
  error_details, market, currency, estimate_micros, estimate_evidence, settled_micros, pricing_type, pricing_category, created_at,
  updated_at, accepted_at, priced_at)
SELECT a.id, r.id, a.position, a.direction, a.phone_number_id, a.customer_phone, a.customer_user_id, a.contact_id, a.type,
  a.template, a.language, a.category, a.content, a.state, a.reason, a.wamid, 0, 0, a.lease_owner, a.lease_until, a.error_code,
  a.error_title, a.error_details, a.market, a.currency, a.estimate_micros, a.estimate_evidence, a.settled_micros, a.pricing_type,
  a.pricing_category, a.created_at, a.updated_at, a.accepted_at, a.priced_at
FROM messages a LEFT JOIN old_request_ids r ON r.old_id = a.request_id;

CREATE TABLE new_message_events (
  id TEXT PRIMARY KEY,
  message_id TEXT REFERENCES new_messages (id),
  wamid TEXT,
  state TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  source TEXT NOT NULL,
  detail TEXT,
  event_key TEXT NOT NULL UNIQUE
);
INSERT INTO new_message_events (id, message_id, wamid, state, occurred_at, recorded_at, source, detail, event_key)
SELECT id, message_id, wamid, state, occurred_at, recorded_at, source, detail, event_key FROM message_events e
WHERE NOT (e.state = 'queued' AND e.source = 'recado'
  AND EXISTS (SELECT 1 FROM messages m WHERE m.id = e.message_id AND m.created_at = e.occurred_at));

DROP TABLE message_events;
DROP TABLE messages;
DROP TABLE send_requests;
DROP TABLE old_request_ids;
ALTER TABLE new_messages RENAME TO messages;
ALTER TABLE new_message_events RENAME TO message_events;

CREATE INDEX messages_campaign ON messages (campaign_id, state, due_at, position) WHERE campaign_id IS NOT NULL;
CREATE INDEX messages_retried ON messages (campaign_id, state) WHERE retried_by IS NOT NULL;
CREATE INDEX messages_sending ON messages (lease_until) WHERE state = 'sending';
CREATE INDEX messages_uncertain ON messages (created_at, id) WHERE state = 'uncertain';
CREATE INDEX messages_created ON messages (created_at, id);
CREATE INDEX messages_customer ON messages (customer_phone, direction, created_at);
CREATE INDEX messages_contact ON messages (contact_id, created_at) WHERE contact_id IS NOT NULL;
CREATE INDEX messages_accepted ON messages (accepted_at) WHERE accepted_at IS NOT NULL;
CREATE INDEX message_events_message ON message_events (message_id, occurred_at);
CREATE INDEX message_events_orphans ON message_events (wamid) WHERE message_id IS NULL;
`,
};
