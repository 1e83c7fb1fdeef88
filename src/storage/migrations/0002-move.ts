import type { Queryable } from "../database.ts";
import { appendConsentEvents, type NewConsentEvent } from "../repos/consent.ts";
import { updateContact } from "../repos/contacts.ts";
import type { ConsentAction, ContactRow, Purpose } from "../rows.ts";

/** A row of the first schema's ledger, with the number that its contact has now. */
interface OldEvent {
  id: string;
  contact: number;
  purpose: Purpose;
  action: ConsentAction;
  occurred_at: number;
  recorded_at: number;
  method: string;
  source: string;
  wording: string | null;
  wording_version: string | null;
  evidence: string | null;
  actor: string;
  import_nr: number | null;
}

const pageSize = 5_000;

function entryOf(old: OldEvent): NewConsentEvent {
  return {
    contactId: old.contact,
    purposes: [old.purpose],
    action: old.action,
    occurredAt: old.occurred_at,
    recordedAt: old.recorded_at,
    row: null,
    proof: {
      method: old.method,
      source: old.source,
      wording: old.wording,
      wordingVersion: old.wording_version,
      evidence: old.evidence,
      actor: old.actor,
      ip: null,
      userAgent: null,
      importId: old.import_nr,
    },
  };
}

/** Writes the old ledger into the new one, in its order: what was recorded first, and of one moment withdrawals last. */
export async function chainOldEvents(tx: Queryable): Promise<void> {
  let after: OldEvent | undefined;
  for (;;) {
    const rows: OldEvent[] = await tx.query<OldEvent>(
      `SELECT e.id, m.id AS contact, e.purpose, e.action, e.occurred_at, e.recorded_at, e.method, e.source, e.wording,
              e.wording_version, e.evidence, e.actor, i.id AS import_nr
       FROM old_consent_events e JOIN old_contact_ids m ON m.old_id = e.contact_id LEFT JOIN old_import_ids i ON i.old_id = e.import_id
       ${after === undefined ? "" : "WHERE (e.recorded_at, e.action, e.id) > (?, ?, ?)"}
       ORDER BY e.recorded_at, e.action, e.id LIMIT ${pageSize}`,
      after === undefined ? [] : [after.recorded_at, after.action, after.id],
    );
    if (rows.length > 0) await appendConsentEvents(tx, rows.map(entryOf));
    after = rows.at(-1);
    if (after === undefined || rows.length < pageSize) return;
  }
}

type Filled = Pick<ContactRow, "wa_id" | "user_id" | "name" | "language" | "country" | "fields" | "updated_at">;

/** What another contact of the same line had, and the number of the one that stands for both now. */
interface Twin extends Omit<Filled, "updated_at"> {
  contact: number;
}

/**
 * Where the first schema had a line twice, in two spellings, the older contact stands for both: what it lacks is filled in from
 * the other, and nothing that it has is changed.
 */
export async function fillFromTwins(tx: Queryable): Promise<void> {
  const twins = await tx.query<Twin>("SELECT * FROM old_twins ORDER BY contact, old_id");
  for (const twin of twins) {
    const [kept] = await tx.query<Filled>("SELECT * FROM contacts WHERE id = ?", [twin.contact]);
    if (kept === undefined) continue;
    await updateContact(tx, twin.contact, {
      wa_id: kept.wa_id ?? twin.wa_id,
      user_id: kept.user_id ?? twin.user_id,
      name: kept.name ?? twin.name,
      language: kept.language ?? twin.language,
      country: kept.country ?? twin.country,
      fields: JSON.stringify({ ...(JSON.parse(twin.fields) as object), ...(JSON.parse(kept.fields) as object) }),
      updated_at: kept.updated_at,
    });
  }
}
