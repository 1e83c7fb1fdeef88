import type { Database, Queryable } from "../../storage/database.ts";
import { messagesOfCampaign, replaceQueuedContent, requeueSkipped } from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { purposeOfCategory } from "../consent/may-message.ts";
import { lookUpConsent, recordNewConsent, type ConsentBasis, type ConsentFinding } from "./consent-lookup.ts";
import { readRecipients } from "./recipients.ts";
import { repeatOnConflict } from "./repeat-on-conflict.ts";
import { isSendable, withUpload, type Upload } from "./stored-content.ts";

type Ground = Omit<ConsentBasis, "category" | "phoneNumberId">;

interface AllowedAgain {
  readonly basis: ConsentBasis;
  readonly people: readonly (ConsentFinding & { readonly row: MessageRow })[];
}

/** Those of the skipped whom our rules allow by now. */
async function allowedAgain(
  tx: Queryable,
  rows: readonly MessageRow[],
  ground: Ground,
): Promise<AllowedAgain | undefined> {
  const skipped = rows.filter(({ state, customer_phone: phone }) => state === "skipped" && phone !== null);
  const [first] = skipped;
  const category = purposeOfCategory(first?.category ?? "");
  if (first === undefined || category === undefined) return undefined;
  const recipients = readRecipients(
    skipped.map((row) => row.customer_phone ?? ""),
    undefined,
  );
  const basis = { ...ground, category, phoneNumberId: first.phone_number_id };
  const findings = await lookUpConsent(tx, recipients, basis);
  const people = findings.flatMap((finding) => {
    const row = skipped.find(({ customer_phone: phone }) => phone === finding.recipient.phone);
    return row === undefined || finding.refusal !== undefined ? [] : [{ ...finding, row }];
  });
  return { basis, people };
}

/**
 * Puts those of a stored request back into the queue whom our own rules had skipped and allow by now. They never went
 * out, so that nothing is sent twice.
 *
 * A message whose file is not, or no longer, at Meta waits for its upload: it goes back in the same commit that gives it
 * the file's id. Answers true when messages are left that wait.
 */
export async function requeueAllowed(
  db: Database,
  campaignId: number,
  ground: Ground,
  upload?: Upload,
): Promise<boolean> {
  const { now: at } = ground;
  const contentOf = ({ content }: MessageRow): string =>
    upload === undefined || isSendable(content, at) ? content : withUpload(content, upload);
  const isReady = (row: MessageRow): boolean => isSendable(contentOf(row), at);

  return repeatOnConflict(db, async (tx) => {
    const rows = await messagesOfCampaign(tx, campaignId);
    const stale = rows.filter(({ state, content }) => state === "queued" && !isSendable(content, at));
    for (const row of stale.filter(isReady)) {
      await replaceQueuedContent(tx, { id: row.id, content: contentOf(row), at });
    }
    const allowed = await allowedAgain(tx, rows, ground);
    const ready = allowed?.people.filter(({ row }) => isReady(row)) ?? [];
    if (allowed !== undefined) {
      const contacts = await recordNewConsent(tx, ready, allowed.basis);
      for (const [place, { row }] of ready.entries()) {
        await requeueSkipped(tx, { id: row.id, contactId: contacts[place] ?? null, content: contentOf(row), at });
      }
    }
    return !stale.every(isReady) || ready.length < (allowed?.people.length ?? 0);
  });
}
