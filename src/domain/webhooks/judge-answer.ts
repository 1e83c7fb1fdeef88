// Too many requests, a gateway whose program is gone, and a program that says that it is not ready: true of every delivery.
const downStatuses = new Set([429, 502, 503, 504]);

/**
 * What an answer of the target says: it has it, it will not have this one (for now), or it cannot take anything for now.
 * A 500 is about the one delivery until others get it too: one that the target stumbles over must not hold up the rest.
 */
export function judgeAnswer(status: number): "taken" | "refused" | "down" {
  if (status >= 200 && status < 300) return "taken";
  return downStatuses.has(status) ? "down" : "refused";
}
