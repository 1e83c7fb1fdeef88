import type {
  WireParameterFormat,
  WireTemplateCategory,
  WireTemplateComponent,
} from "../../../graph/wire/templates.ts";
import { GraphFault } from "../../errors.ts";
import { type Json, keys, refuseUnknown } from "../check.ts";
import { checkComponents } from "./components.ts";
import {
  checkCategory,
  checkExtras,
  checkFormat,
  checkLanguage,
  checkName,
  checkTtl,
  extraNames,
  type TemplateExtras,
} from "./head.ts";

const createKeys = keys(
  "name",
  "language",
  "category",
  "parameter_format",
  "components",
  "message_send_ttl_seconds",
  // Without effect since April 2025: Meta may always approve a utility template as marketing.
  "allow_category_change",
  ...extraNames,
);

export interface CheckedTemplateCreate {
  readonly name: string;
  readonly language: string;
  readonly category: WireTemplateCategory;
  readonly parameterFormat: WireParameterFormat;
  /** In the spelling in which they are read back. */
  readonly components: WireTemplateComponent[];
  readonly ttlSeconds?: number;
  readonly extras: TemplateExtras;
}

const requiredAtTop = (key: string): GraphFault =>
  new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });

/**
 * Checks the body of a template's creation. Whether the name is free is the caller's business.
 * @throws GraphFault 100, with the subcode of the rule where Meta has one
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
export function checkTemplateCreate(body: Json): CheckedTemplateCreate {
  refuseUnknown(body, createKeys, "");
  for (const key of ["name", "language", "category", "components"])
    if (body[key] === undefined) throw requiredAtTop(key);
  const name = checkName(body["name"]);
  const language = checkLanguage(body["language"]);
  const category = checkCategory(body["category"]);
  const parameterFormat = checkFormat(body["parameter_format"] ?? "POSITIONAL");
  const ttlSeconds = checkTtl(body["message_send_ttl_seconds"], category);
  const extras = checkExtras(body);
  const components = checkComponents(body["components"], { category, language, named: parameterFormat === "NAMED" });
  return {
    name,
    language,
    category,
    parameterFormat,
    components,
    extras,
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  };
}
