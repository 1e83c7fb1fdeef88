import type { WireSuccess } from "../../graph/wire/common.ts";
import { templatesPath, type WireTemplateCreated } from "../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { type NodeType, selectFields } from "../fields.ts";
import { paginate } from "../paginate.ts";
import type { Call } from "../router.ts";
import type { TemplateState } from "../state.ts";
import { addTemplate, startReview } from "../template-review.ts";
import { checkTemplateCreate } from "../validate/template-create.ts";
import type { World } from "../world.ts";

const nodeType: NodeType = {
  name: "WhatsAppMessageTemplate",
  defaults: ["name", "parameter_format", "components", "language", "status", "category"],
};
const nameBlocked = 30 * 86_400_000;
const mostDeleted = 100;

function nodeOf(template: TemplateState): Record<string, unknown> {
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    parameter_format: template.parameterFormat,
    components: template.components,
    quality_score: { score: "UNKNOWN", date: Math.floor(template.updatedAt / 1_000) },
    rejected_reason: template.rejectedReason,
    message_send_ttl_seconds: template.ttlSeconds,
    last_updated_time: new Date(template.updatedAt).toISOString().replace(/\.\d+Z$/, "+0000"),
    sub_category: undefined,
    previous_category: undefined,
    correct_category: undefined,
    library_template_name: undefined,
    cta_url_link_tracking_opted_out: undefined,
  };
}

/** A filter's values: one, several with commas, or a JSON array. */
function valuesOf(query: URLSearchParams, name: string): string[] | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!text.startsWith("[")) return text.split(",");
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values)) return values.map(String);
  } catch {
    // Refused below.
  }
  throw new GraphFault(100, { message: `(#100) Param ${name} must be an array.` });
}

function matches(template: TemplateState, query: URLSearchParams): boolean {
  const wanted = {
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
  };
  for (const [name, value] of Object.entries(wanted)) {
    const values = valuesOf(query, name);
    const same = (candidate: string): boolean =>
      name === "status" || name === "category" ? candidate.toUpperCase() === value : candidate === value;
    if (values !== undefined && !values.some(same)) return false;
  }
  const content = query.get("name_or_content");
  return content === null || `${template.name}\n${JSON.stringify(template.components)}`.includes(content);
}

/** `GET /{waba_id}/message_templates` */
export function listTemplates({ world, id, query }: Call): unknown {
  const all = world.state.templates.values().filter((template) => matches(template, query));
  const page = paginate(all, query, `${world.url}/v25.0${templatesPath(id)}`);
  const fields = query.get("fields");
  const summary = summaryOf(all.length, query.get("summary"));
  return {
    data: page.items.map((template) => selectFields(nodeType, nodeOf(template), fields)),
    ...(page.paging === undefined ? {} : { paging: page.paging }),
    ...(summary === undefined ? {} : { summary }),
  };
}

function summaryOf(count: number, names: string | null): Record<string, unknown> | undefined {
  if (names === null) return undefined;
  const known: Record<string, unknown> = {
    total_count: count,
    message_template_count: count,
    message_template_limit: 6_000,
    are_translations_complete: true,
  };
  return Object.fromEntries(names.split(",").map((name) => [name.trim(), known[name.trim()]]));
}

/** `GET /{template_id}` */
export function getTemplate({ world, id, query }: Call): unknown {
  const template = world.state.templates.get(id);
  if (template === undefined) throw new GraphFault(100);
  return selectFields(nodeType, nodeOf(template), query.get("fields"));
}

/** `POST /{waba_id}/message_templates` */
export function createTemplate({ world, body }: Call): WireTemplateCreated {
  const checked = checkTemplateCreate(body);
  const template = addTemplate(world, checked, "PENDING");
  startReview(world, template);
  return { id: template.id, status: template.status, category: checked.category };
}

/** `DELETE /{waba_id}/message_templates`: a name in all languages, one of them, or up to 100 by id. */
export function deleteTemplates({ world, query, body }: Call): WireSuccess {
  const parameter = (key: string): string | undefined =>
    query.get(key) ?? (typeof body[key] === "string" ? body[key] : undefined);
  const name = parameter("name");
  const one = parameter("hsm_id");
  const list = valuesOf(query, "hsm_ids");
  if (list !== undefined && (name !== undefined || one !== undefined))
    throw invalidParameter("Param hsm_ids cannot be combined with name or hsm_id.");
  if (list !== undefined && list.length > mostDeleted)
    throw invalidParameter(`Param hsm_ids must have at most ${mostDeleted} ids.`);
  if (list === undefined && name === undefined)
    throw new GraphFault(100, { message: "(#100) The parameter name is required." });
  const all = world.state.templates.values();
  const chosen = all.filter((template) =>
    list === undefined
      ? template.name === name && (one === undefined || template.id === one)
      : list.includes(template.id),
  );
  if (chosen.length === 0 || (list !== undefined && chosen.length < list.length)) {
    throw new GraphFault(100, {
      message: "Invalid parameter",
      userTitle: "Message template not found",
      userMessage: "There is no such message template in this account.",
    });
  }
  for (const template of chosen) {
    if (template.status === "DISABLED")
      throw invalidParameter(`The template ${template.name} is disabled and cannot be deleted.`);
  }
  for (const template of chosen) remove(world, template);
  return { success: true };
}

function remove(world: World, template: TemplateState): void {
  world.state.templates.remove(template);
  if (template.status === "APPROVED") world.state.blockedNames.set(template.name, world.clock.now() + nameBlocked);
  world.events.emit("template", { id: template.id, status: "DELETED" });
}
