import type { WireList } from "../../graph/wire/common.ts";
import type {
  WireTemplateMetric,
  WireTemplatesArchived,
  WireTemplatesMigrated,
  WireTemplateUnpaused,
  WireTemplateUpserted,
} from "../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import type { Call } from "../http/router.ts";
import { archive, unarchive } from "../templates/archive.ts";
import { compareTemplates, readPeriod } from "../templates/compare.ts";
import { migrateTemplates } from "../templates/migrate.ts";
import { unpause } from "../templates/quality.ts";
import type { TemplateState } from "../templates/store.ts";
import { upsertTemplates } from "../templates/upsert.ts";
import type { World } from "../world.ts";
import { idsOf, valuesOf } from "./template-values.ts";
import { templateOf } from "./templates.ts";

const mostArchived = 100;
const mostMigrated = 500;

/** `POST /{template_id}/unpause`: a pause of pacing ends by hand, one of quality by itself. */
export function unpauseTemplate(call: Call): WireTemplateUnpaused {
  const template = templateOf(call);
  if (template.status !== "PAUSED") return { success: false, reason: "The template is not paused." };
  if (template.pausedBy === "quality") {
    return { success: false, reason: "The template was paused because of its quality. The pause ends by itself." };
  }
  void unpause(call.world, template);
  return { success: true };
}

/** `GET /{template_id}/compare` */
export function compareTemplate(call: Call): WireList<WireTemplateMetric> {
  const [other, ...more] = valuesOf(call.query, "template_ids") ?? [];
  if (other === undefined || more.length > 0) throw invalidParameter("Param template_ids must have exactly one id.");
  return { data: compareTemplates(call.world, templateOf(call), other, readPeriod(call.query)) };
}

function move({ world, body }: Call, change: (world: World, template: TemplateState) => string | undefined) {
  const ids = idsOf(body, "hsm_ids", mostArchived);
  if (ids === undefined) throw new GraphFault(100, { message: "(#100) The parameter hsm_ids is required." });
  const moved: string[] = [];
  const failed: Record<string, string> = {};
  for (const id of ids) {
    const template = world.state.templates.get(id);
    const reason = template === undefined ? "The template does not exist." : change(world, template);
    if (reason === undefined) moved.push(id);
    else failed[id] = reason;
  }
  return { moved, failed };
}

/** `POST /{waba_id}/message_templates/archive` */
export function archiveTemplates(call: Call): WireTemplatesArchived {
  const { moved, failed } = move(call, archive);
  return { archived_templates: moved, failed_templates: failed };
}

/** `POST /{waba_id}/message_templates/unarchive` */
export function unarchiveTemplates(call: Call): WireTemplatesArchived {
  const { moved, failed } = move(call, unarchive);
  return { unarchived_templates: moved, failed_templates: failed };
}

/** `POST /{waba_id}/migrate_message_templates` */
export function migrate({ world, body }: Call): WireTemplatesMigrated {
  const { source_waba_id: source, page_number: page = 0, count = mostMigrated } = body;
  if (typeof source !== "string" && typeof source !== "number") {
    throw new GraphFault(100, { message: "(#100) The parameter source_waba_id is required." });
  }
  return migrateTemplates(world, {
    source: String(source),
    page: wholeNumber("page_number", page, 0, Number.MAX_SAFE_INTEGER),
    count: wholeNumber("count", count, 1, mostMigrated),
    ids: idsOf(body, "template_ids", mostMigrated),
  });
}

function wholeNumber(name: string, value: unknown, least: number, most: number): number {
  const number = typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < least || number > most) {
    throw invalidParameter(`Param ${name} must be an integer from ${least} to ${most}.`);
  }
  return number;
}

/** `POST /{waba_id}/upsert_message_templates` */
export const upsert = ({ world, body }: Call): WireTemplateUpserted => upsertTemplates(world, body);
