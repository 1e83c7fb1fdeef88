import { erase } from "./delete.ts";
import { scheduleStep } from "./due.ts";
import { changeStatus } from "./status.ts";
import type { TemplateState } from "./store.ts";
import type { World } from "../world.ts";

/**
 * The archive: its templates cannot be sent, and are deleted after 28 days.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */

const kept = 28 * 86_400_000;
const archivable = new Set(["APPROVED", "REJECTED"]);

/** Archives a template. Returns why not where that is impossible. */
export function archive(world: World, template: TemplateState): string | undefined {
  if (template.status === "ARCHIVED") return "The template is archived already.";
  if (!archivable.has(template.status)) return `A template with the status ${template.status} cannot be archived.`;
  template.archivedFrom = template.status;
  scheduleArchiveDeletion(world, template, world.clock.now() + kept);
  void changeStatus(world, template, "ARCHIVED");
  return undefined;
}

/** Takes a template out of the archive. Returns why not where that is impossible. */
export function unarchive(world: World, template: TemplateState): string | undefined {
  if (template.status !== "ARCHIVED") return "The template is not archived.";
  const { archivedFrom = "APPROVED" } = template;
  delete template.archivedFrom;
  void changeStatus(world, template, archivedFrom, { event: "UNARCHIVED" });
  return undefined;
}

export function scheduleArchiveDeletion(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "archive", at, erase);
}
