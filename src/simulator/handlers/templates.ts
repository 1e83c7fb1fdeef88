import type { WireSuccess } from "../../graph/wire/common.ts";
import { templatesPath, type WireTemplateCreated } from "../../graph/wire/templates.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { selectFields } from "../http/fields.ts";
import { listAddress, paginate } from "../http/paginate.ts";
import { unquote } from "../http/read-body.ts";
import type { Call } from "../http/router.ts";
import { checkDeletable, deleteTemplate } from "../templates/delete.ts";
import { editTemplate as applyTemplateEdit } from "../templates/edit.ts";
import { createFromLibrary } from "../templates/library.ts";
import { nodeOf, templateNode } from "../templates/node.ts";
import { createReviewed } from "../templates/review.ts";
import type { TemplateState } from "../templates/store.ts";
import { checkTemplateCreate } from "../validate/templates/create.ts";
import { valuesOf } from "./template-values.ts";

const mostDeleted = 100;

/** The template of the path. */
export function templateOf({ world, id }: Pick<Call, "world" | "id">): TemplateState {
  const template = world.state.templates.get(id);
  if (template === undefined) throw new GraphFault(100);
  return template;
}

/** What each filter looks at. Enumerations are compared without regard to case. */
const filters: readonly (readonly [name: string, value: (template: TemplateState) => string, fold: boolean])[] = [
  ["language", (template) => template.language, false],
  ["status", (template) => template.status, true],
  ["category", (template) => template.category, true],
  ["quality_score", (template) => template.quality.score, true],
  ["source", (template) => template.source ?? "", true],
];

/** A test for the templates that the query asks for. */
function filterOf(query: URLSearchParams): (template: TemplateState) => boolean {
  const tests: ((template: TemplateState) => boolean)[] = [];
  // What Direct Send generated is shown to those who ask for it.
  if (!query.has("source")) tests.push((template) => template.source === undefined);
  for (const [name, value, fold] of filters) {
    const given = valuesOf(query, name);
    if (given === undefined) continue;
    const wanted = new Set(fold ? given.map((text) => text.toUpperCase()) : given);
    tests.push((template) => wanted.has(value(template)));
  }
  const name = query.get("name");
  if (name !== null && name !== "") tests.push((template) => template.name.includes(name.toLowerCase()));
  const content = query.get("name_or_content")?.toLowerCase();
  if (content !== undefined) {
    tests.push(({ name: own, components }) => `${own}\n${JSON.stringify(components)}`.toLowerCase().includes(content));
  }
  return (template) => tests.every((test) => test(template));
}

/** `GET /{waba_id}/message_templates` */
export function listTemplates(call: Call): unknown {
  const { world, id, query } = call;
  const all = world.state.templates.values().filter(filterOf(query));
  const page = paginate(all, query, listAddress(call, templatesPath(id)));
  const fields = query.get("fields");
  const summary = summaryOf(all.length, world.limits.settings.templates, query.get("summary"));
  return {
    data: page.items.map((template) => selectFields(templateNode, nodeOf(template), fields)),
    ...(page.paging === undefined ? {} : { paging: page.paging }),
    ...(summary === undefined ? {} : { summary }),
  };
}

function summaryOf(count: number, limit: number | null, names: string | null): Record<string, unknown> | undefined {
  if (names === null) return undefined;
  const known: Record<string, unknown> = {
    total_count: count,
    message_template_count: count,
    message_template_limit: limit ?? undefined,
    are_translations_complete: true,
  };
  return Object.fromEntries(names.split(",").map((name) => [name.trim(), known[name.trim()]]));
}

/** `GET /{template_id}` */
export function getTemplate(call: Call): unknown {
  return selectFields(templateNode, nodeOf(templateOf(call)), call.query.get("fields"));
}

/** `POST /{waba_id}/message_templates`: of the business's own words, or from the library. */
export function createTemplate({ world, body: given }: Call): WireTemplateCreated {
  const body = unquote(given, "components");
  const template =
    body["library_template_name"] === undefined
      ? createReviewed(world, checkTemplateCreate(body), "PENDING")
      : createFromLibrary(world, body);
  return { id: template.id, status: template.status, category: template.category as WireTemplateCreated["category"] };
}

/** `POST /{template_id}` */
export function editTemplate(call: Call): WireSuccess & Record<string, unknown> {
  const template = templateOf(call);
  applyTemplateEdit(call.world, template, unquote(call.body, "components"));
  return { success: true, id: template.id, name: template.name, category: template.category };
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
  const wanted = new Set(list);
  const chosen = world.state.templates
    .values()
    .filter((template) =>
      list === undefined
        ? template.name === name && (one === undefined || template.id === one)
        : wanted.has(template.id),
    );
  if (chosen.length === 0 || chosen.length < wanted.size) {
    throw new GraphFault(100, {
      message: "Invalid parameter",
      userTitle: "Message template not found",
      userMessage: "There is no such message template in this account.",
    });
  }
  for (const template of chosen) checkDeletable(template);
  for (const template of chosen) void deleteTemplate(world, template);
  return { success: true };
}
