/** How much is taken ahead: what is sent in so many milliseconds. It is what may be uncertain after a crash, so it is little. */
const aheadMs = 100;
/** At a high pace a late commit would leave places in the number's order unused. */
const aheadMsOfMany = 250;
/** Against a simulator on this machine commits are what costs. */
const aheadWithoutLimit = 512;
/** From this pace on (a second), outcomes wait so long (milliseconds) for others to share their commit. */
const manyPerSecond = 200;
const lingerMs = 10;
const lingerWithoutLimit = 50;

/** How many messages are taken ahead at this pace; undefined for none. */
export function aheadAt(perSecond: number | undefined): number {
  if (perSecond === undefined) return aheadWithoutLimit;
  const ms = perSecond > manyPerSecond ? aheadMsOfMany : aheadMs;
  return Math.max(1, Math.ceil((perSecond * ms) / 1_000));
}

/** How long outcomes wait for others at this pace (milliseconds); 0 where each may have a commit of its own. */
export function lingerAt(perSecond: number | undefined): number {
  if (perSecond === undefined) return lingerWithoutLimit;
  return perSecond > manyPerSecond ? lingerMs : 0;
}
