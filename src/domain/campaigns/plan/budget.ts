import type { Money } from "../../../core/money.ts";
import { same } from "../../../core/text.ts";
import { readAmount } from "../../costs/amount.ts";

/**
 * Reads a ceiling such as `50 USD`, `USD 50` or `50,00 EUR`.
 *
 * @param currency what Meta bills the account in: nothing is ever converted
 * @throws UsageError `usage.bad_amount`; InputError `campaigns.other_currency`
 */
export function readMaxCost(given: string, currency: string, option = "--max-cost"): Money {
  return readAmount(given, {
    what: same(option),
    typed: (amount) => same(`${option} "${amount}"`),
    currency,
    otherCurrency: "campaigns.other_currency",
    data: { option },
  });
}
