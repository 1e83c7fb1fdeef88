import type { WireAccountUpdateValue } from "../../graph/wire/webhook-account-update.ts";
import { ControlError } from "../control/error.ts";
import { eligibilityOf } from "../pricing/auth-international.ts";
import { sendAccountWebhook } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";
import { type BusinessChanges, type BusinessSettings, changeBusiness } from "./business.ts";

/**
 * Changes what Meta holds about the business, and reports what Meta reports of it.
 * @see https://developers.facebook.com/docs/whatsapp/pricing/authentication-international-rates
 */
export function changeAccount(world: World, changes: BusinessChanges): BusinessSettings {
  const { business, figures } = world.state;
  const { currency, authInternational, primaryLocation } = business;
  if ((changes.currency ?? currency) !== currency && !figures.prices.isEmpty) throw currencyFixed(currency);
  changeBusiness(business, changes);
  const report = (value: WireAccountUpdateValue): void => void sendAccountWebhook(world, "account_update", value);
  const eligible = business.authInternational;
  if (eligible !== null && JSON.stringify(eligible) !== JSON.stringify(authInternational)) {
    const auth_international_rate_eligibility = eligibilityOf(eligible);
    report({ event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", auth_international_rate_eligibility });
  }
  if (business.primaryLocation !== primaryLocation) {
    report({ event: "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", country: business.primaryLocation });
  }
  return business;
}

const currencyFixed = (currency: string): ControlError =>
  new ControlError(409, "currency_fixed", {
    en: `Messages have been charged in ${currency}: an account keeps its currency. To begin again: reset.`,
    es: `Ya se cobraron mensajes en ${currency}: una cuenta conserva su moneda. Para empezar de nuevo: reset.`,
  });
