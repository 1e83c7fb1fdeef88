/** How an order can be paid. */
import { freeTexts } from "./free-json.ts";
import { byKind, list, need, oneOf, shape, text, webAddress, type Rule } from "./rules.ts";

/** The name of a payment configuration in WhatsApp Manager. */
export const configurationName = text({ max: 60 });

const gateway = (type: string, notes: Rule): Rule =>
  shape({ type: oneOf(type), configuration_name: need(configurationName), [type]: notes });

const setting = (type: string, member: Rule): Rule => shape({ type: oneOf(type), [type]: need(member) });

const settings: Readonly<Record<string, Rule>> = {
  payment_gateway: byKind("type", {
    billdesk: gateway("billdesk", freeTexts),
    payu: gateway("payu", freeTexts),
    razorpay: gateway("razorpay", shape({ notes: freeTexts, receipt: text({ max: 40 }) })),
    zaakpay: gateway("zaakpay", freeTexts),
  }),
  upi_intent_link: shape({ link: need(text()) }),
  payment_link: shape({ uri: need(webAddress) }),
  pix_dynamic_code: shape({
    code: need(text()),
    merchant_name: need(text()),
    key: need(text()),
    key_type: need(oneOf("CPF", "CNPJ", "EMAIL", "PHONE", "EVP")),
  }),
  boleto: shape({ digitable_line: need(text()) }),
  offsite_card_pay: shape({
    last_four_digits: need(
      text({ pattern: /^\d{4}$/, says: { en: "must be four digits", es: "debe tener cuatro cifras" } }),
    ),
    credential_id: need(text()),
  }),
};

export const paymentSettings = list(
  byKind("type", Object.fromEntries(Object.entries(settings).map(([type, rule]) => [type, setting(type, rule)]))),
  1,
);
