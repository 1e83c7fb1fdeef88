import type { CallOptions, Requester } from "../request.ts";
import { graphId } from "../identifiers.ts";
import type { ListOptions } from "../paginate.ts";
import { cursorList } from "./cursor-list.ts";
import { templateRules } from "./template-rules.ts";
import { hasText, isListOf, isRecord, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import type { WireTemplateFromLibrary } from "../wire/template-library.ts";
import {
  templatePath,
  templatesPath,
  templateUnpausePath,
  templateUpsertPath,
  type WireTemplate,
  type WireTemplateCreate,
  type WireTemplateCreated,
  type WireTemplateEdit,
  type WireTemplateEdited,
  type WireTemplateSummary,
  type WireTemplateUnpaused,
  type WireTemplateUpsert,
  type WireTemplateUpserted,
} from "../wire/templates.ts";
import { checkTemplateIds } from "./template-ids.ts";
import { TemplateStoreroomApi } from "./template-storeroom.ts";

const templateFields = [
  "id",
  "name",
  "language",
  "status",
  "category",
  "parameter_format",
  "components",
  "rejected_reason",
  "quality_score",
] as const satisfies readonly (keyof WireTemplate)[];

const summaryFields = [
  "total_count",
  "message_template_count",
  "message_template_limit",
  "are_translations_complete",
] as const satisfies readonly (keyof WireTemplateSummary)[];

/** Which templates are listed; every condition that is there must hold. */
export interface TemplateFilter {
  readonly name?: string | undefined;
  /** Part of the name or of the text. */
  readonly nameOrContent?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly language?: string | undefined;
  readonly qualityScore?: string | undefined;
  /** `AUTO_GENERATED` for the templates that Direct Send made. */
  readonly source?: string | undefined;
}

/** By name alone every language goes; with the id only that one; by `ids` up to 100 at once. */
export type TemplateDeletion =
  | { readonly name: string; readonly id?: string | undefined; readonly ids?: never }
  | { readonly ids: readonly string[]; readonly name?: never; readonly id?: never };

const isTemplate = (value: unknown): value is WireTemplate =>
  isRecord(value) &&
  Array.isArray(value["components"]) &&
  (["id", "name", "language", "status"] as const).every((key) => hasText(value, key));
/** Of a template read by chosen fields only the id is sure. */
const isPartOf = <Field extends keyof WireTemplate>(value: unknown): value is Pick<WireTemplate, Field | "id"> =>
  hasText(value, "id");
const isCreated = (value: unknown): value is WireTemplateCreated => hasText(value, "id") && hasText(value, "status");
const isTemplates = isListOf(isTemplate);
const isUpserted = isListOf(
  (value): value is WireTemplateUpserted["data"][number] => hasText(value, "id") && hasText(value, "status"),
);

/** Message templates: what an account may say first. */
export class TemplatesApi extends TemplateStoreroomApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    super(requester);
    this.#requester = requester;
  }

  /**
   * The account's templates, page by page as they are read. Error 131059 says that the list changed while it was read:
   * begin again.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
   */
  list(wabaId: string, options: ListOptions & TemplateFilter = {}): AsyncGenerator<WireTemplate, void, undefined> {
    const path = templatesPath(graphId(wabaId, "waba_id"));
    const { name, nameOrContent, status, category, language, qualityScore, source } = options;
    const filter = { name, name_or_content: nameOrContent, status, category, language, quality_score: qualityScore };
    return cursorList(
      this.#requester,
      {
        path,
        query: { ...filter, source, fields: templateFields.join(",") },
        read: (body) => (isTemplates(body) ? body : undefined),
      },
      options,
    );
  }

  /**
   * How many templates the account has, and how many it may have.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
   */
  async summary(wabaId: string, options: CallOptions = {}): Promise<WireTemplateSummary> {
    return this.#requester.request({
      ...options,
      method: "GET",
      path: templatesPath(graphId(wabaId, "waba_id")),
      query: { summary: summaryFields.join(","), fields: "id", limit: "1" },
      repeatable: true,
      read: (body) => (isRecord(body) && isRecord(body["summary"]) ? body["summary"] : undefined),
    });
  }

  /**
   * One template; `fields` names what to read of it, everything when absent.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-hsm
   */
  async get<Field extends keyof WireTemplate = keyof WireTemplate>(
    templateId: string,
    options: CallOptions & { readonly fields?: readonly Field[] | undefined } = {},
  ): Promise<Pick<WireTemplate, Field | "id">> {
    const { fields, ...call } = options;
    return this.#requester.request({
      ...call,
      method: "GET",
      path: templatePath(graphId(templateId, "template_id")),
      query: { fields: (fields ?? templateFields).join(",") },
      repeatable: true,
      read: (body) =>
        (fields === undefined ? isTemplate(body) : hasText(body, "id")) && isPartOf<Field>(body) ? body : undefined,
    });
  }

  /**
   * Hands a template in for review; one of the library, unchanged, is approved at once. Not repeated by itself: the second
   * call would say that the name is taken.
   * @throws InputError `template.invalid`, before a byte leaves, for what Meta would refuse: it names the first place
   * (`components[1].text`), and `data.problems` has them all.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async create(
    wabaId: string,
    body: WireTemplateCreate | WireTemplateFromLibrary,
    options: CallOptions = {},
  ): Promise<WireTemplateCreated> {
    (await templateRules()).assertTemplate(body);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: templatesPath(graphId(wabaId, "waba_id")),
      body,
      repeatable: false,
      read: (answer) => (isCreated(answer) ? answer : undefined),
    });
  }

  /**
   * Changes an approved, rejected or paused template, which goes back to review. Not repeated by itself: an approved one
   * can be changed once a day only.
   * @throws InputError `template.invalid`, as `create` does.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async edit(templateId: string, body: WireTemplateEdit, options: CallOptions = {}): Promise<WireTemplateEdited> {
    (await templateRules()).assertTemplateEdit(body);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: templatePath(graphId(templateId, "template_id")),
      body,
      repeatable: false,
      read: (answer): WireTemplateEdited | undefined => (isSuccess(answer) ? answer : undefined),
    });
  }

  /**
   * Makes an authentication template in several languages, or changes those that are there.
   * @throws InputError `template.invalid`, as `create` does.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
   */
  async upsert(wabaId: string, body: WireTemplateUpsert, options: CallOptions = {}): Promise<WireTemplateUpserted> {
    (await templateRules()).assertTemplateUpsert(body);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: templateUpsertPath(graphId(wabaId, "waba_id")),
      body,
      repeatable: true,
      read: (answer) => (isUpserted(answer) ? answer : undefined),
    });
  }

  /**
   * Deletes every language of a name, one language (`id` and `name`), or up to 100 by their ids. The name of one that was
   * approved cannot be used again for 30 days.
   * @throws InputError for no id, for more than 100, or for a name that no template can have.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async delete(wabaId: string, template: TemplateDeletion, options: CallOptions = {}): Promise<WireSuccess> {
    const { name, id, ids } = template;
    if (ids === undefined) (await templateRules()).assertDeletion(name);
    else checkTemplateIds(ids, 100);
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: templatesPath(graphId(wabaId, "waba_id")),
      query: {
        name,
        hsm_id: id === undefined ? undefined : graphId(id, "template_id"),
        hsm_ids: ids === undefined ? undefined : JSON.stringify(ids),
      },
      repeatable: false,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }

  /**
   * Ends a pause; one for low quality also ends by itself, one by pacing does not. Where Meta says no, `reason` tells why.
   * @see https://developers.facebook.com/docs/whatsapp/message-templates/guidelines
   */
  async unpause(templateId: string, options: CallOptions = {}): Promise<WireTemplateUnpaused> {
    return this.#requester.request({
      ...options,
      method: "POST",
      path: templateUnpausePath(graphId(templateId, "template_id")),
      repeatable: true,
      read: (answer): WireTemplateUnpaused | undefined => (isSuccess(answer) ? answer : undefined),
    });
  }
}
