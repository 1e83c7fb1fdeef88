import { invalidValue } from "../../errors.ts";
import { type Json, keys, objectAt, optionalObject, required, requiredArray, requiredText, shown } from "../check.ts";
import { namedAction, parametersPath } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const parameterKeys = keys("country", "values", "saved_addresses", "validation_errors");
const savedKeys = keys("id", "value");

/**
 * A form for an address; to people in India only.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-messages/address-messages
 */
export function checkAddressMessage({ recipient }: SendCall, action: Json): undefined {
  const form = namedAction(action, "address_message", parameterKeys);
  if (requiredText(form, "country", parametersPath) !== "IN")
    throw invalidValue(`Param ${parametersPath}['country'] must be one of {IN}.`);
  checkWords(form, "values", parametersPath);
  checkWords(form, "validation_errors", parametersPath);
  if (form["saved_addresses"] !== undefined) {
    const saved = requiredArray(form, "saved_addresses", parametersPath);
    for (const [index, value] of saved.entries()) {
      const path = `${parametersPath}['saved_addresses'][${index}]`;
      const address = objectAt(value, path, savedKeys);
      requiredText(address, "id", path);
      required(address, "value", path);
      checkWords(address, "value", path);
    }
  }
  if (recipient.kind === "person" && !recipient.customer.phone.startsWith("91"))
    throw invalidValue("Address messages can only be sent to phone numbers of India.");
  return undefined;
}

/** An object whose values are all texts. */
function checkWords(holder: Json, key: string, path: string): void {
  const words = optionalObject(holder, key, path);
  if (words === undefined) return;
  for (const [name, value] of Object.entries(words)) {
    if (typeof value !== "string") throw invalidValue(`Param ${path}['${key}']['${shown(name)}'] must be a string.`);
  }
}
