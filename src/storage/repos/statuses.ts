import { newId } from "../../core/ids.ts";
import type { Database, Queryable } from "../database.ts";
import type { MessageEventRow } from "../rows.ts";
import { giveWamids, type WamidProof } from "./advance.ts";
import { recordNewEvents } from "./events.ts";
import { createMoves, type MessageFailure, type Moves } from "./moves.ts";
import { idsOfWamids, readMessages, type ReadOptions, type ReportedMessage } from "./reported.ts";
import { atomically } from "./sql.ts";

export interface StatusReport {
  /** Our own id, from `biz_opaque_callback_data`. */
  readonly messageId?: string | undefined;
  readonly wamid: string;
  /** Meta's word: `sent`, `delivered`, `read`, `failed`, `played`, or one that is new. */
  readonly state: string;
  /** When it happened (milliseconds). */
  readonly at: number;
  /** When recado learned of it (milliseconds). */
  readonly recordedAt: number;
  readonly errors?: readonly MessageFailure[] | undefined;
  /** Why it failed, as a dotted code; `meta.failed` unless told. */
  readonly reason?: string | undefined;
  /** Meta's `pricing` object: kept with the event; who takes in webhooks puts a price to it. */
  readonly pricing?: object | undefined;
  readonly source: MessageEventRow["source"];
  /** Meta did not say so itself, it follows from what it said (`played`): its own word, of the same second, is still news. */
  readonly isImplied?: boolean | undefined;
}

/**
 * - `applied`: the message moved to this state.
 * - `recorded`: the event is new, but the message is already farther (or the status is none that moves it).
 * - `duplicate`: the event was known; nothing changed.
 * - `unknown`: no message of ours; the event is kept and counted in when the message turns up.
 */
export type StatusOutcome = "applied" | "recorded" | "duplicate" | "unknown";

export interface AppliedStatus {
  readonly outcome: StatusOutcome;
  /** The message that has the wamid, as it is after all of the batch; undefined for a stranger's, and for a second sending under another. */
  readonly message: ReportedMessage | undefined;
  /** The message's `delivered_at` before the batch. */
  readonly deliveredBefore: number | null;
}

/** Takes in one status of a webhook: idempotent, and indifferent to the order of arrival. */
export async function applyStatus(db: Queryable | Database, status: StatusReport): Promise<StatusOutcome> {
  const rowLocks = "transaction" in db && db.capabilities.skipLocked;
  return atomically(db, async (tx) => {
    const moves = createMoves();
    const [applied] = await applyStatuses(tx, moves, [status], { rowLocks });
    await moves.write(tx);
    return applied?.outcome ?? "unknown";
  });
}

/**
 * Takes in statuses in their order, as if one by one, with a handful of statements for all of them. What they make of the messages is
 * counted in `moves`, which are the caller's to write.
 */
export async function applyStatuses(
  tx: Queryable,
  moves: Moves,
  reports: readonly StatusReport[],
  options: ReadOptions,
): Promise<AppliedStatus[]> {
  if (reports.length === 0) return [];
  const { byId, byWamid } = await findReported(tx, reports, options);
  const delivered = new Map([...byId.values()].map((message) => [message, message.delivered_at]));
  for (const message of await proveTaken(tx, reports, byId, byWamid)) moves.prove(message);
  const found = reports.map((report) => {
    const known = byWamid.get(report.wamid);
    // Our own id, which travelled with the message, says more than a wamid that another message has.
    return report.messageId === undefined ? known : (byId.get(report.messageId) ?? known);
  });
  const isNew = await record(tx, reports, found);
  const outcomes = reports.map((report, place): StatusOutcome => {
    const message = found[place];
    if (!isNew(place)) return "duplicate";
    if (message === undefined) return "unknown";
    // The same message went out a second time under another wamid: its history says so, its state is the first one's.
    if (message.wamid !== report.wamid) return "recorded";
    const { state, at, recordedAt: now, errors } = report;
    const step = { state, at, now, reason: reasonOf(report), failure: errors?.[0] };
    return moves.count(message, step) ? "applied" : "recorded";
  });
  return outcomes.map((outcome, place) => {
    const message = found[place];
    if (message === undefined || message.wamid !== reports[place]?.wamid) {
      return { outcome, message: undefined, deliveredBefore: null };
    }
    return { outcome, message, deliveredBefore: delivered.get(message) ?? null };
  });
}

