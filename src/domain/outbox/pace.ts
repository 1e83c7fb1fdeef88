import type { GraphUsage } from "../../graph/usage.ts";

/** How fast one run sends: slower when Meta says so, and up again when it stops saying so. */
export interface Pace {
  /** Messages a second of this run at this moment (milliseconds); undefined for no limit at all. */
  perSecond(now: number): number | undefined;
  /** Messages a second that the number may send: more, where the campaign is to be slower and others may use the rest. */
  ofNumber(now: number): number | undefined;
  /** When a message may go (milliseconds) whose place in the number's order this is: later, at a rate of the campaign's own. */
  slot(at: number): number;
  /** Nothing is sent before this instant (milliseconds). */
  heldUntil(): number;
  /** Meta refused a message because they come too fast (130429). */
  tooFast(now: number): void;
  /** Nothing is sent for so long. */
  hold(until: number): void;
  /** What the headers of an answer say of Meta's allowance. */
  usage(usage: GraphUsage, now: number): void;
  /** Meta has changed what the number may send (`throughput`). */
  limit(perSecond: number): void;
}

/** A second of a twentieth: from a standstill it takes twenty seconds to be back at full speed. */
const regainedPerSecond = 1 / 20;
const slowest = 1;
/** Refusals that come together are one piece of news. */
const sameNewsMs = 1_000;
/** Per cent of Meta's allowance from which on it is taken slowly. */
const nearlyUsedUp = 90;
const usedUpMs = 60_000;

/**
 * @param ceiling messages a second that the number may send; `max` for no limit (a simulator on this machine)
 * @param own messages a second of this campaign
 */
export function createPace(ceiling: number | "max", own?: number): Pace {
  let most = ceiling === "max" ? undefined : ceiling;
  let base = most;
  let since = Number.NEGATIVE_INFINITY;
  let heldUntil = 0;

  let ownSlot = 0;

  const ofNumber = (now: number): number | undefined => {
    if (base === undefined) return undefined;
    // Where there is no ceiling, what was reached before is the one to return to.
    const full = most ?? unlimited;
    if (base >= full) return most;
    const regained = base + (full * regainedPerSecond * Math.max(0, now - since)) / 1_000;
    return regained >= full ? most : regained;
  };
  const slowDown = (now: number): void => {
    // A clock that was put back says nothing of how long ago the last news came.
    if (now >= since && now - since < sameNewsMs) return;
    base = Math.max(slowest, (ofNumber(now) ?? unlimited) / 2);
    since = now;
  };
  return {
    ofNumber,
    perSecond: (now) => {
      const most = ofNumber(now);
      return own === undefined ? most : Math.min(own, most ?? own);
    },
    slot: (at) => {
      if (own === undefined) return at;
      const slotAt = Math.max(at, ownSlot);
      ownSlot = slotAt + 1_000 / own;
      return slotAt;
    },
    heldUntil: () => heldUntil,
    tooFast: slowDown,
    hold: (until) => {
      heldUntil = Math.max(heldUntil, until);
    },
    usage: ({ app, businesses }, now) => {
      const shares = [...(app === undefined ? [] : [app]), ...businesses];
      const used = Math.max(
        0,
        ...shares.flatMap((share) => [share.callCount ?? 0, share.totalTime ?? 0, share.totalCpuTime ?? 0]),
      );
      const regain = Math.max(0, ...businesses.map(({ regainAccessMs }) => regainAccessMs ?? 0));
      if (regain > 0) heldUntil = Math.max(heldUntil, now + regain);
      else if (used >= 100) heldUntil = Math.max(heldUntil, now + usedUpMs);
      if (used >= nearlyUsedUp) slowDown(now);
    },
    limit: (raised) => {
      if (most === undefined) return;
      if (base === most) base = raised;
      most = raised;
    },
  };
}

/** What "no limit" is halved from: more than one process sends. */
const unlimited = 20_000;
