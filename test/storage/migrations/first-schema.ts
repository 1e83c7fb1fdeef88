import type { Database, SqlValue } from "../../../src/storage/database.ts";
import { migrate, type Migration } from "../../../src/storage/migrate.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { openPostgres } from "../../../src/storage/postgres.ts";
import { openSqlite } from "../../../src/storage/sqlite.ts";
import { noon } from "../../helpers/rows.ts";

export type OldRow = Readonly<Record<string, SqlValue>>;

/** Puts rows into a table; columns that are left out are null. */
export async function put(db: Database, table: string, rows: readonly OldRow[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const marks = columns.map(() => "?").join(", ");
  await db.batch(
    `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`,
    rows.map((row) => columns.map((column) => row[column] ?? null)),
  );
}

/** Runs `body` in a database that has these steps of the schema only, as an older recado left it. */
export async function withSchema<Result>(
  at: string,
  steps: readonly Migration[],
  body: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = at.startsWith("postgres") ? await openPostgres(at) : await openSqlite(at);
  try {
    await migrate(db, steps);
    return await body(db);
  } finally {
    await db.close();
  }
}

export async function withFirstSchema<Result>(at: string, body: (db: Database) => Promise<Result>): Promise<Result> {
  return withSchema(at, [first], body);
}

export function oldContact(id: string, phone: string, changes: OldRow = {}): OldRow {
  const times = { created_at: noon, updated_at: noon + 5 };
  return { id, phone, match_key: phone.replace("+", ""), given_phone: phone, fields: "{}", ...times, ...changes };
}

export function oldEvent(id: string, contact: string, changes: OldRow = {}): OldRow {
  return {
    id,
    contact_id: contact,
    channel: "whatsapp",
    purpose: "utility",
    action: "granted",
    occurred_at: noon - 1_000,
    recorded_at: noon,
    method: "import",
    source: "clients.csv row 2",
    actor: "ana",
    ...changes,
  };
}

export function oldMessage(id: string, changes: OldRow = {}): OldRow {
  return {
    id,
    position: 0,
    direction: "out",
    phone_number_id: "100200300",
    type: "template",
    content: "{}",
    state: "accepted",
    created_at: noon,
    updated_at: noon,
    ...changes,
  };
}

/** A small shop's database: rows in every table, two spellings of one line, somebody without a number. */
export async function fillShop(db: Database): Promise<void> {
  await put(db, "imports", [
    {
      id: "imp_b",
      file_name: "later.csv",
      file_hash: "f2",
      mapping: '{"a":"phone"}',
      counts: '{"rows":1}',
      created_at: noon + 9,
    },
    { id: "imp_a", file_name: "first.csv", file_hash: "f1", mapping: "{}", counts: "{}", created_at: noon },
  ]);
  await put(db, "contacts", [
    oldContact("con_c", "+12025550103", {
      name: 'Luz "Lu" Díaz',
      language: "es_MX",
      country: "US",
      import_id: "imp_b",
      fields: '{"city":"Lima"}',
    }),
    oldContact("con_a", "+5215500000012", {
      match_key: "525500000012",
      name: "Marta",
      country: "MX",
      import_id: "imp_a",
    }),
    oldContact("con_b", "+525500000012", {
      wa_id: "5215500000012",
      user_id: "MX.2",
      name: "Marta R.",
      language: "es",
      fields: '{"plan":"gold"}',
    }),
    { ...oldContact("con_d", ""), phone: null, given_phone: null, match_key: "user:US.7", user_id: "US.7" },
    { ...oldContact("con_e", ""), phone: null, given_phone: null, match_key: "user:US.8", user_id: "US.8" },
  ]);
  const all = ["marketing", "utility", "authentication", "service"];
  await put(db, "consent_events", [
    oldEvent("e09", "con_a", {
      purpose: "marketing",
      recorded_at: noon + 1,
      wording: "Sí",
      wording_version: "v2",
      evidence: "sha256:00",
      import_id: "imp_a",
    }),
    oldEvent("e08", "con_a", { recorded_at: noon + 1, import_id: "imp_a" }),
    // The other spelling of the line took it back.
    ...all.map((purpose) =>
      oldEvent(`e1${purpose}`, "con_b", {
        purpose,
        action: "withdrawn",
        recorded_at: noon + 2,
        method: "stop-word",
        actor: "customer",
      }),
    ),
    // Of one millisecond: the withdrawal counts, wherever its id stands.
    oldEvent("e00", "con_c", { purpose: "marketing", action: "withdrawn", recorded_at: noon + 3 }),
    oldEvent("e99", "con_c", { purpose: "marketing", recorded_at: noon + 3 }),
    oldEvent("e50", "con_c", { purpose: "service", recorded_at: noon + 3 }),
    oldEvent("e51", "con_d", { purpose: "marketing", method: "user-preferences", recorded_at: noon + 8 }),
  ]);
  await put(db, "send_requests", [
    { id: "req_1", phone_number_id: "100200300", idempotency_key: "k", content_hash: "h", created_at: noon },
  ]);
  await put(db, "messages", [
    oldMessage("msg_1", {
      request_id: "req_1",
      contact_id: "con_c",
      wamid: "wamid.1",
      customer_phone: "+12025550103",
      template: "aviso",
      language: "es",
      category: "utility",
      market: "US",
      currency: "USD",
      estimate_micros: 8_500,
      estimate_evidence: "meta-file",
      settled_micros: 8_000,
      pricing_type: "regular",
      pricing_category: "utility",
      accepted_at: noon + 1,
      priced_at: noon + 2,
      error_code: 131_026,
      error_title: "t",
      error_details: "d",
    }),
    oldMessage("msg_2", {
      request_id: "req_1",
      position: 1,
      contact_id: "con_b",
      state: "sending",
      lease_owner: "here:1",
      lease_until: noon + 60_000,
    }),
    oldMessage("msg_3", {
      contact_id: "con_d",
      direction: "in",
      state: "received",
      customer_user_id: "US.7",
      wamid: "wamid.3",
    }),
    oldMessage("msg_4", { state: "skipped", reason: "policy.no_consent" }),
  ]);
  await put(db, "message_events", [
    {
      id: "mev_1",
      message_id: "msg_1",
      wamid: "wamid.1",
      state: "sent",
      occurred_at: noon,
      recorded_at: noon + 1,
      source: "meta",
      detail: "{}",
      event_key: "k1",
    },
    {
      id: "mev_2",
      message_id: null,
      wamid: "wamid.other",
      state: "read",
      occurred_at: noon,
      recorded_at: noon,
      source: "meta",
      detail: null,
      event_key: "k2",
    },
  ]);
  await put(db, "webhook_deliveries", [
    {
      id: "whd_1",
      body_hash: "b",
      body: "{}",
      received_at: noon,
      copies: 2,
      processed_at: null,
      forwarded_at: null,
      failure: "x",
    },
  ]);
  await put(db, "send_slots", [{ phone_number_id: "100200300", next_at: noon * 1_000 }]);
}
