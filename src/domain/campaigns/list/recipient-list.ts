import type { CountryCode } from "../../../core/phone.ts";
import type { Queryable } from "../../../storage/database.ts";
import type { ListedRecipient } from "./recipient.ts";

/** How many recipients are handed over together. */
export const pageSize = 1_000;

export interface ListTools {
  readonly db: Queryable;
  /** Where numbers without a country code are from: the profile's. */
  readonly country?: CountryCode | undefined;
  /** Stops between two pages: what it was aborted with is thrown. */
  readonly signal?: AbortSignal | undefined;
}

/** A list that is open: whoever plans a campaign does not care where it comes from. */
export interface RecipientList {
  /** Headers as they stand in the file; none for contacts, and for a list without a header. */
  readonly columns: readonly string[];
  /** How many entries there are: of contacts, at this moment. */
  readonly count: number;
  /** SHA-256 of the file's bytes, hexadecimal; undefined for contacts. */
  readonly hash: string | undefined;
  /** All entries in their order, at most a thousand at a time. May be called again: it starts anew. */
  pages(): AsyncGenerator<readonly ListedRecipient[], void, undefined>;
}
