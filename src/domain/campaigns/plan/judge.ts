import type { Queryable } from "../../../storage/database.ts";
import { marketingTimes } from "../../../storage/repos/marketing-count.ts";
import { lastInboundTimes } from "../../../storage/repos/messages.ts";
import { windowRefusedTimes } from "../../../storage/repos/window-refusals.ts";
import type { Purpose } from "../../../storage/rows.ts";
import { limitOf, nextAt, type Frequency, type FrequencyUse } from "../../consent/frequency.ts";
import { consentOf } from "../../consent/state.ts";
import { refusalFor } from "../../messages/permission.ts";
import { windowAt } from "../../messages/window.ts";
import { doNotContact, type DoNotContact } from "../../rights/do-not-contact.ts";
import type { ExclusionReason } from "../exclusions.ts";
import type { ListedRecipient } from "../list/recipient.ts";
import type { ExclusionDetail } from "./detail.ts";

export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly detail?: ExclusionDetail | undefined;
}

export interface JudgeOptions {
  readonly phoneNumberId: string;
  /** Of every text that the campaign may send: who gets either half of a comparison must be allowed both. */
  readonly categories: readonly Purpose[];
  /** How much marketing anybody gets who has no limit of their own. */
  readonly marketingLimit: Frequency | undefined;
  /** When the messages go (milliseconds). */
  readonly at: number;
}

/** What is known of the people of one page. */
export interface JudgedPage {
  /** Why somebody may not be written to; undefined when they may. */
  exclusionOf(recipient: ListedRecipient): Exclusion | undefined;
  /** Whether they wrote in the 24 hours before. */
  isWindowOpen(recipient: ListedRecipient): boolean;
}

/** Asks our own rules about a page of people at a time. */
export type Judge = (page: readonly ListedRecipient[]) => Promise<JudgedPage>;

/** Who is to be written to is looked up in the spelling of their contact. */
export function phoneOf({ contact, phone }: ListedRecipient): string {
  return contact?.phone ?? phone?.e164 ?? "";
}

async function usesOf(
  db: Queryable,
  page: readonly ListedRecipient[],
  { categories, marketingLimit, at }: JudgeOptions,
): Promise<Map<number, FrequencyUse>> {
  if (!categories.includes("marketing")) return new Map();
  let longest = 0;
  const limits = new Map<number, Frequency>();
  for (const { contact } of page) {
    const limit = contact === undefined ? undefined : limitOf(contact.marketing_limit, marketingLimit);
    if (contact === undefined || limit === undefined) continue;
    limits.set(contact.id, limit);
    longest = Math.max(longest, limit.periodMs);
  }
  if (limits.size === 0) return new Map();
  const times = await marketingTimes(db, [...limits.keys()], at - longest);
  return new Map([...limits].map(([id, limit]) => [id, { limit, sent: times.get(id) ?? [], now: at }]));
}

/** The list of the erased is read once; it is for the whole plan. */
export async function createJudge(db: Queryable, options: JudgeOptions): Promise<Judge> {
  const { categories, phoneNumberId, at } = options;
  const erased = await doNotContact(db);
  // Only the price of notices depends on the window.
  const asksWindow = categories.includes("utility");
  return async (page) => {
    const uses = await usesOf(db, page, options);
    const phones = asksWindow ? page.map(phoneOf) : [];
    const inbound = await lastInboundTimes(db, phoneNumberId, phones);
    // Who never wrote has no window that could have been refused.
    const refused = await windowRefusedTimes(db, phoneNumberId, [...inbound.keys()]);
    return {
      exclusionOf: (recipient) => exclusionOf(recipient, { categories, erased, uses }),
      isWindowOpen: (recipient) => {
        const phone = phoneOf(recipient);
        return windowAt(inbound.get(phone), at, refused.get(phone)).state === "open";
      },
    };
  };
}

interface Known {
  readonly categories: readonly Purpose[];
  readonly erased: DoNotContact;
  readonly uses: ReadonlyMap<number, FrequencyUse>;
}

const unknownWindow = { state: "unknown" } as const;

function exclusionOf({ problem, phone, contact }: ListedRecipient, known: Known): Exclusion | undefined {
  if (problem !== undefined) return { reason: problem.reason, detail: { text: problem.detail } };
  const consent = consentOf(contact);
  const frequency = contact === undefined ? undefined : known.uses.get(contact.id);
  for (const category of known.categories) {
    const refusal = refusalFor(category, { consent, window: unknownWindow, frequency });
    switch (refusal?.code) {
      case undefined:
        break;
      case "policy.opted_out":
        return { reason: "opted-out" };
      case "policy.frequency": {
        const next = frequency === undefined ? undefined : nextAt(frequency);
        return { reason: "frequency", detail: next === undefined ? undefined : { nextAt: next } };
      }
      default:
        // Nobody can vouch for who asked to be erased: they have to come back by themselves.
        return { reason: phone !== undefined && known.erased.has(phone.line) ? "erased" : "no-consent" };
    }
  }
  return undefined;
}
