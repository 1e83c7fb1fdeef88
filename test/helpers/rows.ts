import { untouched } from "../../src/storage/untouched.ts";
import type { ConsentProof } from "../../src/storage/ledger-hash.ts";
import type { NewConsentEvent } from "../../src/storage/repos/consent.ts";
import type { ContactRow, ImportRow, MessageRow } from "../../src/storage/rows.ts";

/** Noon of a day in autumn, in milliseconds. */
export const noon = Date.UTC(2026, 9, 12, 12);

/**
 * A contact; its number and line follow from `place`. Its id is `place` too, which is the one that `addContacts` gives to the
 * contact that is added in this place (from 1) of a fresh database.
 */
export function contactRow(place: number, changes: Partial<ContactRow> = {}): ContactRow {
  const phone = `+1202555${String(place).padStart(4, "0")}`;
  return {
    id: place,
    phone,
    match_key: Number(phone.slice(1)),
    given_phone: phone,
    country: "US",
    name: `Contact ${place}`,
    labels: "[]",
    fields: "{}",
    consent: "----",
    language: "es",
    time_zone: null,
    wa_id: null,
    user_id: null,
    username: null,
    marketing_limit: null,
    import_id: null,
    import_row: null,
    merged_into: null,
    removed_at: null,
    created_at: noon + place,
    updated_at: noon + place,
    ...changes,
  };
}

/** What a list proves. */
export const proof: ConsentProof = {
  method: "import",
  source: "clients.csv",
  wording: null,
  wordingVersion: null,
  evidence: null,
  actor: "ana",
  ip: null,
  userAgent: null,
  importId: null,
};

/** A yes of the first contact to notices, recorded `place` milliseconds after noon. */
export function consentRow(place: number, changes: Partial<NewConsentEvent> = {}): NewConsentEvent {
  return {
    contactId: 1,
    purposes: ["utility"],
    action: "granted",
    occurredAt: noon,
    recordedAt: noon + place,
    row: null,
    proof,
    ...changes,
  };
}

/** A batch that went through; its number is the one that `addImport` gives. */
export function importRow(changes: Partial<Omit<ImportRow, "id">> = {}): Omit<ImportRow, "id"> {
  return {
    state: "done",
    file_name: "clients.csv",
    file_hash: "f0",
    file_bytes: 120,
    format: "csv",
    sheet: null,
    mapping: "{}",
    options: "{}",
    options_hash: "0f",
    counts: "{}",
    progress: "{}",
    owner: null,
    actor: "ana",
    created_at: noon,
    updated_at: noon,
    undone_at: null,
    ...changes,
  };
}

/** A queued template message; its id follows from `place`. */
export function messageRow(place: number, changes: Partial<MessageRow> = {}): MessageRow {
  return {
    ...untouched,
    id: `msg_${String(place).padStart(6, "0")}`,
    campaign_id: null,
    position: place,
    direction: "out",
    phone_number_id: "100200300",
    customer_phone: `+1202555${String(place).padStart(4, "0")}`,
    customer_user_id: null,
    contact_id: null,
    type: "template",
    template: "order_shipped",
    language: "es",
    category: "utility",
    variant: null,
    content: "{}",
    labels: null,
    consent: null,
    state: "queued",
    reason: null,
    due_at: 0,
    market: "MX",
    currency: "USD",
    estimate_micros: 8_500,
    estimate_evidence: "meta-file",
    created_at: noon + place,
    updated_at: noon + place,
    ...changes,
  };
}
