import type { QuietHours } from "../spec.ts";
import type { Sending } from "../when/finishing.ts";
import { mayGoAt } from "../when/next-loud.ts";

const slotMs = 900_000;
const slotsADay = 96;
const horizonMs = 366 * 86_400_000;

export interface QuietSending extends Sending {
  readonly quietHours: QuietHours;
  /** How many live where; together they are the recipients. */
  readonly places: readonly { readonly zones: readonly string[]; readonly count: number }[];
}

/** Messages that the limit for 24 hours leaves, from one quarter of an hour to the next. */
function dailyLimit(perDay: number | undefined, firstDay: number | undefined) {
  const sent: number[] = [];
  let inDay = perDay === undefined ? 0 : perDay - (firstDay ?? perDay);
  // What others used up before the start is free again a day after it at the latest.
  const before = inDay;
  return {
    left: () => (perDay === undefined ? Number.POSITIVE_INFINITY : Math.max(0, perDay - inDay)),
    next: (count: number) => {
      sent.push(count);
      inDay += count;
      if (sent.length === slotsADay) inDay -= before;
      if (sent.length > slotsADay) inDay -= sent[sent.length - 1 - slotsADay] ?? 0;
    },
  };
}

/**
 * When the last message leaves (milliseconds) if nobody is disturbed in their quiet hours: reckoned in quarters of an hour, in
 * which clocks and limits stand still. Undefined when a year is not enough.
 */
export function quietFinish(sending: QuietSending): number | undefined {
  const { quietHours, places, perSecond, startsAt, perDay, firstDay } = sending;
  const waiting = places.map(({ zones, count }) => ({ zones, count }));
  const limit = dailyLimit(perDay, firstDay);
  let end = startsAt;
  for (let at = startsAt; at < startsAt + horizonMs; at += slotMs) {
    const most = Math.min(Math.max(1, Math.floor((perSecond * slotMs) / 1_000)), limit.left());
    let room = most;
    for (const place of waiting) {
      if (room === 0) break;
      if (place.count === 0 || mayGoAt(quietHours, place.zones, at) > at) continue;
      const going = Math.min(place.count, room);
      place.count -= going;
      room -= going;
    }
    const gone = most - room;
    if (gone > 0) end = at + Math.max(0, gone - 1) * (1_000 / perSecond);
    limit.next(gone);
    if (waiting.every(({ count }) => count === 0)) return end;
  }
  return undefined;
}