interface Reported {
  readonly byId: Map<string, ReportedMessage>;
  readonly byWamid: Map<string, ReportedMessage>;
}

/** The messages that the reports speak of, held until the transaction ends. */
async function findReported(tx: Queryable, reports: readonly StatusReport[], options: ReadOptions): Promise<Reported> {
  const ids = new Set(reports.flatMap(({ messageId }) => messageId ?? []));
  const wamids = new Set(reports.map(({ wamid }) => wamid));
  // Where rows are locked, all of them are in one order, so that two processes with the same statuses do not lock each other out.
  if (options.rowLocks) for (const id of await idsOfWamids(tx, wamids)) ids.add(id);
  const messages = await readMessages(tx, ids, options);
  for (const { wamid } of messages) if (wamid !== null) wamids.delete(wamid);
  if (wamids.size > 0) {
    const read = new Set(messages.map(({ id }) => id));
    const others = (await idsOfWamids(tx, wamids)).filter((id) => !read.has(id));
    if (others.length > 0) messages.push(...(await readMessages(tx, others, options)));
  }
  return {
    byId: new Map(messages.map((message) => [message.id, message])),
    byWamid: new Map(messages.flatMap((message) => (message.wamid === null ? [] : [[message.wamid, message]]))),
  };
}

/** A report with our own id tells the wamid of a message that had none, and so that Meta has it. Answers the messages that got theirs. */
async function proveTaken(
  tx: Queryable,
  reports: readonly StatusReport[],
  byId: ReadonlyMap<string, ReportedMessage>,
  byWamid: Map<string, ReportedMessage>,
): Promise<ReportedMessage[]> {
  const proofs: WamidProof[] = [];
  const proven: ReportedMessage[] = [];
  for (const { messageId, wamid, at, recordedAt } of reports) {
    const message = byId.get(messageId ?? "");
    if (message === undefined || byWamid.has(wamid) || message.wamid !== null || message.direction !== "out") continue;
    // Of somebody who was erased: a wamid holds their number.
    if (message.accepted_at !== null && message.customer_phone === null) continue;
    message.wamid = wamid;
    byWamid.set(wamid, message);
    proofs.push({ id: message.id, wamid, at, now: recordedAt });
    proven.push(message);
  }
  if (proofs.length === 0) return [];
  await giveWamids(tx, proofs);
  // What was known of their wamids before is counted in: that is read once more.
  const ids = proofs.map(({ id }) => id);
  for (const fresh of await readMessages(tx, ids, { rowLocks: false })) {
    const message = byId.get(fresh.id);
    if (message !== undefined) Object.assign(message, fresh);
  }
  return proven;
}

function reasonOf({ state, reason }: StatusReport): string | undefined {
  return state === "failed" ? (reason ?? "meta.failed") : undefined;
}

/** Writes the reports into the histories; answers for each place whether its report was news. */
async function record(
  tx: Queryable,
  reports: readonly StatusReport[],
  found: readonly (ReportedMessage | undefined)[],
): Promise<(place: number) => boolean> {
  const rows = new Map<string, MessageEventRow>();
  const rowOf: (MessageEventRow | undefined)[] = [];
  for (const [place, report] of reports.entries()) {
    const key = `${report.wamid}|${report.isImplied === true ? "implied " : ""}${report.state}|${report.at}`;
    if (rows.has(key)) {
      rowOf.push(undefined);
      continue;
    }
    const errors = report.errors?.length === 0 ? undefined : report.errors;
    const known = JSON.stringify({ reason: reasonOf(report), errors, pricing: report.pricing });
    const row: MessageEventRow = {
      id: newId("evt", report.recordedAt),
      message_id: found[place]?.id ?? null,
      wamid: report.wamid,
      state: report.state,
      occurred_at: report.at,
      recorded_at: report.recordedAt,
      source: report.source,
      detail: known === "{}" ? null : known,
      event_key: key,
    };
    rows.set(key, row);
    rowOf.push(row);
  }
  const added = await recordNewEvents(tx, [...rows.values()]);
  return (place) => {
    const row = rowOf[place];
    return row !== undefined && added.has(row.id);
  };
}
