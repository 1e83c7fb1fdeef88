const day = 86_400_000;

/** How a campaign goes out when nothing else holds it up: quiet hours are not counted here. */
export interface Sending {
  readonly recipients: number;
  /** Messages a second. */
  readonly perSecond: number;
  /** Milliseconds. */
  readonly startsAt: number;
  /** How many different people may be reached in any 24 hours; without it, as many as there are. At least 1. */
  readonly perDay?: number | undefined;
  /** How many of these are still free at the start; all when left out. The others are free 24 hours later at the latest. */
  readonly firstDay?: number | undefined;
}

function wholeRun(messages: number, interval: number): number {
  return Math.max(0, messages - 1) * interval;
}

/**
 * When the last message leaves (milliseconds), the first one leaving at the start. Whoever is reached counts for 24 hours,
 * so that the limit lets the same number go at the same hour of each following day.
 *
 * @throws RangeError for a rate or a daily limit at which it would never end
 */
export function finishingTime({ recipients, perSecond, startsAt, perDay, firstDay }: Sending): number {
  if (!(perSecond > 0) || (perDay !== undefined && !(perDay >= 1)))
    throw new RangeError("Nothing can be sent like this.");
  const interval = 1_000 / perSecond;
  if (perDay === undefined) return startsAt + wholeRun(recipients, interval);
  const today = Math.min(perDay, Math.max(0, firstDay ?? perDay));
  const later = recipients - today;
  // As slow as this, what was sent is free again before the limit is reached.
  if (later <= 0 || today * interval >= day) return startsAt + wholeRun(recipients, interval);
  const tomorrow = startsAt + day;
  if (perDay * interval >= day) return tomorrow + wholeRun(later, interval);
  const fullDays = Math.floor((later - 1) / perDay);
  return tomorrow + fullDays * day + wholeRun(later - fullDays * perDay, interval);
}

/** Over how many stretches of 24 hours, counted from the start, the messages spread; 0 for none. */
export function daysNeeded(sending: Sending): number {
  if (sending.recipients === 0) return 0;
  return Math.floor((finishingTime(sending) - sending.startsAt) / day) + 1;
}
