import { invalidValue } from "../../errors.ts";
import {
  filledArray,
  type Json,
  keys,
  objectAt,
  optionalObject,
  optionalText,
  refuseUnknown,
  requiredAddress,
  requiredObject,
  requiredText,
  requiredWord,
} from "../check.ts";

const gateways = ["billdesk", "payu", "razorpay", "zaakpay"] as const;
const gatewayKeys = Object.fromEntries(
  gateways.map((name) => [name, keys("type", "configuration_name", name)]),
) as Readonly<Record<(typeof gateways)[number], ReadonlySet<string>>>;

type Check = (setting: Json, path: string) => void;

/** Ways to pay, each with the check of the member named like it. */
const settings: Readonly<Record<string, Check>> = {
  payment_gateway: checkGateway,
  upi_intent_link: (setting, path) => words(setting, path, ["link"]),
  payment_link(setting, path) {
    words(setting, path, ["uri"]);
    requiredAddress(setting, "uri", path);
  },
  pix_dynamic_code(setting, path) {
    words(setting, path, ["code", "merchant_name", "key", "key_type"]);
    requiredWord(setting, "key_type", path, ["CPF", "CNPJ", "EMAIL", "PHONE", "EVP"]);
  },
  boleto: (setting, path) => words(setting, path, ["digitable_line"]),
  offsite_card_pay(setting, path) {
    words(setting, path, ["last_four_digits", "credential_id"]);
    const digits = setting["last_four_digits"];
    if (typeof digits !== "string" || !/^\d{4}$/.test(digits))
      throw invalidValue(`Param ${path}['last_four_digits'] must be four digits.`);
  },
};
const settingNames = Object.keys(settings);

/**
 * How an order can be paid.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br
 */
export function checkPaymentSettings(details: Json, path: string): void {
  const list = filledArray(details, "payment_settings", path, "Payment settings");
  for (const [index, value] of list.entries()) {
    const settingPath = `${path}['payment_settings'][${index}]`;
    const setting = objectAt(value, settingPath);
    const type = requiredWord(setting, "type", settingPath, settingNames);
    refuseUnknown(setting, keys("type", type), settingPath);
    settings[type]?.(requiredObject(setting, type, settingPath), `${settingPath}['${type}']`);
  }
}

/** Nothing but these members, all of them texts. */
function words(object: Json, path: string, names: readonly string[]): void {
  refuseUnknown(object, keys(...names), path);
  for (const name of names) requiredText(object, name, path);
}

function checkGateway(setting: Json, path: string): void {
  const type = requiredWord(setting, "type", path, gateways);
  refuseUnknown(setting, gatewayKeys[type], path);
  requiredText(setting, "configuration_name", path, 60);
  const own = optionalObject(setting, type, path);
  if (own === undefined) return;
  if (type === "razorpay") checkRazorpay(own, `${path}['razorpay']`);
  else refuseOtherThanTexts(own, `${path}['${type}']`);
}

const razorpayKeys = keys("receipt", "notes");

function checkRazorpay(own: Json, path: string): void {
  refuseUnknown(own, razorpayKeys, path);
  optionalText(own, "receipt", path, 40);
  const notes = optionalObject(own, "notes", path);
  if (notes !== undefined) refuseOtherThanTexts(notes, `${path}['notes']`);
}

/** The names are the gateway's own. */
function refuseOtherThanTexts(object: Json, path: string): void {
  if (Object.values(object).some((value) => typeof value !== "string"))
    throw invalidValue(`Param ${path} must have strings only.`);
}
