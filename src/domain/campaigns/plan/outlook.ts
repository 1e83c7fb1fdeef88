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
  /** How many of those who still have to be written to count anew in that limit. */
  readonly newPeople: number;
  /** Whether all of them fit in what is left of the portfolio's limit for 24 hours. */
  readonly fits: boolean;
  /** Over how many days they spread because of that limit. */
  readonly days: number;
}

/** For `--rate max`, whose real speed is the machine's. */
const fast = 5_000;

/** Who still has to be written to. */
export interface Waiting {
  readonly recipients: number;
  /** Of them, reached by the business within the last 24 hours: its limit counts different people, and has counted these. */
  readonly reached: number;
}

/**
 * How a campaign that was planned would run from now on.
 *
 * @see https://developers.facebook.com/docs/whatsapp/messaging-limits
 */
export function outlookOf(spec: CampaignSpec, limits: PlannedLimits, now: number, waiting: Waiting): Outlook {
  const { recipients } = waiting;
  const startsAt = Math.max(now, spec.startsAt ?? now);
  const { rate, quietHours } = spec;
  const perSecond = rate === "max" ? undefined : Math.min(rate ?? limits.perSecond, limits.perSecond);
  const counted = startsAt - now >= dayMs ? noneCounted : { used: limits.used, reached: waiting.reached };
  const left = limits.perDay === undefined ? undefined : Math.max(0, limits.perDay - counted.used);
  const newPeople = recipients - counted.reached;
  const fits = left === undefined || newPeople <= left;
  const pace = { recipients, perSecond: perSecond ?? fast, startsAt };
  const sending = fits
    ? pace
    : { ...pace, perDay: limits.perDay, firstDay: Math.min(limits.perDay ?? 0, left + counted.reached) };
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
    newPeople,
    fits,
    days: daysNeeded(sending),
  };
}

/** Tomorrow those of today are free again. */
const noneCounted = { used: 0, reached: 0 } as const;
const dayMs = 86_400_000;
const yearMs = 366 * dayMs;
