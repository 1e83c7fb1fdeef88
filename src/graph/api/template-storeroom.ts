import { InputError } from "../../core/errors.ts";
import { graphId } from "../identifiers.ts";
import type { ListOptions } from "../paginate.ts";
import { cursorList } from "./cursor-list.ts";
import { templateRules } from "./template-rules.ts";
import type { CallOptions, Requester } from "../request.ts";
import { hasText, isListOf, isRecord, isSuccess } from "../shape.ts";
import {
  templateLibraryPath,
  wabaTemplateLibraryPath,
  type WireLibraryIndustry,
  type WireLibraryTemplate,
  type WireLibraryTopic,
  type WireLibraryUseCase,
} from "../wire/template-library.ts";
import {
  templateArchivePath,
  templateComparePath,
  templateMigratePath,
  templatePreviewsPath,
  templateUnarchivePath,
  type WireTemplateComparison,
  type WireTemplateMetric,
  type WireTemplatePreview,
  type WireTemplatesArchived,
  type WireTemplatesMigrated,
} from "../wire/templates.ts";
import { checkTemplateIds } from "./template-ids.ts";

/** Which templates of the library are listed; every condition that is there must hold. */
export interface LibraryFilter {
  /** Words of the name or of the text. */
  readonly search?: string | undefined;
  readonly topic?: WireLibraryTopic | undefined;
  readonly usecase?: WireLibraryUseCase | undefined;
  readonly industry?: WireLibraryIndustry | undefined;
  readonly language?: string | undefined;
  /** Asks through an account, as some do; without it, the library itself. */
  readonly wabaId?: string | undefined;
}

/** The other template, and the time for which the two are compared. */
export interface ComparisonRequest {
  readonly with: string;
  /** The last 7, 30, 60 or 90 days before `end`. */
  readonly days: 7 | 30 | 60 | 90;
  /** Unix seconds. */
  readonly end: number;
}

/** What an authentication template would have, shown before it is made. */
export interface PreviewRequest {
  /** Every language when absent. */
  readonly languages?: readonly string[] | undefined;
  readonly securityRecommendation?: boolean | undefined;
  /** 1 to 90. */
  readonly expirationMinutes?: number | undefined;
}

/** Which templates are copied from one account to another. */
export interface MigrationRequest {
  /** The account that has the templates, of the same business. */
  readonly sourceWabaId: string;
  /** At most 500; all that can be when absent. */
  readonly templateIds?: readonly string[] | undefined;
  /** At most 500. */
  readonly count?: number | undefined;
  readonly page?: number | undefined;
}

const isLibrary = isListOf(
  (value): value is WireLibraryTemplate => hasText(value, "name") && hasText(value, "language"),
);
const isPreviews = isListOf((value): value is WireTemplatePreview => isRecord(value) && hasText(value, "body"));
const isComparison = isListOf((value): value is WireTemplateMetric => hasText(value, "metric"));
const isMigrated = (value: unknown): value is WireTemplatesMigrated =>
  isRecord(value) && Array.isArray(value["migrated_templates"]);
const isArchived = (value: unknown): value is WireTemplatesArchived =>
  isSuccess(value) ||
  (isRecord(value) &&
    ["archived_templates", "unarchived_templates", "failed_templates"].some((key) => value[key] !== undefined));

const day = 86_400;

