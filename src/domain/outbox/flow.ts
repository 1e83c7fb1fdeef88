const mostConnections = 512;
/** With so many calls under way and no answer for so long (milliseconds), no more are made until one is answered. */
const stalledCalls = 8;
const stalledMs = 2_000;
/** Calls at once against a simulator on this machine. */
const withoutLimit = 128;

/** How many calls may be under way at once: as many as were answered shows how many more may be risked. */
export interface Flow {
  mayCall(inFlight: number, perSecond: number | undefined, now: number): boolean;
  /** A call leaves while no other is under way. */
  begins(now: number): void;
  answered(now: number): void;
  /** A call had no answer. Answers how many in a row had none. */
  unanswered(): number;
  /** A refusal that holds for everybody: all that come within the wait are one. */
  trouble(waitMs: number, now: number): void;
  /** How many such refusals came in a row. */
  troubles(): number;
}

function callsAtOnce(perSecond: number | undefined): number {
  if (perSecond === undefined) return withoutLimit;
  // Two seconds' worth: Meta takes some tenths of a second to answer.
  return Math.min(mostConnections, Math.max(stalledCalls, Math.ceil(perSecond * 2)));
}

/** @param concurrency calls at once at most; by the pace when left out */
export function createFlow(concurrency: number | undefined, now: number): Flow {
  let window = stalledCalls;
  let inARow = 0;
  let answeredAt = now;
  let troubles = 0;
  let troubleUntil = 0;
  return {
    mayCall: (inFlight, perSecond, at) => {
      if (inFlight >= window || inFlight >= (concurrency ?? callsAtOnce(perSecond))) return false;
      return inFlight < stalledCalls || at - answeredAt < stalledMs;
    },
    begins: (at) => {
      answeredAt = at;
    },
    answered: (at) => {
      inARow = 0;
      troubles = 0;
      answeredAt = at;
      if (window < mostConnections) window += 1;
    },
    unanswered: () => {
      inARow += 1;
      window = Math.max(1, window >> 1);
      return inARow;
    },
    trouble: (waitMs, at) => {
      if (at >= troubleUntil) troubles += 1;
      troubleUntil = Math.max(troubleUntil, at + waitMs);
    },
    troubles: () => troubles,
  };
}
