import type { Database } from "../../../src/storage/database.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { consentLedger } from "../../../src/storage/migrations/0002-consent-ledger.ts";
import { campaigns } from "../../../src/storage/migrations/0003-campaigns.ts";
import { noon } from "../../helpers/rows.ts";
import { oldMessage, put, withSchema, type OldRow } from "./first-schema.ts";

/** Runs `body` in a database as the recado before the ledger of costs left it. */
export async function withThirdSchema<Result>(at: string, body: (db: Database) => Promise<Result>): Promise<Result> {
  return withSchema(at, [first, consentLedger, campaigns], body);
}

const quarter = 900_000;

/** Messages, and what Meta reported of each: how many milliseconds after noon. */
const messages: Readonly<
  Record<string, { row: OldRow; reports?: readonly (readonly [state: string, after: number])[] }>
> = {
  msg_queued: { row: { state: "queued" } },
  msg_sending: { row: { state: "sending", sending_at: noon, estimate_micros: 100 } },
  msg_sent: { row: { state: "sent", accepted_at: noon }, reports: [["sent", 5]] },
  msg_delivered: {
    row: { state: "delivered", accepted_at: noon, settled_micros: 7_000, priced_at: noon, pricing_category: "utility" },
    reports: [
      ["sent", 5],
      ["delivered", quarter + 9],
    ],
  },
  // Read before it was delivered: what comes first says when it arrived.
  msg_read: {
    row: { state: "read", accepted_at: noon, settled_micros: 0, priced_at: noon },
    reports: [
      ["delivered", 80],
      ["read", 70],
    ],
  },
  msg_played: {
    row: { state: "read", accepted_at: noon + 2 * quarter, estimate_micros: null },
    reports: [["played", 60]],
  },
  msg_failed: { row: { state: "failed", accepted_at: noon }, reports: [["failed", 6]] },
  msg_euros: { row: { state: "accepted", accepted_at: noon, currency: "EUR", campaign_id: 1 } },
  msg_inbound: { row: { state: "received", direction: "in", currency: null, estimate_micros: null } },
};

export async function fillLedger(db: Database): Promise<void> {
  const campaign = {
    phone_number_id: "100200300",
    content_hash: "",
    state: "done",
    created_at: noon,
    updated_at: noon,
  };
  await put(db, "campaigns", [{ ...campaign, id: 1, name: "otoño", uploads: "{}" }]);
  const entries = Object.entries(messages);
  await put(
    db,
    "messages",
    entries.map(([id, { row }], position) => ({
      ...oldMessage(id, { position, category: "utility", market: "Mexico", currency: "USD", estimate_micros: 8_500 }),
      due_at: 0,
      attempts: 0,
      ...row,
    })),
  );
  await put(
    db,
    "message_events",
    entries.flatMap(([id, { reports = [] }]) =>
      reports.map(([state, after]) => ({
        id: `evt_${id}_${state}`,
        message_id: id,
        wamid: `wamid.${id}`,
        state,
        occurred_at: noon + after,
        recorded_at: noon + after,
        source: "meta",
        event_key: `${id}|${state}`,
      })),
    ),
  );
}
