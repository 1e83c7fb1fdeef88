/** How long to wait before the next try, in milliseconds: 1 s, doubled each time, at most 5 minutes. */
export function forwardDelay(failures: number): number {
  return Math.min(1_000 * 2 ** Math.min(Math.max(failures, 1) - 1, 20), 300_000);
}

/** What an answer of the target says: it has it, it will not have this one, or it cannot take anything for now. */
export function judgeAnswer(status: number): "taken" | "refused" | "down" {
  if (status >= 200 && status < 300) return "taken";
  return status >= 500 || status === 408 || status === 429 ? "down" : "refused";
}
