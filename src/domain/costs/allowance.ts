import type { Queryable } from "../../storage/database.ts";
import { countServiceMessages } from "../../storage/repos/service-count.ts";
import { monthRange, monthAt } from "./calendar.ts";
import { freeServiceMessages } from "./price.ts";

/**
 * How many free-form messages a number may still deliver free this month, as far as recado knows: it has seen only its own.
 * The month is that of the account's zone (UTC when left out).
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export async function freeServiceLeft(
  db: Queryable,
  phoneNumberId: string,
  now: number,
  zone?: string,
): Promise<number> {
  const month = monthRange(monthAt(now, zone), zone);
  const used = await countServiceMessages(db, { phoneNumberId, ...month, most: freeServiceMessages });
  return Math.max(0, freeServiceMessages - used);
}
