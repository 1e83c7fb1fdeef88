import { daysNeeded, finishingTime } from "../when/finishing.ts";
import type { CampaignSpec, PlannedLimits } from "../spec.ts";
import { quietFinish } from "./quiet-finish.ts";

/** What of a plan changes with time. Instants in milliseconds. */
export interface Outlook {
  readonly limits: PlannedLimits;
  /** When the first message leaves if the campaign is started now. */
  readonly startsAt: number;
  /** When the last one leaves; undefined when that is more than a year away. */
  readonly finishesAt: number | undefined;
  /** Messages a second that it will go at; undefined for no limit at all. */
  readonly perSecond: number | undefined;
  /** Whether all of them fit in what is left of the portfolio's limit for 24 hours. */
  readonly fits: boolean;
  /** Over how many days they spread because of that limit. */
  readonly days: number;
}

/** For `--rate max`, whose real speed is the machine's. */
const fast = 5_000;

/** How a campaign that was planned would run from now on. @param recipients who still has to be written to */
export function outlookOf(spec: CampaignSpec, limits: PlannedLimits, now: number, recipients: number): Outlook {
  const startsAt = Math.max(now, spec.startsAt ?? now);
  const { rate, quietHours } = spec;
  const perSecond = rate === "max" ? undefined : Math.min(rate ?? limits.perSecond, limits.perSecond);
  const left = limits.perDay === undefined ? undefined : Math.max(0, limits.perDay - limits.used);
  const sending = {
    recipients,
    perSecond: perSecond ?? fast,
    startsAt,
    perDay: limits.perDay,
    // Tomorrow those of today are free again.
    firstDay: startsAt - now >= dayMs ? limits.perDay : left,
  };
  const places = spec.figures?.places;
  const finishesAt =
    quietHours === undefined || places === undefined
      ? finishingTime(sending)
      : quietFinish({ ...sending, quietHours, places });
  return {
    limits,
    startsAt,
    finishesAt: finishesAt === undefined || finishesAt - startsAt > yearMs ? undefined : finishesAt,
    perSecond,
    fits: left === undefined || recipients <= left,
    days: daysNeeded(sending),
  };
}

const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
