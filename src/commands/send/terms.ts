import type { Context } from "../../cli/context.ts";
import { requireSetting, type Settings } from "../../cli/settings.ts";
import { zoneOfAccount } from "../../domain/costs/account-zone.ts";
import { eligibilityOf, type AuthEligibility } from "../../domain/costs/auth-international.ts";
import type { Tariff } from "../../domain/costs/tariff.ts";
import { eligibilityNow, tariffOf } from "../tariff.ts";

/** What Meta bills the account in: the profile's word, or else Meta's. */
export async function currencyOf(settings: Settings, context: Context): Promise<string> {
  if (settings.currency !== undefined) return settings.currency;
  const wabaId = requireSetting(settings, "wabaId");
  const graph = await context.graph();
  return (await graph.wabas.get(wabaId, { signal: context.signal })).currency ?? "USD";
}

/** What the account pays by. */
export interface AccountTerms {
  /** ISO 4217 */
  readonly currency: string;
  readonly tariff: Tariff;
  readonly eligibility: AuthEligibility | undefined;
}

/**
 * The profile's word for all of it, but for what webhooks have told since, or else Meta's: asked once, and only where the currency is not
 * known.
 */
export async function termsOf(settings: Settings, context: Context): Promise<AccountTerms> {
  const { currency } = settings;
  const { tariff, zoneIsKnown } = await tariffOf(context);
  if (currency !== undefined) return { currency, tariff, eligibility: await eligibilityNow(context) };
  const graph = await context.graph();
  const waba = await graph.wabas.get(requireSetting(settings, "wabaId"), { signal: context.signal });
  const zone = (zoneIsKnown ? undefined : zoneOfAccount(waba.timezone_id)) ?? tariff.zone;
  return {
    currency: waba.currency ?? "USD",
    tariff: { ...tariff, zone },
    eligibility: await eligibilityNow(context, eligibilityOf(waba)),
  };
}
