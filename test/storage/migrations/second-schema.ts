import type { Database } from "../../../src/storage/database.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { consentLedger } from "../../../src/storage/migrations/0002-consent-ledger.ts";
import { addContacts } from "../../../src/storage/repos/contacts.ts";
import { contactRow, noon } from "../../helpers/rows.ts";
import { oldMessage, put, withSchema, type OldRow } from "./first-schema.ts";

/** Runs `body` in a database as the recado before campaigns left it. */
export async function withSecondSchema<Result>(at: string, body: (db: Database) => Promise<Result>): Promise<Result> {
  return withSchema(at, [first, consentLedger], body);
}

interface Step {
  readonly state: string;
  /** Milliseconds after the message was made. */
  readonly after: number;
  readonly source?: "recado" | "meta" | "person";
  readonly detail?: object;
}

interface Course {
  readonly message: OldRow;
  readonly steps: readonly Step[];
}

const queued: Step = { state: "queued", after: 0 };
const sending: Step = { state: "sending", after: 10 };
const accepted: Step = { state: "accepted", after: 20, detail: { wa_id: "12025550101" } };
const meta = (state: string, after: number, detail?: object): Step => ({
  state,
  after,
  source: "meta",
  ...(detail === undefined ? {} : { detail }),
});

/** What the messages of that recado went through, as it wrote it down: every state, and the ways that turn back. */
export const courses: Readonly<Record<string, Course>> = {
  msg_01_queued: { message: { state: "queued" }, steps: [queued] },
  msg_02_sending: {
    message: { state: "sending", lease_owner: "here:1", lease_until: noon + 60_000 },
    steps: [queued, sending],
  },
  msg_03_accepted: { message: { state: "accepted", accepted_at: noon + 20 }, steps: [queued, sending, accepted] },
  msg_04_sent: {
    message: { state: "sent", accepted_at: noon + 20 },
    steps: [queued, sending, accepted, meta("sent", 1_000)],
  },
  msg_05_delivered: {
    message: { state: "delivered", accepted_at: noon + 20, settled_micros: 8_000, priced_at: noon + 2_000 },
    steps: [queued, sending, accepted, meta("sent", 1_000), meta("delivered", 2_000, { pricing: { type: "regular" } })],
  },
  msg_06_read: {
    message: { state: "read", accepted_at: noon + 20 },
    steps: [queued, sending, accepted, meta("sent", 1_000), meta("delivered", 2_000), meta("read", 3_000)],
  },
  msg_07_failed: {
    message: { state: "failed", reason: "graph.undeliverable", error_code: 131_026, error_title: "Undeliverable" },
    steps: [queued, sending, { state: "failed", after: 20, detail: { reason: "graph.undeliverable" } }],
  },
  msg_08_cancelled: {
    message: { state: "cancelled", reason: "person.cancelled" },
    steps: [queued, { state: "cancelled", after: 50, source: "person", detail: { reason: "person.cancelled" } }],
  },
  msg_09_skipped: {
    message: { state: "skipped", reason: "policy.no_consent" },
    steps: [{ state: "skipped", after: 0, detail: { reason: "policy.no_consent" } }],
  },
  msg_10_uncertain: {
    message: { state: "uncertain", reason: "lease.expired" },
    steps: [queued, sending, { state: "uncertain", after: 60_010, detail: { reason: "lease.expired" } }],
  },
  msg_11_received: { message: { state: "received", direction: "in", request_id: null }, steps: [] },
  msg_12_requeued: {
    message: { state: "queued" },
    steps: [
      { state: "skipped", after: 0, detail: { reason: "policy.no_consent" } },
      { state: "queued", after: 500 },
    ],
  },
  msg_13_released: {
    message: { state: "accepted", accepted_at: noon + 90 },
    steps: [
      queued,
      sending,
      { state: "queued", after: 15 },
      { state: "sending", after: 80 },
      { ...accepted, after: 90 },
    ],
  },
  msg_14_webhook_first: {
    message: { state: "sent", accepted_at: noon + 15 },
    steps: [queued, sending, meta("sent", 15), accepted],
  },
};

const taken = new Set(["accepted", "sent", "delivered", "read", "received"]);

/** Two numbers, four requests, one of them to everybody above, and a status whose message is not known. */
export async function fillOutbox(db: Database): Promise<void> {
  await addContacts(db, [contactRow(1)]);
  const request = { phone_number_id: "100200300", content_hash: "h", created_at: noon };
  await put(db, "send_requests", [
    { ...request, id: "req_c", phone_number_id: "100200400", idempotency_key: "k", created_at: noon + 9 },
    { ...request, id: "req_b", created_at: noon + 5, content_hash: "other" },
    { ...request, id: "req_a", created_at: noon + 5 },
    { ...request, id: "req_z", idempotency_key: "k" },
  ]);
  const rows = Object.entries(courses);
  await put(
    db,
    "messages",
    rows.map(([id, { message }], position) =>
      oldMessage(id, {
        request_id: "req_z",
        position,
        contact_id: 1,
        customer_phone: "+12025550001",
        wamid: taken.has(String(message["state"])) ? `wamid.${id}` : null,
        template: "aviso",
        language: "es",
        category: "utility",
        market: "US",
        currency: "USD",
        estimate_micros: 8_500,
        estimate_evidence: "meta-file",
        ...message,
      }),
    ),
  );
  await put(db, "messages", [oldMessage("msg_15_other", { request_id: "req_c", wamid: "wamid.other" })]);
  const event = { occurred_at: noon, recorded_at: noon, source: "recado", detail: null };
  await put(db, "message_events", [
    { ...event, id: "evt_other_1", message_id: "msg_15_other", state: "queued", event_key: "o1" },
    { ...event, id: "evt_orphan", wamid: "wamid.nobody", state: "read", source: "meta", event_key: "orphan" },
    ...rows.flatMap(([id, { steps }]) =>
      steps.map(({ state, after, source = "recado", detail }, place) => ({
        id: `evt_${id}_${place}`,
        message_id: id,
        wamid: source === "meta" || state === "accepted" ? `wamid.${id}` : null,
        state,
        occurred_at: noon + after,
        recorded_at: noon + after,
        source,
        detail: detail === undefined ? null : JSON.stringify(detail),
        event_key: `key_${id}_${place}`,
      })),
    ),
  ]);
  await put(db, "send_slots", [{ phone_number_id: "100200300", next_at: noon * 1_000 }]);
}
