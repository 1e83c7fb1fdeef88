import type {
  WireParameterFormat,
  WireTemplateCategory,
  WireTemplateComponent,
} from "../../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../../errors.ts";
import { type Json, keys, refuseUnknown } from "../check.ts";
import { checkComponents } from "./components.ts";
import { checkCategory, checkExtras, checkFormat, checkTtl, type TemplateExtras } from "./head.ts";

const editableExtras = ["degrees_of_freedom_spec", "cta_url_link_tracking_opted_out"];
const editKeys = keys("components", "category", "message_send_ttl_seconds", "parameter_format", ...editableExtras);

/** What an edit puts in the place of what was; members that it leaves alone are missing. */
export interface CheckedTemplateEdit {
  readonly category?: WireTemplateCategory;
  readonly parameterFormat?: WireParameterFormat;
  /** The whole set, in the spelling in which it is read back. */
  readonly components?: WireTemplateComponent[];
  readonly ttlSeconds?: number;
  readonly extras: TemplateExtras;
}

/** The template that is edited. */
export interface EditedTemplate {
  readonly language: string;
  readonly category: string;
  readonly parameterFormat: WireParameterFormat;
  readonly components: readonly { readonly type: string }[];
  readonly ttlSeconds?: number | undefined;
}

/**
 * Checks the body of a template's edit. Whether the template may be edited now is the caller's business.
 * @throws GraphFault 100, with the subcode of the rule where Meta has one
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates#edit-a-message-template
 */
export function checkTemplateEdit(body: Json, template: EditedTemplate): CheckedTemplateEdit {
  refuseUnknown(body, editKeys, "");
  if (Object.keys(body).length === 0)
    throw new GraphFault(100, { message: "(#100) The parameter components is required." });
  const before = checkCategory(template.category);
  const category = body["category"] === undefined ? before : checkCategory(body["category"]);
  const parameterFormat =
    body["parameter_format"] === undefined ? template.parameterFormat : checkFormat(body["parameter_format"]);
  const ttlSeconds = checkTtl(body["message_send_ttl_seconds"], category);
  const changed = category !== before;
  // A time to live that stays must fit the new category as well.
  if (changed && ttlSeconds === undefined) checkTtl(template.ttlSeconds, category);
  const context = { category, language: template.language, named: parameterFormat === "NAMED" };
  const given = body["components"] !== undefined;
  if (!given && changed && [before, category].includes("AUTHENTICATION"))
    throw invalidParameter("Param category: the components of an AUTHENTICATION template belong to no other category.");
  const components = given ? checkComponents(body["components"], context) : undefined;
  // Components that stay must fit the new category and kind of parameters.
  if (!given && (changed || parameterFormat !== template.parameterFormat) && category !== "AUTHENTICATION")
    checkComponents(template.components, context);
  return {
    extras: checkExtras(body, editableExtras),
    ...(body["category"] === undefined ? {} : { category }),
    ...(body["parameter_format"] === undefined ? {} : { parameterFormat }),
    ...(components === undefined ? {} : { components }),
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  };
}
