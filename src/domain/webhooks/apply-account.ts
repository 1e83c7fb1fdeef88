import type { Queryable } from "../../storage/database.ts";
import { keepTierNotice, type TierNotice } from "../../storage/repos/tier-notices.ts";
import { keepToldLocation, keepToldRate } from "../costs/auth-known.ts";
import { knownMarket } from "../costs/rate-files/market-name.ts";
import type { AccountUpdate, AccountUpdateEvent } from "./events.ts";
import type { EventContext, EventEffect } from "./outcomes.ts";
import { tierKey } from "./settle-price.ts";

const effect = (outcome: EventEffect["outcome"]): EventEffect => ({ outcome, consent: undefined });

/** What Meta says of the account that prices depend on: volume tiers, and the international rate of authentication. */
export async function applyAccountUpdate(
  tx: Queryable,
  { update, wabaId, at: told }: AccountUpdateEvent,
  { receivedAt }: EventContext,
): Promise<EventEffect> {
  const at = told ?? receivedAt;
  switch (update.event) {
    case "VOLUME_BASED_PRICING_TIER_UPDATE": {
      const notice = noticeOf(update, at);
      if (notice === undefined) return effect("ignored");
      return effect((await keepTierNotice(tx, notice)) ? "applied" : "duplicate");
    }
    case "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE": {
      const { startsAt: from, exceptions } = update;
      if (wabaId === undefined || from === undefined) return effect("ignored");
      const dated = exceptions.flatMap(({ country, startsAt }) =>
        startsAt === undefined ? [] : [[country.toUpperCase(), startsAt] as const],
      );
      const rate = { at, from, exceptions: Object.fromEntries(dated) };
      return effect((await keepToldRate(tx, wabaId, rate)) ? "applied" : "duplicate");
    }
    case "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE": {
      const { country: location } = update;
      if (wabaId === undefined || location === undefined) return effect("ignored");
      return effect((await keepToldLocation(tx, wabaId, { at, location })) ? "applied" : "duplicate");
    }
    default:
      return effect("ignored");
  }
}

/** Undefined where it does not say of what, or names a market that the price list has not. */
function noticeOf(
  update: Extract<AccountUpdate, { event: "VOLUME_BASED_PRICING_TIER_UPDATE" }>,
  at: number,
): TierNotice | undefined {
  const { category = "", tier = "", month = "", region = "", reachedAt } = update;
  const from = Number(/^(\d{1,15}):/.exec(tier)?.[1]);
  const market = knownMarket(region);
  if (!(from > 0) || market === undefined || category === "" || !/^\d{4}-\d{2}$/.test(month)) return undefined;
  return { ...tierKey(month, market, category.toLowerCase()), tier_from: from, update_time: reachedAt ?? at };
}
