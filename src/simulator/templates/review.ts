import { takeCreation } from "./limits.ts";
import { scheduleStep } from "./due.ts";
import { changeStatus } from "./status.ts";
import { makeTemplate, type TemplateParts, type TemplateState } from "./store.ts";
import { rules, templateFault } from "../validate/templates/faults.ts";
import { sameContent } from "../validate/templates/same.ts";
import type { World } from "../world.ts";

/** A template that has passed the checks, before it has an id. */
export type NewTemplate = Omit<TemplateParts, "id" | "status" | "now">;

/** Refuses a name that is taken in its language or was deleted lately. */
function refuseTakenName(world: World, { name, language }: Pick<NewTemplate, "name" | "language">): void {
  const { state, clock } = world;
  const taken = state.templates.find(name, language);
  if (taken?.status === "PENDING_DELETION" || (state.blockedNames.get(name) ?? 0) > clock.now()) {
    throw templateFault(
      rules.beingDeleted,
      "The name cannot be used yet",
      "A template with this name was deleted. Its name is free again 30 days later.",
    );
  }
  if (taken !== undefined) {
    throw templateFault(
      rules.exists,
      "The template exists",
      `There is already content in ${language} for the template ${name}.`,
    );
  }
}

/** Stores a checked template without counting it as a creation. */
export function addTemplate(world: World, checked: NewTemplate, status: string): TemplateState {
  refuseTakenName(world, checked);
  const template = makeTemplate({ ...checked, id: world.ids.object(), status, now: world.clock.now() });
  world.state.templates.add(template);
  world.events.emit("template", { id: template.id, status });
  return template;
}

/** A creation through the API: within the limits of the account, and with a review unless it is approved at once. */
export function createReviewed(world: World, checked: NewTemplate, status: "PENDING" | "APPROVED"): TemplateState {
  refuseTakenName(world, checked);
  takeCreation(world);
  const template = addTemplate(world, checked, status);
  if (status === "PENDING") startReview(world, template);
  return template;
}

/** Meta's review: after a while there is a decision, unless somebody decided or deleted the template before. */
export function startReview(world: World, template: TemplateState): void {
  const { templateReview } = world.settings;
  if (templateReview !== "manual") scheduleReview(world, template, world.clock.now() + templateReview);
}

export function scheduleReview(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "review", at, (current, reviewed) =>
    reviewed.status === "PENDING" ? review(current, reviewed) : undefined,
  );
}

const live = new Set(["APPROVED", "PENDING", "PAUSED", "IN_APPEAL"]);

/** Approves, or rejects what another template says already. */
function review(world: World, template: TemplateState): Promise<void> {
  const others = world.state.templates
    .values()
    .filter((other) => other.name !== template.name && live.has(other.status) && isOlder(other, template));
  if (!sameContent(template, others)) return changeStatus(world, template, "APPROVED");
  return changeStatus(world, template, "REJECTED", {
    rejectedReason: "INVALID_FORMAT",
    rejection: {
      reason: "Another template has the same body and footer.",
      recommendation: "Use the other template, or change the text.",
    },
  });
}

/** Of two under review, the first one passes. */
const isOlder = (other: TemplateState, template: TemplateState): boolean =>
  other.status !== "PENDING" || Number(other.id.slice(-8)) < Number(template.id.slice(-8));
