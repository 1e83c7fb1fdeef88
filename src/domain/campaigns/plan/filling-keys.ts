import { templateVariables, type TemplateContent } from "../../templates/variables.ts";
import { valueKeys } from "../params/fill.ts";

/** The names under which values of a template are given, in any of its languages. */
export function fillingKeys(templates: readonly TemplateContent[]): readonly string[] {
  return valueKeys(templates.flatMap(templateVariables));
}
