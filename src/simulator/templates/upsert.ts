import type { WireTemplateUpserted } from "../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { applyEdit } from "./edit.ts";
import { cannotChange } from "./limits.ts";
import { type NewTemplate, createReviewed, startReview } from "./review.ts";
import { enterStatus } from "./status.ts";
import type { TemplateState } from "./store.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "../validate/check.ts";
import { checkTemplateCreate } from "../validate/templates/create.ts";
import type { World } from "../world.ts";

const known = keys("name", "languages", "category", "components", "message_send_ttl_seconds");
const changeable = new Set(["APPROVED", "REJECTED", "PAUSED"]);

/**
 * Makes or changes a one-time-password template in several languages at once: its words are Meta's in each of them.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates#bulk-management
 */
export function upsertTemplates(world: World, body: Json): WireTemplateUpserted {
  refuseUnknown(body, known, "");
  const { languages, ...common } = body;
  if (!Array.isArray(languages) || languages.length === 0) {
    throw new GraphFault(100, { message: "(#100) The parameter languages is required." });
  }
  if (upperCase(body["category"]) !== "AUTHENTICATION") {
    throw invalidParameter("Param category must be AUTHENTICATION.");
  }
  refuseOwnWords(body["components"]);
  const checked = [...new Set<unknown>(languages)].map((language) => checkTemplateCreate({ ...common, language }));
  const present = checked.map(({ name, language }) => world.state.templates.find(name, language));
  for (const template of present) {
    if (template !== undefined && (template.category !== "AUTHENTICATION" || !changeable.has(template.status))) {
      throw cannotChange(`The template ${template.name} cannot be changed in ${template.language}.`);
    }
  }
  const data = checked.map((wanted, place) => {
    const template = present[place];
    const kept = template === undefined ? createReviewed(world, wanted, "PENDING") : update(world, template, wanted);
    return { id: kept.id, status: kept.status, language: kept.language };
  });
  return { data };
}

/** An update that changes nothing leaves the template as it is. */
function update(world: World, template: TemplateState, { components, ttlSeconds }: NewTemplate): TemplateState {
  const same = JSON.stringify(template.components) === JSON.stringify(components);
  if (same && template.ttlSeconds === ttlSeconds) return template;
  applyEdit(world, template, { components, ...(ttlSeconds === undefined ? {} : { ttlSeconds }) });
  enterStatus(world, template, "PENDING");
  startReview(world, template);
  return template;
}

/** The labels follow from the languages, so none may be given. */
function refuseOwnWords(components: unknown): void {
  if (!Array.isArray(components)) return;
  for (const component of components) {
    const buttons = isObject(component) ? component["buttons"] : undefined;
    if (!Array.isArray(buttons)) continue;
    for (const button of buttons) {
      for (const word of ["text", "autofill_text"]) {
        if (isObject(button) && button[word] !== undefined) {
          throw invalidParameter(`Param ${word} of a button cannot be given for several languages.`);
        }
      }
    }
  }
}