/** What is done with templates besides writing and sending them: library, archive, comparison, moving house. */
export class TemplateStoreroomApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Templates that Meta wrote; `create` with `library_template_name` makes one's own of them.
   * @see https://developers.facebook.com/docs/whatsapp/message-templates/template-library
   */
  library(options: ListOptions & LibraryFilter = {}): AsyncGenerator<WireLibraryTemplate, void, undefined> {
    const { search, topic, usecase, industry, language, wabaId } = options;
    const path = wabaId === undefined ? templateLibraryPath : wabaTemplateLibraryPath(graphId(wabaId, "waba_id"));
    return cursorList(
      this.#requester,
      {
        path,
        query: { search, topic, usecase, industry, language },
        read: (body) => (isLibrary(body) ? body : undefined),
      },
      options,
    );
  }

  /**
   * The words of authentication templates, which are Meta's, by language.
   * @throws InputError `template.invalid` for a language that is none, or another time than 1 to 90 minutes.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
   */
  async previews(
    wabaId: string,
    request: PreviewRequest = {},
    options: CallOptions = {},
  ): Promise<WireTemplatePreview[]> {
    (await templateRules()).assertPreview(request);
    const { languages, securityRecommendation, expirationMinutes } = request;
    return this.#requester.request({
      ...options,
      method: "GET",
      path: templatePreviewsPath(graphId(wabaId, "waba_id")),
      query: {
        category: "AUTHENTICATION",
        languages: languages?.join(","),
        add_security_recommendation: securityRecommendation?.toString(),
        code_expiration_minutes: expirationMinutes?.toString(),
        button_types: "OTP",
      },
      repeatable: true,
      read: (body) => (isPreviews(body) ? body.data : undefined),
    });
  }

  /**
   * Compares two templates of one account, each sent at least 1,000 times: blocks, sends, and why people blocked.
   * @throws InputError `template.invalid` for another span of days, or a template with itself.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/template-comparison
   */
  async compare(
    templateId: string,
    request: ComparisonRequest,
    options: CallOptions = {},
  ): Promise<WireTemplateComparison> {
    (await templateRules()).assertComparison(templateId, request);
    const { with: other, days, end } = request;
    return this.#requester.request({
      ...options,
      method: "GET",
      path: templateComparePath(graphId(templateId, "template_id")),
      query: {
        template_ids: `[${graphId(other, "template_id")}]`,
        start: String(end - days * day),
        end: String(end),
      },
      repeatable: true,
      read: (body) => (isComparison(body) ? body : undefined),
    });
  }

  /**
   * Copies approved templates of good or unknown quality to another account of the same business. `failed_templates` says
   * which were left and why. Not repeated by itself: those that were copied would fail as taken.
   * @param wabaId The account that gets them.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/template-migration
   */
  async migrate(
    wabaId: string,
    { sourceWabaId, templateIds, count, page }: MigrationRequest,
    options: CallOptions = {},
  ): Promise<WireTemplatesMigrated> {
    if (templateIds !== undefined) checkTemplateIds(templateIds, mostMigrated);
    if (count !== undefined) checkCount(count);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: templateMigratePath(graphId(wabaId, "waba_id")),
      body: {
        source_waba_id: graphId(sourceWabaId, "waba_id"),
        ...(templateIds === undefined ? {} : { template_ids: templateIds }),
        ...(count === undefined ? {} : { count }),
        ...(page === undefined ? {} : { page_number: page }),
      },
      repeatable: false,
      read: (body) => (isMigrated(body) ? body : undefined),
    });
  }

  /**
   * Puts templates away: they cannot be sent, and are deleted after 28 days. `failed_templates` says which were not.
   * Served by api.facebook.com (see `apiUrl` of the client's options).
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async archive(wabaId: string, ids: readonly string[], options: CallOptions = {}): Promise<WireTemplatesArchived> {
    return this.#archive(templateArchivePath(graphId(wabaId, "waba_id")), ids, options);
  }

  /**
   * Takes templates out of the archive.
   * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
   */
  async unarchive(wabaId: string, ids: readonly string[], options: CallOptions = {}): Promise<WireTemplatesArchived> {
    return this.#archive(templateUnarchivePath(graphId(wabaId, "waba_id")), ids, options);
  }

  async #archive(path: string, ids: readonly string[], options: CallOptions): Promise<WireTemplatesArchived> {
    checkTemplateIds(ids, 100);
    return this.#requester.request({
      ...options,
      method: "POST",
      path,
      unversioned: true,
      body: { hsm_ids: ids },
      repeatable: true,
      read: (body) => (isArchived(body) ? body : undefined),
    });
  }
}

const mostMigrated = 500;

function checkCount(count: number): void {
  if (Number.isSafeInteger(count) && count >= 1 && count <= mostMigrated) return;
  throw new InputError({
    code: "template.bad_count",
    text: {
      en: `The count must be 1 to ${mostMigrated}.`,
      es: `La cantidad debe estar entre 1 y ${mostMigrated}.`,
    },
    hint: { en: "Go on with the next page.", es: "Continúe con la página siguiente." },
    data: { count },
  });
}
