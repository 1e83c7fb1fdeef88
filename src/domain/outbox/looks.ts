/** How often is looked at most (milliseconds), and how much of the time the looking may take. */
const everyMs = 1_000;
const shareOfTime = 0.02;
/** How much of the time it may take where it matters. */
const shareWhenSoon = 0.2;

/** What a gate sums up in the database is not summed up again for every turn. */
export interface Looks {
  /** @param when `usually`: once a second; `soon`: as often as can be afforded; `now`: at once */
  take(now: number, look: () => Promise<void>, when?: "usually" | "soon" | "now"): Promise<void>;
}

export function createLooks(): Looks {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let tookMs = 0;
  return {
    take: async (now, look, when = "usually") => {
      const usual = Math.max(everyMs, tookMs / shareOfTime);
      const wait = { usually: usual, soon: tookMs / shareWhenSoon, now: 0 }[when];
      if (now < lookedAt + wait) return;
      const began = performance.now();
      await look();
      tookMs = performance.now() - began;
      lookedAt = now;
    },
  };
}
