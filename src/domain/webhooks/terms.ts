import type { Clock } from "../../core/clock.ts";
import type { Database } from "../../storage/database.ts";
import { cardsVersion } from "../../storage/repos/cards-version.ts";
import { readTariff, type Tariff } from "../costs/tariff.ts";
import { countInZone } from "./tier-zone.ts";

/** What prices go by now. */
export interface Terms {
  /** What Meta bills the account in (ISO 4217): for messages that were sent without an estimate. */
  readonly currency: string;
  /** `shippedTariff` when undefined. */
  readonly tariff: Tariff | undefined;
}

/** What is known of the account outside the database. */
export interface AccountTerms {
  readonly currency: string;
  /** IANA name. */
  readonly zone: string;
}

/**
 * Answers what holds at the moment it is asked, at the price of one small query: a card that is imported, or a zone or currency that is
 * set, while a listener runs counts for what comes next. The tariff is the same object until it changes.
 *
 * @param account asked every time
 */
export function followTerms(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  account: () => Promise<AccountTerms>,
): () => Promise<Terms> {
  let known: { readonly version: string; readonly tariff: Tariff } | undefined;
  return async () => {
    const { currency, zone } = await account();
    const version = `${zone} ${await cardsVersion(db)}`;
    if (known?.version !== version) {
      if (known?.tariff.zone !== zone) await countInZone(db, zone, clock.now());
      known = { version, tariff: await readTariff(db, zone) };
    }
    return { currency, tariff: known.tariff };
  };
}
