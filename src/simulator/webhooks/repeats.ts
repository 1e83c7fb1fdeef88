/**
 * Gaps before each repetition: at once, then growing, until seven days are over.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
const gaps: readonly number[] = [
  0,
  10_000,
  60_000,
  300_000,
  900_000,
  3_600_000,
  10_800_000,
  21_600_000,
  43_200_000,
  ...Array.from({ length: 12 }, () => 43_200_000),
];
const span = 7 * 86_400_000;

/**
 * When to try again, if at all, in milliseconds of the virtual clock.
 * @param started when it was first due
 * @param repetition which one failed: 0 is the first attempt
 */
export function nextAttempt(started: number, repetition: number, now: number): number | undefined {
  const gap = gaps[repetition];
  return gap === undefined || now + gap - started > span ? undefined : now + gap;
}
