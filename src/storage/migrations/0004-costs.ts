import type { Migration } from "../migrate.ts";
import { costSums } from "./0004-cost-sums.ts";

/** What messages cost: Meta's cards, corrections of prices, sums that reports read, Meta's own figures, budgets. */
export const costs: Migration = {
  id: "0004-costs",
  sql: `
ALTER TABLE messages ADD COLUMN delivered_at BIGINT;
ALTER TABLE messages ADD COLUMN labels TEXT;
UPDATE messages SET delivered_at = (SELECT MIN(e.occurred_at) FROM message_events e
  WHERE e.message_id = messages.id AND e.state IN ('delivered', 'read', 'played')) WHERE direction = 'out';

CREATE INDEX messages_received ON messages (created_at) WHERE direction = 'in';
CREATE INDEX messages_service ON messages (phone_number_id, (COALESCE(delivered_at, accepted_at)))
  WHERE category = 'service' AND accepted_at IS NOT NULL;

CREATE TABLE rate_cards (
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  imported_at BIGINT NOT NULL,
  PRIMARY KEY (currency, kind, effective_from)
);
CREATE TABLE rates (
  currency TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  market TEXT NOT NULL,
  category TEXT NOT NULL,
  micros BIGINT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (currency, effective_from, market, category)
);
CREATE TABLE rate_tiers (
  currency TEXT NOT NULL,
  effective_from TEXT NOT NULL,
  market TEXT NOT NULL,
  category TEXT NOT NULL,
  tier_from BIGINT NOT NULL,
  tier_to BIGINT,
  micros BIGINT NOT NULL,
  discount BIGINT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (currency, effective_from, market, category, tier_from)
);

CREATE TABLE tier_counters (
  month TEXT NOT NULL,
  phone_number_id TEXT NOT NULL,
  market TEXT NOT NULL,
  category TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (month, phone_number_id, market, category)
);

CREATE TABLE tier_notices (
  month TEXT NOT NULL,
  market TEXT NOT NULL,
  category TEXT NOT NULL,
  tier_from BIGINT NOT NULL,
  update_time BIGINT NOT NULL,
  PRIMARY KEY (month, market, category, tier_from)
);

CREATE TABLE cost_entries (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  recorded_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT,
  before_micros BIGINT,
  after_micros BIGINT,
  currency TEXT,
  pricing_type TEXT,
  pricing_category TEXT
);
CREATE INDEX cost_entries_message ON cost_entries (message_id, id);
INSERT INTO counters (name, value) VALUES ('cost_entry', 0);

${costSums.sql}

CREATE TABLE budgets (
  period TEXT PRIMARY KEY,
  micros BIGINT NOT NULL,
  currency TEXT NOT NULL,
  warn_percent BIGINT,
  set_at BIGINT NOT NULL
);

CREATE TABLE meta_costs (
  waba_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  model TEXT NOT NULL,
  phone_number TEXT,
  country TEXT,
  category TEXT,
  pricing_type TEXT,
  tier TEXT,
  volume BIGINT NOT NULL,
  micros BIGINT,
  currency TEXT NOT NULL
);
CREATE INDEX meta_costs_from ON meta_costs (waba_id, model, from_at);
CREATE TABLE meta_templates (
  waba_id TEXT NOT NULL,
  template_id TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  sent BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  read BIGINT NOT NULL,
  clicks BIGINT,
  micros BIGINT,
  currency TEXT NOT NULL,
  PRIMARY KEY (waba_id, template_id, from_at)
);
CREATE TABLE meta_syncs (
  waba_id TEXT NOT NULL,
  model TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  cost_withheld BIGINT NOT NULL,
  synced_at BIGINT NOT NULL,
  PRIMARY KEY (waba_id, model, from_at)
);
`,
  triggers: costSums.triggers,
};
