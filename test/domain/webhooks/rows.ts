import { untouched } from "../../../src/storage/untouched.ts";
import type { ContactRow, MessageRow } from "../../../src/storage/rows.ts";
import { lineOf } from "../../../src/core/phone.ts";
import { phoneNumberId, type Person } from "./bodies.ts";

/** `id`: the place in which `addContacts` adds it to a fresh database. */
export function contactRow(id: number, person: Person): ContactRow {
  return {
    id,
    phone: `+${person.waId}`,
    wa_id: person.waId,
    user_id: null,
    given_phone: null,
    match_key: lineOf(person.waId),
    country: null,
    name: person.name,
    language: null,
    labels: "[]",
    fields: "{}",
    consent: "----",
    time_zone: null,
    username: null,
    marketing_limit: null,
    import_id: null,
    import_row: null,
    merged_into: null,
    removed_at: null,
    created_at: 1,
    updated_at: 1,
  };
}

export function outgoing(columns: Partial<MessageRow> & Pick<MessageRow, "id" | "wamid" | "state">): MessageRow {
  return {
    ...untouched,
    labels: null,
    campaign_id: null,
    position: 0,
    direction: "out",
    phone_number_id: phoneNumberId,
    customer_phone: "+12025550123",
    customer_user_id: null,
    contact_id: null,
    type: "template",
    template: "pedido_enviado",
    language: "es",
    category: "utility",
    variant: null,
    content: "{}",
    consent: null,
    reason: null,
    due_at: 0,
    market: null,
    currency: "USD",
    estimate_micros: 8500,
    estimate_evidence: null,
    created_at: 1_795_099_000_000,
    updated_at: 1_795_099_000_000,
    ...columns,
  };
}
