import type { Queryable } from "../../storage/database.ts";
import { getSetting, putSetting } from "../../storage/repos/settings.ts";
import type { AuthEligibility } from "./auth-international.ts";

// Two settings, since Meta tells of each by itself.
const rateOf = (wabaId: string): string => `auth-international:${wabaId}`;
const locationOf = (wabaId: string): string => `primary-location:${wabaId}`;

/** When Meta said so (milliseconds). */
interface Dated {
  readonly at: number;
}
type ToldRate = Dated & Pick<AuthEligibility, "from" | "exceptions">;
type ToldLocation = Dated & { readonly location: string };

async function told<Value extends Dated = Dated>(db: Queryable, name: string): Promise<Value | undefined> {
  const stored = await getSetting(db, name);
  return stored === undefined ? undefined : (JSON.parse(stored) as Value);
}

/** Keeps the latest of what Meta says, whatever the order of arrival. False where it is known, or older. */
async function keepLatest(tx: Queryable, name: string, value: ToldRate | ToldLocation): Promise<boolean> {
  const before = await told(tx, name);
  if (before !== undefined && before.at >= value.at) return false;
  await putSetting(tx, name, JSON.stringify(value));
  return true;
}

/** Meta has told from when on the account pays the international rate. */
export async function keepToldRate(tx: Queryable, wabaId: string, rate: ToldRate): Promise<boolean> {
  return keepLatest(tx, rateOf(wabaId), rate);
}

/** Meta has told where the business is. @param told its `location` is ISO 3166-1 alpha-2 */
export async function keepToldLocation(tx: Queryable, wabaId: string, place: ToldLocation): Promise<boolean> {
  return keepLatest(tx, locationOf(wabaId), { ...place, location: place.location.toUpperCase() });
}

/** What Meta has told by webhook since, before what was known otherwise: that is as old as the profile. */
export async function latestEligibility(
  db: Queryable,
  wabaId: string,
  otherwise: AuthEligibility | undefined,
): Promise<AuthEligibility | undefined> {
  const rate = await told<ToldRate>(db, rateOf(wabaId));
  const place = await told<ToldLocation>(db, locationOf(wabaId));
  const from = rate?.from ?? otherwise?.from;
  if (from === undefined) return undefined;
  const location = place?.location ?? otherwise?.location;
  const exceptions = rate?.exceptions ?? otherwise?.exceptions ?? {};
  return { from, exceptions, ...(location === undefined ? {} : { location }) };
}
