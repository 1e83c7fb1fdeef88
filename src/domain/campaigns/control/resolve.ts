import { InputError, PolicyError } from "../../../core/errors.ts";
import { maskPhone } from "../../../core/redact.ts";
import type { Database } from "../../../storage/database.ts";
import { listRecipients, type RecipientRow } from "../../../storage/repos/campaign-people.ts";
import { assumeSent, holdEnded, queueRetries, type QueuePlace } from "../../../storage/repos/retries.ts";
import type { CampaignRow, MessageRow } from "../../../storage/rows.ts";
import { holdUnlessOver, waitsAgain } from "./retry.ts";

const page = 1_000;
const noLimit = Number.MAX_SAFE_INTEGER;

/** What a person says of messages of which nobody knows whether they went out. */
export type Resolution = "retry" | "assume-sent";

export interface ResolveOptions {
  readonly resolution: Resolution;
  readonly now: number;
  /** Only these people, in E.164; everybody when left out. */
  readonly to?: readonly string[] | undefined;
}

/**
 * The uncertain messages that are meant, in the order of the list.
 *
 * @throws PolicyError `campaigns.in_flight` for somebody whose message is being sent right now
 * @throws InputError `campaigns.not_uncertain` for somebody whose message is not uncertain, or who has none
 */
export async function uncertainOf(
  db: Database,
  campaign: CampaignRow,
  to?: readonly string[],
): Promise<readonly RecipientRow[]> {
  const all = await listRecipients(db, { campaignId: campaign.id, state: "uncertain", limit: noLimit });
  if (to === undefined) return all;
  const wanted = new Set(to);
  const found = all.filter(({ customer_phone: phone }) => phone !== null && wanted.has(phone));
  const known = new Set(found.map(({ customer_phone: phone }) => phone));
  const missing = to.find((phone) => !known.has(phone));
  if (missing === undefined) return found;
  const sending = await listRecipients(db, { campaignId: campaign.id, state: "sending", limit: noLimit });
  throw sending.some(({ customer_phone: phone }) => phone === missing) ? inFlight(missing) : notUncertain(missing);
}

/**
 * Settles uncertain messages as a person says: taken for sent, or sent once more as a new message. Answers how many; those that a
 * webhook settled meanwhile are not among them.
 */
export async function resolveUncertain(
  db: Database,
  campaign: CampaignRow,
  { resolution, now, to }: ResolveOptions,
): Promise<number> {
  const wanted = to === undefined ? undefined : new Set(to);
  const isMeant = ({ customer_phone: phone }: MessageRow): boolean =>
    wanted === undefined || (phone !== null && wanted.has(phone));
  let resolved = 0;
  let after: QueuePlace | undefined;
  do {
    after = await db.transaction(async (tx) => {
      if (resolution === "retry") await holdUnlessOver(db, tx, campaign);
      const held = await holdEnded(db, tx, { campaignId: campaign.id, state: "uncertain", after, limit: page });
      const rows = held.rows.filter(isMeant);
      if (rows.length > 0 && resolution === "assume-sent") await assumeSent(tx, rows, now);
      if (rows.length > 0 && resolution === "retry") {
        await queueRetries(
          tx,
          rows.map((row) => ({ row, dueAt: 0 })),
          now,
        );
        await waitsAgain(tx, campaign.id, now);
      }
      resolved += rows.length;
      return held.next;
    });
  } while (after !== undefined);
  return resolved;
}

function inFlight(phone: string): PolicyError {
  const shown = maskPhone(phone);
  return new PolicyError({
    code: "campaigns.in_flight",
    text: {
      en: `The message to ${shown} is being sent right now.`,
      es: `El mensaje para ${shown} se está enviando en este momento.`,
    },
    hint: {
      en: "Wait until its end is known, or pause the campaign first.",
      es: "Espere a que se sepa en qué quedó, o pause antes la campaña.",
    },
    data: { to: shown },
  });
}

function notUncertain(phone: string): InputError {
  const shown = maskPhone(phone);
  return new InputError({
    code: "campaigns.not_uncertain",
    text: {
      en: `No message of this campaign to ${shown} is uncertain.`,
      es: `Ningún mensaje de esta campaña para ${shown} es incierto.`,
    },
    hint: {
      en: "See them with: recado campaigns recipients <name> --state uncertain",
      es: "Consúltelos con: recado campaigns recipients <nombre> --state uncertain",
    },
    data: { to: shown },
  });
}
