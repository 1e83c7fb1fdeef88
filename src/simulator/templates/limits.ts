import { GraphFault } from "../errors.ts";
import type { TemplateState } from "./store.ts";
import { templateFault } from "../validate/templates/faults.ts";
import type { World } from "../world.ts";

/**
 * How many templates an account may have, make and edit.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */

const hour = 3_600_000;
const day = 24 * hour;
const editsInMonth = 10;

/** Numbers of the rules about a template's life, as subcodes of 100. */
export const lifeRules = {
  tooMany: 2388019,
  cannotChange: 2388039,
  generatedEdit: 2388318,
  generatedDelete: 2388330,
} as const;

/** Counts a creation, and refuses it above the account's limits. */
export function takeCreation(world: World): void {
  const { templates } = world.state;
  const { templates: most, templatesPerHour } = world.limits.settings;
  const now = world.clock.now();
  templates.creations = templates.creations.filter((at) => now - at < hour);
  if (templatesPerHour !== null && templates.creations.length >= templatesPerHour) {
    throw new GraphFault(80007, {
      details: `There have been ${templatesPerHour} template creations on this WhatsApp Business account in an hour. Wait and try again.`,
    });
  }
  if (most !== null && templates.size >= most) {
    throw templateFault(
      lifeRules.tooMany,
      "Too many templates",
      `This WhatsApp Business account has reached its limit of ${most} templates. Each language counts.`,
    );
  }
  templates.creations.push(now);
}

/** Counts an edit of an approved template: one a day, ten in 30 days. Others can be edited at will. */
export function takeEdit(world: World, template: TemplateState): void {
  if (template.status !== "APPROVED") return;
  const now = world.clock.now();
  template.edits = template.edits.filter((at) => now - at < 30 * day);
  const last = template.edits.at(-1);
  if (last !== undefined && now - last < day) {
    throw cannotChange("An approved template can be edited once in 24 hours.");
  }
  if (template.edits.length >= editsInMonth) {
    throw cannotChange(`An approved template can be edited ${editsInMonth} times in 30 days.`);
  }
  template.edits.push(now);
}

export const cannotChange = (userMessage: string): GraphFault =>
  templateFault(lifeRules.cannotChange, "The template cannot be changed", userMessage);

export const cannotDelete = ({ name }: TemplateState): GraphFault =>
  templateFault(
    lifeRules.generatedDelete,
    "The template cannot be deleted",
    `The template ${name} was generated automatically and cannot be deleted.`,
  );
