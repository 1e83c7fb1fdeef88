import type { WireWaba } from "../../graph/wire/wabas.ts";
import type { RateCategory } from "./rates-categories.ts";

/** What an account's node says of Meta's dearer rate for authentication messages that cross a border. */
export interface AuthEligibility {
  /** The business's primary location (ISO 3166-1 alpha-2), where Meta tells it. */
  readonly location?: string | undefined;
  /** From when on the rate holds (milliseconds). */
  readonly from: number;
  /** Countries for which another instant holds, by ISO 3166-1 alpha-2. */
  readonly exceptions: Readonly<Record<string, number>>;
}

/** The markets that have the rate; each is one country. A region that one of them once belonged to never had it. */
const countries: Readonly<Record<string, string>> = {
  Bangladesh: "BD",
  Egypt: "EG",
  India: "IN",
  Indonesia: "ID",
  Iraq: "IQ",
  Kazakhstan: "KZ",
  Kuwait: "KW",
  Malaysia: "MY",
  Morocco: "MA",
  Nepal: "NP",
  Nigeria: "NG",
  Oman: "OM",
  Pakistan: "PK",
  "Saudi Arabia": "SA",
  "South Africa": "ZA",
  "Sri Lanka": "LK",
  Ukraine: "UA",
  "United Arab Emirates": "AE",
};

export interface AuthQuery {
  /** What `marketOf` answers for the recipient. */
  readonly market: string;
  readonly category: RateCategory;
  /** When it is delivered. Milliseconds. */
  readonly at: number;
  /** Undefined for an account that Meta has not told about the rate: nearly all of them. */
  readonly eligibility?: AuthEligibility | undefined;
}

/**
 * The category that the message is charged as: an authentication message becomes an international one where the account has got the
 * rate, the recipient's country has it too, and the business is located elsewhere. A location that is not known counts as elsewhere,
 * so as not to promise the lower price.
 * @see https://developers.facebook.com/docs/whatsapp/pricing/authentication-international-rates
 */
export function chargedCategory({ market, category, at, eligibility }: AuthQuery): RateCategory {
  if (category !== "authentication" || eligibility === undefined) return category;
  const country = Object.hasOwn(countries, market) ? countries[market] : undefined;
  if (country === undefined || country === eligibility.location) return category;
  const from = Object.hasOwn(eligibility.exceptions, country) ? eligibility.exceptions[country] : eligibility.from;
  return from !== undefined && at >= from ? "authentication-international" : category;
}

const instantOf = (seconds: number | string): number => Number(seconds) * 1_000;

/** What the account's node says of the rate; undefined where it says nothing that can be read. */
export function eligibilityOf(waba: WireWaba): AuthEligibility | undefined {
  const { auth_international_rate_eligibility: said, primary_business_location: location } = waba;
  const exceptions = (said?.exception_countries ?? []).map(
    ({ country_code: country, start_time: start }) => [country, instantOf(start)] as const,
  );
  const from = said?.start_time === undefined ? Number.NaN : instantOf(said.start_time);
  if (Number.isNaN(from)) return undefined;
  return {
    ...(location === undefined ? {} : { location: location.toUpperCase() }),
    from,
    exceptions: Object.fromEntries(exceptions.filter(([, at]) => !Number.isNaN(at))),
  };
}
