import { isoTime } from "../../core/clock.ts";
import { PolicyError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { appendConsentEvents, consentEventsOf, readPurposeList } from "../../storage/repos/consent.ts";
import { keepEvidence, type EvidenceRow } from "../../storage/repos/evidence.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { purposes as allPurposes, type ContactRow, type Purpose } from "../../storage/rows.ts";
import { blockOf, erasedPerson, unblockPerson } from "../rights/do-not-contact.ts";
import { consentEvent } from "./events.ts";
import { consentOf, type ConsentState } from "./state.ts";
import type { StatementDate } from "./statement-date.ts";

/** What somebody at the terminal says that people said. */
export interface Statement {
  readonly action: "granted" | "withdrawn";
  readonly purposes: readonly Purpose[];
  readonly date: StatementDate;
  readonly now: number;
  readonly method: string;
  readonly source: string;
  readonly actor: string;
  readonly wording: string | undefined;
  readonly wordingVersion: string | undefined;
  /** `sha256:…` or a link. */
  readonly evidence: string | undefined;
  /** The file behind `sha256:…`, kept in the same commit. */
  readonly file: EvidenceRow | undefined;
  /** The person has agreed again after a withdrawal, or has come back after they were erased. */
  readonly despiteWithdrawal: boolean;
}

export interface Recorded {
  readonly contact: ContactRow;
  readonly before: ConsentState;
  /** What is newly said; empty when the person had said just that. */
  readonly changed: readonly Purpose[];
  /** They were on the do-not-contact list, and are not any more. */
  readonly unblocked: boolean;
}

/** How a contact is named in an answer: never by a whole number. */
const named = (contact: ContactRow): string => refOf("con", contact.id);

const keysOf = ({ match_key: line, user_id: userId }: ContactRow) => ({
  lines: line === null ? [] : [line],
  userIds: userId === null ? [] : [userId],
});

/**
 * Writes one statement for each of these contacts: for all of them, or for none.
 *
 * @throws PolicyError `policy.opted_out` for a consent over a withdrawal, unless it is said to be newer and is
 */
export async function recordStatement(
  db: Database,
  contacts: readonly ContactRow[],
  statement: Statement,
): Promise<readonly Recorded[]> {
  return db.transaction(async (tx) => {
    await holdLedger(tx);
    const planned: Recorded[] = [];
    for (const contact of contacts) planned.push(await planOne(tx, contact, statement));
    if (statement.file !== undefined) await keepEvidence(tx, statement.file);
    const { action, date, now, method, source, actor, wording, wordingVersion, evidence } = statement;
    await appendConsentEvents(
      tx,
      planned.map(({ contact }) =>
        consentEvent({
          contactId: contact.id,
          purposes: statement.purposes,
          action,
          at: date.at,
          now,
          method,
          source,
          actor,
          wording,
          wordingVersion,
          evidence,
        }),
      ),
    );
    for (const { contact, unblocked } of planned) if (unblocked) await unblockPerson(tx, keysOf(contact));
    return planned;
  });
}

/** What a statement would do, without doing it; refuses what `recordStatement` refuses. */
export async function planStatement(
  db: Queryable,
  contacts: readonly ContactRow[],
  statement: Statement,
): Promise<readonly Recorded[]> {
  const planned: Recorded[] = [];
  for (const contact of contacts) planned.push(await planOne(db, contact, statement));
  return planned;
}

async function planOne(db: Queryable, contact: ContactRow, statement: Statement): Promise<Recorded> {
  const before = consentOf(contact);
  const blocked = statement.action === "granted" && (await blockOf(db, keysOf(contact))) !== undefined;
  if (blocked && !statement.despiteWithdrawal) throw erasedPerson(named(contact));
  if (statement.action === "granted") await refuseOverWithdrawal(db, contact, before, statement);
  const changed = statement.purposes.filter((purpose) => before[purpose] !== statement.action);
  return { contact, before, changed, unblocked: blocked };
}

async function refuseOverWithdrawal(
  db: Queryable,
  contact: ContactRow,
  before: ConsentState,
  statement: Statement,
): Promise<void> {
  const withdrawn = allPurposes.filter(
    (purpose) => statement.purposes.includes(purpose) && before[purpose] === "withdrawn",
  );
  if (withdrawn.length === 0) return;
  const events = await consentEventsOf(db, contact.id);
  const at = Math.max(
    ...events
      .filter(
        ({ action, purposes }) =>
          action === "withdrawn" && readPurposeList(purposes).some((one) => withdrawn.includes(one)),
      )
      .map(({ occurred_at: when }) => when),
  );
  if (!statement.despiteWithdrawal) throw optedOut(contact, withdrawn, at);
  if (statement.date.until < at) throw olderThanWithdrawal(contact, at);
}

function optedOut(contact: ContactRow, withdrawn: readonly Purpose[], at: number): PolicyError {
  const date = isoTime(at).slice(0, 10);
  return new PolicyError({
    code: "policy.opted_out",
    text: {
      en: `${named(contact)} opted out on ${date} (${withdrawn.join(", ")}). Nothing was recorded.`,
      es: `${named(contact)} se dio de baja el ${date} (${withdrawn.join(", ")}). No se anotó nada.`,
    },
    hint: {
      en: "Only if the person has agreed again since then: repeat it with --despite-withdrawal and the new --date.",
      es: "Solo si la persona volvió a aceptar después: repítalo con --despite-withdrawal y la nueva --date.",
    },
    data: { contact: named(contact), withdrawnAt: isoTime(at), purposes: withdrawn },
  });
}

function olderThanWithdrawal(contact: ContactRow, at: number): PolicyError {
  const date = isoTime(at).slice(0, 10);
  return new PolicyError({
    code: "policy.opted_out",
    text: {
      en: `${named(contact)} opted out on ${date}, after the date of this consent. Nothing was recorded.`,
      es: `${named(contact)} se dio de baja el ${date}, después de la fecha de este consentimiento. No se anotó nada.`,
    },
    hint: {
      en: "A consent that is older than the withdrawal counts no more.",
      es: "Un consentimiento anterior a la baja ya no cuenta.",
    },
    data: { contact: named(contact), withdrawnAt: isoTime(at) },
  });
}
