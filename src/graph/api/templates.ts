import type { CallOptions, Requester } from "../request.ts";
import { graphId } from "../identifiers.ts";
import { paginate, type ListOptions } from "../paginate.ts";
import { hasText, isListOf, isRecord, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import {
  templatePath,
  templatesPath,
  type WireTemplate,
  type WireTemplateCreate,
  type WireTemplateCreated,
} from "../wire/templates.ts";

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

export interface TemplateFilter {
  readonly name?: string | undefined;
  readonly status?: string | undefined;
  readonly category?: string | undefined;
  readonly language?: string | undefined;
}

/** By name alone every language goes; with the id only that one. */
export interface TemplateDeletion {
  readonly name: string;
  readonly id?: string | undefined;
}

const isTemplate = (value: unknown): value is WireTemplate =>
  isRecord(value) &&
  Array.isArray(value["components"]) &&
  (["id", "name", "language", "status"] as const).every((key) => hasText(value, key));
/** Of a template read by chosen fields only the id is sure. */
const isPartOf = <Field extends keyof WireTemplate>(value: unknown): value is Pick<WireTemplate, Field | "id"> =>
  hasText(value, "id");
const isCreated = (value: unknown): value is WireTemplateCreated => hasText(value, "id") && hasText(value, "status");
const isTemplates = isListOf(isTemplate);

export class TemplatesApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * The account's templates, page by page as they are read.
   * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates
   */
  list(wabaId: string, options: ListOptions & TemplateFilter = {}): AsyncGenerator<WireTemplate, void, undefined> {
    const path = templatesPath(graphId(wabaId, "waba_id"));
    const { name, status, category, language, signal } = options;
    return paginate(
      async ({ after, size }) =>
        this.#requester.request({
          method: "GET",
          path,
          query: { name, status, category, language, fields: templateFields.join(","), limit: String(size), after },
          repeatable: true,
          read: (body) => (isTemplates(body) ? body : undefined),
          signal,
        }),
      options,
    );
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
   * Hands a template in for review. Not repeated by itself: the second call would say that the name is taken.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async create(wabaId: string, body: WireTemplateCreate, options: CallOptions = {}): Promise<WireTemplateCreated> {
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
   * Deletes one language (`id` and `name`) or every language of a name. The name cannot be used again for 30 days.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async delete(wabaId: string, template: TemplateDeletion, options: CallOptions = {}): Promise<WireSuccess> {
    return this.#requester.request({
      ...options,
      method: "DELETE",
      path: templatesPath(graphId(wabaId, "waba_id")),
      query: { name: template.name, hsm_id: template.id },
      repeatable: false,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }
}
