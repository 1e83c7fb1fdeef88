import {
  type Json,
  keys,
  objectAt,
  optionalObject,
  optionalText,
  optionalWords,
  requiredAddress,
  requiredInteger,
  requiredObject,
  requiredText,
} from "../check.ts";

const amountKeys = keys("value", "offset");
const itemKeys = keys(
  "retailer_id",
  "name",
  "image",
  "amount",
  "quantity",
  "sale_amount",
  "country_of_origin",
  "importer_name",
  "importer_address",
);
const addressKeys = keys("address_line1", "address_line2", "city", "zone_code", "postal_code", "country_code");
const pictureKeys = keys("link");
const largest = Number.MAX_SAFE_INTEGER;

/** An amount in hundredths. */
export function amountOf(holder: Json, key: string, path: string, known: ReadonlySet<string> = amountKeys): number {
  const amount = requiredObject(holder, key, path, known);
  const amountPath = `${path}['${key}']`;
  requiredInteger(amount, "offset", amountPath, 100, 100);
  return requiredInteger(amount, "value", amountPath, 0, largest);
}

/** An amount with a word of explanation. */
export function describedAmount(holder: Json, key: string, path: string, known: ReadonlySet<string>): number {
  const value = amountOf(holder, key, path, known);
  const amount = objectAt(holder[key], `${path}['${key}']`);
  optionalWords(amount, "description", `${path}['${key}']`, 60);
  optionalWords(amount, "discount_program_name", `${path}['${key}']`, 60);
  return value;
}

/**
 * One line of an order.
 * @param origin whether it must say where it comes from, as items in no catalog do in India
 * @returns its price times its quantity
 */
export function checkItem(item: Json, path: string, origin: boolean): number {
  objectAt(item, path, itemKeys);
  optionalText(item, "retailer_id", path);
  requiredText(item, "name", path, 60);
  const picture = optionalObject(item, "image", path, pictureKeys);
  if (picture !== undefined) requiredAddress(picture, "link", `${path}['image']`);
  const price = amountOf(item, "amount", path);
  const quantity = requiredInteger(item, "quantity", path, 1, largest);
  const reduced = item["sale_amount"] === undefined ? price : amountOf(item, "sale_amount", path);
  const text = origin ? requiredText : optionalText;
  text(item, "country_of_origin", path);
  text(item, "importer_name", path);
  if (origin || item["importer_address"] !== undefined) {
    const address = requiredObject(item, "importer_address", path, addressKeys);
    const addressPath = `${path}['importer_address']`;
    for (const key of ["address_line1", "city", "postal_code", "country_code"]) requiredText(address, key, addressPath);
    for (const key of ["address_line2", "zone_code"]) optionalWords(address, key, addressPath);
  }
  return reduced * quantity;
}
