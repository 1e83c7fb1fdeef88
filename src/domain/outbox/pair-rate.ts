/**
 * Meta lets one number write to one person once in six seconds; 45 at once are lent, and then all of them have to be paid off.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/overview#pair-rate-limits
 */
const intervalMs = 6_000;
const lentByMeta = 45;
/** A few less than Meta lends, since other programs may write to the same person. */
const lent = 40;

/**
 * How far back messages to a person still count (milliseconds). A debt lasts as long as nobody pauses, so that this is much longer than
 * it takes to pay one off.
 */
export const pairMemoryMs = 3_600_000;

/**
 * When the next message to this person may go (milliseconds); `now` when at once.
 * @param sent when messages went out to them in the last `pairMemoryMs`, oldest first
 */
export function pairReadyAt(sent: readonly number[], now: number): number {
  // What was before is forgotten: the worst is taken for granted. It matters to nobody but who was written to all that time.
  let paidOff = now - pairMemoryMs + lentByMeta * intervalMs;
  let drained = true;
  for (const at of sent) {
    const start = Math.max(paidOff, at);
    if (start === at) drained = false;
    paidOff = start + intervalMs;
    drained ||= paidOff - at > (lent - 1) * intervalMs;
  }
  return drained ? Math.max(now, paidOff) : now;
}
