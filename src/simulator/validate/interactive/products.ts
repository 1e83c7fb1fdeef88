import { invalidValue } from "../../errors.ts";
import type { World } from "../../world.ts";
import {
  countedArray,
  countFault,
  type Json,
  keys,
  member,
  objectAt,
  optionalText,
  refuseUnknown,
  required,
  requiredArray,
  requiredLabel,
  requiredText,
} from "../check.ts";
import { actionPath, type ActionResult, optionallyNamedAction, parametersPath } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const productKeys = keys("catalog_id", "product_retailer_id");
const listKeys = keys("catalog_id", "sections");
const sectionKeys = keys("title", "product_items");
const itemKeys = keys("product_retailer_id");
const catalogKeys = keys("thumbnail_product_retailer_id");
const mostSections = 10;
const mostProducts = 30;
const longestTitle = 24;

/** The catalog must be the account's. Which products are in it is not looked at. */
export function checkCatalogId(world: World, object: Json, path: string): void {
  if (required(object, "catalog_id", path) !== world.credentials.catalogId)
    throw invalidValue(`Param ${member(path, "catalog_id")} is not a catalog of this WhatsApp Business account.`);
}

export const requiredProduct = (object: Json, path: string): string =>
  requiredText(object, "product_retailer_id", path);

/**
 * One product.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function checkProduct({ world }: SendCall, action: Json): ActionResult {
  refuseUnknown(action, productKeys, actionPath);
  checkCatalogId(world, action, actionPath);
  return { text: requiredProduct(action, actionPath) };
}

/** Products in sections. */
export function checkProductList({ world }: SendCall, action: Json): undefined {
  refuseUnknown(action, listKeys, actionPath);
  checkCatalogId(world, action, actionPath);
  const sections = countedArray(action, "sections", actionPath, "Sections", 1, mostSections);
  let products = 0;
  for (const [index, value] of sections.entries()) {
    const path = `${actionPath}['sections'][${index}]`;
    const section = objectAt(value, path, sectionKeys);
    requiredLabel(section, "title", path, "Section title", longestTitle);
    const items = requiredArray(section, "product_items", path);
    products += items.length;
    if (items.length === 0 || products > mostProducts) throw countFault("Products", 1, mostProducts);
    for (const [place, item] of items.entries()) {
      const itemPath = `${path}['product_items'][${place}]`;
      requiredProduct(objectAt(item, itemPath, itemKeys), itemPath);
    }
  }
  return undefined;
}

/** The whole catalog behind a button. */
export function checkCatalog(_send: SendCall, action: Json): undefined {
  const parameters = optionallyNamedAction(action, "catalog_message", catalogKeys);
  optionalText(parameters, "thumbnail_product_retailer_id", parametersPath);
  return undefined;
}
