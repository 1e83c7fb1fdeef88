/** How long to wait before the next try, in milliseconds: 1 s, doubled each time, at most `longest` (5 minutes). */
export function retryDelay(failures: number, longest = 300_000): number {
  return Math.min(1_000 * 2 ** Math.min(Math.max(failures, 1) - 1, 20), longest);
}
