import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { moneyJson } from "../../core/money.ts";
import type { Queryable } from "../../storage/database.ts";
import { listContacts } from "../../storage/repos/contact-lists.ts";
import { importChangesOf } from "../../storage/repos/erase.ts";
import { evidenceInfos, readEvidenceRef } from "../../storage/repos/evidence.ts";
import { exclusionsOf } from "../../storage/repos/exclusions.ts";
import { getImport } from "../../storage/repos/imports.ts";
import { eventsOf, getMessages } from "../../storage/repos/messages.ts";
import type { ContactRow, MessageEventRow, MessageRow } from "../../storage/rows.ts";
import { reportPeople, type ReportPerson } from "../consent/report/data.ts";
import { readFields, readLabels } from "../contacts/new-contact.ts";
import { allSegments } from "../contacts/segments.ts";
import { deliveriesAbout } from "./deliveries.ts";
import { blockOf } from "./do-not-contact.ts";
import { identityOf, type Identity } from "./identity.ts";
import { scrubberFor } from "./scrub.ts";

/** Everything that is stored about one person; JSON as it is. Instants are ISO 8601. */
export interface PersonData {
  readonly madeAt: string;
  readonly contacts: readonly Record<string, unknown>[];
  readonly consent: ReportPerson;
  readonly messages: readonly Record<string, unknown>[];
  /** What Meta delivered about the person: their parts only. */
  readonly deliveries: readonly Record<string, unknown>[];
  readonly imports: readonly Record<string, unknown>[];
  readonly segments: readonly string[];
  /** Campaigns of whose list they were, and that did not write to them. */
  readonly leftOut: readonly Record<string, unknown>[];
  /** Kept evidence, `sha256:…`, with its name and size. */
  readonly files: readonly { readonly evidence: string; readonly fileName: string; readonly bytes: number }[];
  /** Since when they are on the do-not-contact list; null when they are not. */
  readonly doNotContactSince: string | null;
}

/** Gathers what is stored about a contact and those that were taken into it. @param now milliseconds */
export async function personData(db: Queryable, contact: ContactRow, now: number): Promise<PersonData> {
  const person = await identityOf(db, contact);
  const [consent] = await collected(reportPeople(db, [[contact]]));
  if (consent === undefined) throw new Error("a contact without a report");
  const refs = consent.chains.flatMap(({ events }) => events.flatMap(({ evidence }) => evidence?.ref ?? []));
  const files = await evidenceInfos(
    db,
    refs.flatMap((ref) => readEvidenceRef(ref) ?? []),
  );
  const block = await blockOf(db, person);
  return {
    madeAt: isoTime(now),
    contacts: person.rows.map(contactJson),
    consent,
    messages: await messagesOf(db, person),
    deliveries: await deliveriesOf(db, person),
    imports: await importsOf(db, person),
    segments: await segmentsOf(db, contact),
    leftOut: (await exclusionsOf(db, person.contactIds)).map((one) => ({
      campaign: refOf("cam", one.campaign_id),
      name: one.name,
      reason: one.reason,
      row: one.list_row,
    })),
    files: [...files.values()].map((file) => ({
      evidence: `sha256:${file.hash}`,
      fileName: file.file_name,
      bytes: file.bytes,
    })),
    doNotContactSince: block === undefined ? null : isoTime(block.added_at),
  };
}

async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function contactJson(row: ContactRow): Record<string, unknown> {
  return {
    id: refOf("con", row.id),
    name: row.name,
    phone: row.phone,
    givenPhone: row.given_phone,
    country: row.country,
    waId: row.wa_id,
    userId: row.user_id,
    username: row.username,
    language: row.language,
    timeZone: row.time_zone,
    labels: readLabels(row.labels),
    fields: readFields(row.fields),
    marketingLimit: row.marketing_limit,
    mergedInto: row.merged_into === null ? null : refOf("con", row.merged_into),
    removedAt: row.removed_at === null ? null : isoTime(row.removed_at),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  };
}

async function messagesOf(db: Queryable, { messages }: Identity): Promise<Record<string, unknown>[]> {
  const ids = messages.map(({ id }) => id);
  const rows = (await getMessages(db, ids)).toSorted((one, other) => one.created_at - other.created_at);
  const events = new Map<string, MessageEventRow[]>();
  for (const event of await eventsOf(db, ids)) {
    const key = event.message_id ?? "";
    events.set(key, [...(events.get(key) ?? []), event]);
  }
  return rows.map((row) => messageJson(row, events.get(row.id) ?? []));
}

function messageJson(row: MessageRow, events: readonly MessageEventRow[]): Record<string, unknown> {
  const micros = row.settled_micros ?? row.estimate_micros;
  return {
    id: row.id,
    wamid: row.wamid,
    direction: row.direction,
    phone: row.customer_phone,
    userId: row.customer_user_id,
    type: row.type,
    template: row.template,
    language: row.language,
    category: row.category,
    content: JSON.parse(row.content) as unknown,
    state: row.state,
    reason: row.reason,
    error:
      row.error_code === null ? null : { code: row.error_code, title: row.error_title, details: row.error_details },
    cost: micros === null || row.currency === null ? null : moneyJson({ micros, currency: row.currency }),
    createdAt: isoTime(row.created_at),
    events: events.map(({ state, occurred_at: at, source, detail }) => ({
      state,
      at: isoTime(at),
      source,
      detail: detail === null ? null : (JSON.parse(detail) as unknown),
    })),
  };
}

async function deliveriesOf(db: Queryable, person: Identity): Promise<Record<string, unknown>[]> {
  const scrubber = scrubberFor(person);
  const found: Record<string, unknown>[] = [];
  for await (const { id, received_at: at, body } of deliveriesAbout(db, scrubber)) {
    found.push({ id, receivedAt: isoTime(at), parts: scrubber.extract(body) });
  }
  return found;
}

async function importsOf(db: Queryable, { rows, contactIds }: Identity): Promise<Record<string, unknown>[]> {
  const brought = rows.flatMap(({ import_id: id, import_row: row }) =>
    id === null ? [] : [{ id, row, before: null }],
  );
  const changed = (await importChangesOf(db, contactIds)).map(({ import_id: id, list_row: row, before }) => ({
    id,
    row,
    before: before === null ? null : (JSON.parse(before) as unknown),
  }));
  const found: Record<string, unknown>[] = [];
  for (const { id, row, before } of [...brought, ...changed]) {
    const batch = await getImport(db, id);
    found.push({
      id: refOf("imp", id),
      fileName: batch?.file_name ?? null,
      fileHash: batch?.file_hash ?? null,
      row,
      before,
      at: batch === undefined ? null : isoTime(batch.created_at),
    });
  }
  return found;
}

/** Segments are filters: each is asked whether the contact is the first behind the one before it. */
async function segmentsOf(db: Queryable, { id }: ContactRow): Promise<string[]> {
  const names: string[] = [];
  for (const { name, filter } of await allSegments(db)) {
    const [first] = await listContacts(db, { ...filter, limit: 1, after: id - 1 });
    if (first?.id === id) names.push(name);
  }
  return names;
}
