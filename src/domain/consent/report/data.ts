import { isoTime } from "../../../core/clock.ts";
import { refOf } from "../../../core/ids.ts";
import type { Queryable } from "../../../storage/database.ts";
import { consentEventsOfMany, readPurposeList, type LedgerEvent } from "../../../storage/repos/consent.ts";
import { evidenceInfos, getEvidence, readEvidenceRef, type EvidenceInfo } from "../../../storage/repos/evidence.ts";
import { mergedInto } from "../../../storage/repos/person-rows.ts";
import type { ContactRow, ImportRow, Purpose } from "../../../storage/rows.ts";
import { importsOf } from "../history.ts";
import { consentOf, type ConsentState } from "../state.ts";
import type { Tampering } from "../tampering.ts";
import { verifyPerson } from "../verify.ts";

/** One statement with its proof, as the document shows it. Instants are ISO 8601. */
export interface ReportEvent {
  readonly seq: number;
  readonly action: string;
  readonly purposes: readonly Purpose[];
  readonly at: string;
  readonly recordedAt: string;
  readonly method: string;
  readonly source: string;
  readonly wording: string | null;
  readonly wordingVersion: string | null;
  readonly evidence: ReportEvidence | null;
  readonly actor: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly import: ReportImport | null;
  readonly proofDigest: string;
  readonly previousHash: string;
  readonly hash: string;
}

export interface ReportEvidence {
  /** `sha256:…`, or a link. */
  readonly ref: string;
  readonly fileName: string | null;
  readonly bytes: number | null;
  /** A short text, the first time that the document names it. */
  readonly text: string | null;
}

export interface ReportImport {
  readonly id: string;
  readonly fileName: string;
  /** SHA-256 of the file. */
  readonly fileHash: string;
  readonly row: number | null;
  /** Column → field. */
  readonly mapping: Readonly<Record<string, string>>;
}

/** One row of contacts with its own chain. */
export interface ReportChain {
  readonly id: string;
  readonly phone: string | null;
  readonly events: readonly ReportEvent[];
  readonly fingerprint: string | null;
  readonly verified: boolean;
  readonly problems: readonly Tampering[];
}

export interface ReportPerson {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly waId: string | null;
  readonly userId: string | null;
  readonly consent: ConsentState;
  /** The contact's own chain, then those of contacts that were taken into it. */
  readonly chains: readonly ReportChain[];
}

const longestInline = 4_096;

function shortText(content: string): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(content, "base64"));
    return /[\u0000-\u0008\u000e-\u001f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Reads people for a document, a page at a time: no more than a page is held. */
export async function* reportPeople(
  db: Queryable,
  pages: AsyncIterable<readonly ContactRow[]> | Iterable<readonly ContactRow[]>,
): AsyncGenerator<ReportPerson> {
  const imports = new Map<number, ImportRow | undefined>();
  const shown = new Set<string>();
  for await (const page of pages) {
    const merged = await mergedInto(
      db,
      page.map(({ id }) => id),
    );
    const events = new Map<number, LedgerEvent[]>();
    for (const event of await consentEventsOfMany(
      db,
      [...page, ...merged].map(({ id }) => id),
    )) {
      const own = events.get(event.contact_id);
      if (own === undefined) events.set(event.contact_id, [event]);
      else own.push(event);
    }
    const all = [...events.values()].flat();
    await importsOf(db, all, imports);
    const files = await evidenceInfos(
      db,
      all.flatMap(({ evidence }) => readEvidenceRef(evidence) ?? []),
    );
    for (const contact of page) {
      const rows = [contact, ...merged.filter((row) => row.merged_into === contact.id)];
      const chains: ReportChain[] = [];
      for (const row of rows) chains.push(await chainOf(db, row, events.get(row.id) ?? [], { imports, files, shown }));
      const { id, name, phone, wa_id: waId, user_id: userId } = contact;
      yield { id: refOf("con", id), name, phone, waId, userId, consent: consentOf(contact), chains };
    }
  }
}

interface Beside {
  readonly imports: ReadonlyMap<number, ImportRow | undefined>;
  readonly files: ReadonlyMap<string, EvidenceInfo>;
  readonly shown: Set<string>;
}

async function chainOf(
  db: Queryable,
  row: ContactRow,
  events: readonly LedgerEvent[],
  beside: Beside,
): Promise<ReportChain> {
  const { ok, fingerprint, problems } = await verifyPerson(db, row, events);
  const shown: ReportEvent[] = [];
  for (const event of events) {
    shown.push({
      seq: event.seq,
      action: event.action,
      purposes: readPurposeList(event.purposes),
      at: isoTime(event.occurred_at),
      recordedAt: isoTime(event.recorded_at),
      method: event.method,
      source: event.source,
      wording: event.wording,
      wordingVersion: event.wording_version,
      evidence: await evidenceOf(db, event.evidence, beside),
      actor: event.actor,
      ip: event.ip,
      userAgent: event.user_agent,
      import: importOf(event, beside),
      proofDigest: event.digest,
      previousHash: shown.at(-1)?.hash ?? "",
      hash: event.hash,
    });
  }
  return { id: refOf("con", row.id), phone: row.phone, events: shown, fingerprint, verified: ok, problems };
}

async function evidenceOf(
  db: Queryable,
  evidence: string | null,
  { files, shown }: Beside,
): Promise<ReportEvidence | null> {
  if (evidence === null) return null;
  const info = files.get(readEvidenceRef(evidence) ?? "");
  if (info === undefined) return { ref: evidence, fileName: null, bytes: null, text: null };
  const isFirst = info.bytes <= longestInline && !shown.has(info.hash);
  const text = isFirst ? shortText((await getEvidence(db, info.hash))?.content ?? "") : null;
  if (isFirst) shown.add(info.hash);
  return { ref: evidence, fileName: info.file_name, bytes: info.bytes, text };
}

function importOf(event: LedgerEvent, { imports }: Beside): ReportImport | null {
  const { import_id: id, list_row: row } = event;
  const batch = id === null ? undefined : imports.get(id);
  if (id === null || batch === undefined) return null;
  const mapping = JSON.parse(batch.mapping) as Record<string, string>;
  return { id: refOf("imp", id), fileName: batch.file_name, fileHash: batch.file_hash, row, mapping };
}
