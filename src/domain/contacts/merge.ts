import { InputError } from "../../core/errors.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { appendConsentEvents, consentEventsOf } from "../../storage/repos/consent.ts";
import { countMessagesOf, putBehind } from "../../storage/repos/contact-merge.ts";
import { getContactById, updateContact } from "../../storage/repos/contacts.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { planMerge, type MergePlan } from "./merge-plan.ts";

export interface Merge extends MergePlan {
  readonly keep: ContactRow;
  readonly other: ContactRow;
  /** Messages of the other contact, which become the kept one's. */
  readonly messages: number;
}

interface Pair {
  readonly keep: number;
  readonly other: number;
}

/**
 * What merging two contacts would do. Changes nothing.
 * @throws InputError `contacts.same` when both are one
 */
export async function surveyMerge(db: Queryable, { keep: keepId, other: otherId }: Pair, now: number): Promise<Merge> {
  const keep = await getContactById(db, keepId);
  const other = await getContactById(db, otherId);
  if (keep === undefined || other === undefined || keep.id === other.id || other.merged_into !== null) {
    throw new InputError({
      code: "contacts.same",
      text: { en: "Both are one contact already.", es: "Ambos ya son un mismo contacto." },
      hint: { en: "See it with: recado contacts show <contact>", es: "Véalo con: recado contacts show <contacto>" },
    });
  }
  const plan = planMerge(keep, other, await consentEventsOf(db, other.id), now);
  return { ...plan, keep, other, messages: await countMessagesOf(db, other.id) };
}

/** Does it, looked at anew, in one commit. */
export async function mergeContacts(db: Database, pair: Pair, now: number): Promise<Merge> {
  return db.transaction(async (tx) => {
    // What somebody withdraws meanwhile comes before or after all of it.
    await holdLedger(tx);
    const merge = await surveyMerge(tx, pair, now);
    const { keep, other } = merge;
    // A line has one contact: it is let go before it is taken.
    if (merge.movesNumber) await updateContact(tx, other.id, { match_key: null, updated_at: now });
    await updateContact(tx, keep.id, { ...merge.columns, updated_at: now });
    await putBehind(tx, { from: other.id, into: keep.id, at: now });
    await appendConsentEvents(tx, merge.consent);
    return merge;
  });
}
