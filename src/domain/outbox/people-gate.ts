import { beingReached, reachedSince } from "../../storage/repos/portfolio-use.ts";
import type { Gate } from "./gates.ts";

const dayMs = 86_400_000;
/** What was taken by Meta so long before the last look (milliseconds) may have been written down after it. */
const overlapMs = 5_000;

/**
 * Keeps to the different people a day whom all numbers of a business together may write to first. Who was reached within the last 24
 * hours may be written to again; when the limit is reached, the rest waits until the first of them falls out of the day.
 *
 * @param numbers ids of all numbers of the account
 * @see https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export function peopleGate({
  numbers,
  perDay,
}: {
  readonly numbers: readonly string[];
  readonly perDay: number;
}): Gate {
  // The longest ago first: who is reached again goes to the end.
  const reached = new Map<string, number>();
  // Those of them whom nobody had reached before this run.
  const here = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;

  const note = (phone: string, at: number): void => {
    const known = reached.get(phone);
    if (known !== undefined && known >= at) return;
    reached.delete(phone);
    reached.set(phone, at);
  };
  const forget = (now: number): void => {
    for (const [phone, at] of reached) {
      if (now - at < dayMs) return;
      reached.delete(phone);
    }
  };
  return {
    prepare: async (tx, now) => {
      const since = Math.max(now - dayMs, lookedAt - overlapMs);
      lookedAt = now;
      for (const { phone, at } of await reachedSince(tx, { since, numbers })) note(phone, at);
      for (const phone of await beingReached(tx, numbers)) if (!reached.has(phone)) note(phone, now);
    },
    take: ({ customer_phone: phone }, now) => {
      forget(now);
      if (phone === null) return undefined;
      if (!reached.has(phone) && reached.size >= perDay) {
        const [oldest = now] = reached.values();
        return { later: oldest + dayMs };
      }
      if (!reached.has(phone)) here.add(phone);
      note(phone, now);
      return undefined;
    },
    giveBack: ({ customer_phone: phone }) => {
      if (phone !== null && here.delete(phone)) reached.delete(phone);
    },
  };
}
