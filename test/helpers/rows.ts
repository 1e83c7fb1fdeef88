import type { ConsentEventRow, ContactRow, MessageRow } from "../../src/storage/rows.ts";

/** Noon of a day in autumn, in milliseconds. */
export const noon = Date.UTC(2026, 9, 12, 12);

/** A contact; its id, number and match key follow from `place`. */
export function contactRow(place: number, changes: Partial<ContactRow> = {}): ContactRow {
  const phone = `+1202555${String(place).padStart(4, "0")}`;
  return {
    id: `con_${String(place).padStart(6, "0")}`,
    phone,
    wa_id: null,
    user_id: null,
    given_phone: phone,
    match_key: phone.slice(1),
    country: "US",
    name: `Contact ${place}`,
    language: "es",
    fields: "{}",
    import_id: null,
    created_at: noon + place,
    updated_at: noon + place,
    ...changes,
  };
}

export function consentRow(place: number, changes: Partial<ConsentEventRow> = {}): ConsentEventRow {
  return {
    id: `con_evt_${String(place).padStart(6, "0")}`,
    contact_id: "con_000001",
    channel: "whatsapp",
    purpose: "utility",
    action: "granted",
    occurred_at: noon,
    recorded_at: noon + place,
    method: "import",
    source: "clients.csv row 2",
    wording: null,
    wording_version: null,
    evidence: null,
    actor: "ana",
    import_id: null,
    ...changes,
  };
}

/** A queued template message; its id follows from `place`. */
export function messageRow(place: number, changes: Partial<MessageRow> = {}): MessageRow {
  return {
    id: `msg_${String(place).padStart(6, "0")}`,
    request_id: null,
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
    content: "{}",
    state: "queued",
    reason: null,
    wamid: null,
    lease_owner: null,
    lease_until: null,
    error_code: null,
    error_title: null,
    error_details: null,
    market: "MX",
    currency: "USD",
    estimate_micros: 8_500,
    estimate_evidence: "meta-file",
    settled_micros: null,
    pricing_type: null,
    pricing_category: null,
    created_at: noon + place,
    updated_at: noon + place,
    accepted_at: null,
    priced_at: null,
    ...changes,
  };
}
