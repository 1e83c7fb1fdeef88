import type { Migration } from "../migrate.ts";
import { chainOldEvents, fillFromTwins } from "./0002-move.ts";

/**
 * Contacts and imports get numbers (a third of the bytes, and twice the speed, of a list of a million), one contact a line, and what
 * lists ask for; the ledger becomes a chain of hashes whose proofs are kept once; imports can be resumed and undone.
 */
export const consentLedger: Migration = {
  id: "0002-consent-ledger",
  sql: `
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

CREATE TABLE old_contact_ids (
  old_id TEXT PRIMARY KEY,
  first_id TEXT NOT NULL,
  id BIGINT NOT NULL
);
INSERT INTO old_contact_ids (old_id, first_id, id)
SELECT id, first_id, DENSE_RANK() OVER (ORDER BY first_id)
FROM (SELECT id, MIN(id) OVER (PARTITION BY match_key) AS first_id FROM contacts) AS lines;
CREATE TABLE old_import_ids (
  old_id TEXT PRIMARY KEY,
  id BIGINT NOT NULL
);
INSERT INTO old_import_ids (old_id, id) SELECT id, ROW_NUMBER() OVER (ORDER BY created_at, id) FROM imports;
INSERT INTO counters (name, value) SELECT 'contact', COALESCE(MAX(id), 0) FROM old_contact_ids;
INSERT INTO counters (name, value) SELECT 'import', COALESCE(MAX(id), 0) FROM old_import_ids;
INSERT INTO counters (name, value) VALUES ('consent', 0);
INSERT INTO counters (name, value) VALUES ('proof', 0);

CREATE TABLE old_twins AS SELECT m.id AS contact, c.id AS old_id, c.wa_id, c.user_id, c.name, c.language, c.country, c.fields
FROM contacts c JOIN old_contact_ids m ON m.old_id = c.id WHERE m.old_id <> m.first_id;

CREATE TABLE new_contacts (
  id INTEGER PRIMARY KEY,
  phone TEXT,
  match_key BIGINT UNIQUE,
  given_phone TEXT,
  country TEXT,
  name TEXT,
  labels TEXT NOT NULL DEFAULT '[]',
  fields TEXT NOT NULL DEFAULT '{}',
  consent TEXT NOT NULL,
  language TEXT,
  time_zone TEXT,
  wa_id TEXT,
  user_id TEXT,
  username TEXT,
  marketing_limit TEXT,
  import_id BIGINT,
  import_row BIGINT,
  merged_into BIGINT,
  removed_at BIGINT,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
INSERT INTO new_contacts (id, phone, match_key, given_phone, country, name, labels, fields, consent, language, wa_id, user_id,
  import_id, created_at, updated_at)
SELECT m.id, c.phone, CASE WHEN c.match_key LIKE 'user:%' THEN NULL ELSE CAST(c.match_key AS BIGINT) END, c.given_phone,
  c.country, c.name, '[]', c.fields, '----', c.language, c.wa_id, c.user_id, i.id, c.created_at, c.updated_at
FROM contacts c JOIN old_contact_ids m ON m.first_id = c.id AND m.old_id = c.id LEFT JOIN old_import_ids i ON i.old_id = c.import_id;

CREATE TABLE new_imports (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  file_bytes BIGINT,
  format TEXT NOT NULL,
  sheet TEXT,
  mapping TEXT NOT NULL,
  options TEXT NOT NULL,
  options_hash TEXT NOT NULL,
  counts TEXT NOT NULL,
  progress TEXT NOT NULL,
  owner TEXT,
  actor TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  undone_at BIGINT
);
INSERT INTO new_imports (id, state, file_name, file_hash, format, mapping, options, options_hash, counts, progress, actor, created_at, updated_at)
SELECT m.id, 'done', i.file_name, i.file_hash, 'csv', i.mapping, '{}', '', i.counts, '{}', '', i.created_at, i.created_at
FROM imports i JOIN old_import_ids m ON m.old_id = i.id;

CREATE TABLE import_changes (
  import_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  list_row BIGINT NOT NULL,
  before TEXT,
  PRIMARY KEY (import_id, contact_id)
);
CREATE INDEX import_changes_contact ON import_changes (contact_id);

CREATE TABLE consent_proofs (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  method TEXT NOT NULL,
  source TEXT NOT NULL,
  wording TEXT,
  wording_version TEXT,
  evidence TEXT,
  actor TEXT NOT NULL,
  ip TEXT,
  user_agent TEXT,
  import_id BIGINT
);
CREATE INDEX consent_proofs_import ON consent_proofs (import_id);
CREATE TABLE new_consent_events (
  seq INTEGER PRIMARY KEY,
  contact_id BIGINT NOT NULL,
  purposes TEXT NOT NULL,
  action TEXT NOT NULL,
  occurred_at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  proof_id BIGINT NOT NULL,
  list_row BIGINT,
  hash TEXT NOT NULL
);
CREATE TABLE consent_blocks (
  last_seq INTEGER PRIMARY KEY,
  events BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE consent_tombstones (
  seq INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  removed_at BIGINT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE evidence_files (
  hash TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  content TEXT NOT NULL
);

CREATE TABLE segments (
  name TEXT PRIMARY KEY,
  filter TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE TABLE do_not_contact (
  hash TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE new_messages (
  id TEXT PRIMARY KEY,
  request_id TEXT REFERENCES send_requests (id),
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
INSERT INTO new_messages (id, request_id, position, direction, phone_number_id, customer_phone, customer_user_id, contact_id, type,
  template, language, category, content, state, reason, wamid, lease_owner, lease_until, error_code, error_title, error_details, market,
  currency, estimate_micros, estimate_evidence, settled_micros, pricing_type, pricing_category, created_at, updated_at, accepted_at, priced_at)
SELECT a.id, a.request_id, a.position, a.direction, a.phone_number_id, a.customer_phone, a.customer_user_id, m.id, a.type,
  a.template, a.language, a.category, a.content, a.state, a.reason, a.wamid, a.lease_owner, a.lease_until, a.error_code, a.error_title,
  a.error_details, a.market, a.currency, a.estimate_micros, a.estimate_evidence, a.settled_micros, a.pricing_type, a.pricing_category,
  a.created_at, a.updated_at, a.accepted_at, a.priced_at
FROM messages a LEFT JOIN old_contact_ids m ON m.old_id = a.contact_id;
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
SELECT id, message_id, wamid, state, occurred_at, recorded_at, source, detail, event_key FROM message_events;

CREATE TABLE old_consent_events AS SELECT * FROM consent_events;
DROP TABLE consent_events;
DROP TABLE message_events;
DROP TABLE messages;
DROP TABLE contacts;
DROP TABLE imports;
ALTER TABLE new_contacts RENAME TO contacts;
ALTER TABLE new_imports RENAME TO imports;
ALTER TABLE new_consent_events RENAME TO consent_events;
ALTER TABLE new_messages RENAME TO messages;
ALTER TABLE new_message_events RENAME TO message_events;

CREATE INDEX contacts_wa_id ON contacts (wa_id) WHERE wa_id IS NOT NULL;
CREATE INDEX contacts_user_id ON contacts (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX contacts_merged ON contacts (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX consent_events_contact ON consent_events (contact_id);
CREATE INDEX imports_hash ON imports (file_hash);
CREATE INDEX messages_request ON messages (request_id, position);
CREATE INDEX messages_created ON messages (created_at, id);
CREATE INDEX messages_state ON messages (state, lease_until);
CREATE INDEX messages_customer ON messages (customer_phone, direction, created_at);
CREATE INDEX messages_contact ON messages (contact_id, created_at) WHERE contact_id IS NOT NULL;
CREATE INDEX messages_accepted ON messages (accepted_at);
CREATE INDEX message_events_message ON message_events (message_id, occurred_at);
CREATE INDEX message_events_wamid ON message_events (wamid);
`,
  move: async (tx) => {
    await fillFromTwins(tx);
    await chainOldEvents(tx);
  },
  cleanup: `
DROP TABLE old_consent_events;
DROP TABLE old_contact_ids;
DROP TABLE old_twins;
DROP TABLE old_import_ids;
`,
};
