import {
  countFault,
  countedArray,
  type Json,
  keys,
  objectAt,
  optionalLabel,
  refuseUnknown,
  requiredArray,
  requiredLabel,
} from "../check.ts";
import { actionPath, refuseTwice } from "./parts.ts";
import type { SendCall } from "../send-parts.ts";

const actionKeys = keys("button", "sections");
const sectionKeys = keys("title", "rows");
const rowKeys = keys("id", "title", "description");
const mostSections = 10;
/** In all sections together. */
const mostRows = 10;
const longestTitle = 24;

/**
 * A list to choose from.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export function checkList(_send: SendCall, action: Json): undefined {
  refuseUnknown(action, actionKeys, actionPath);
  requiredLabel(action, "button", actionPath, "Button label", 20);
  const sections = countedArray(action, "sections", actionPath, "Sections", 1, mostSections);
  const ids = new Set<string>();
  for (const [index, value] of sections.entries()) {
    const path = `${actionPath}['sections'][${index}]`;
    const section = objectAt(value, path, sectionKeys);
    const title = sections.length > 1 ? requiredLabel : optionalLabel;
    title(section, "title", path, "Section title", longestTitle);
    const rows = requiredArray(section, "rows", path);
    if (rows.length === 0 || ids.size + rows.length > mostRows) throw countFault("Rows", 1, mostRows);
    for (const [place, row] of rows.entries()) checkRow(row, `${path}['rows'][${place}]`, ids);
  }
  return undefined;
}

function checkRow(value: unknown, path: string, ids: Set<string>): void {
  const row = objectAt(value, path, rowKeys);
  refuseTwice(ids, requiredLabel(row, "id", path, "Row id", 200), "Row id");
  requiredLabel(row, "title", path, "Row title", longestTitle);
  if (row["description"] !== "") optionalLabel(row, "description", path, "Row description", 72);
}
