import type { Queryable } from "../../storage/database.ts";
import { countServiceMessages } from "../../storage/repos/service-count.ts";
import { monthRange, utcMonth } from "./calendar.ts";
import { freeServiceMessages } from "./price.ts";

/**
 * How many free-form messages a number may still deliver free this month, as far as recado knows: it has seen only its own,
 * and reckons the month in UTC, where Meta takes the account's time zone.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export async function freeServiceLeft(db: Queryable, phoneNumberId: string, now: number): Promise<number> {
  const month = monthRange(utcMonth(now));
  const used = await countServiceMessages(db, { phoneNumberId, ...month, most: freeServiceMessages });
  return Math.max(0, freeServiceMessages - used);
}
