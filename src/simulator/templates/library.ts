import type { WireLibraryTemplate } from "../../graph/wire/template-library.ts";
import { GraphFault, invalidParameter } from "../errors.ts";
import { componentsFrom } from "./library-parts.ts";
import { type LibraryItem, type LibraryLanguage, libraryItems, libraryLanguages } from "./library-data.ts";
import { createReviewed } from "./review.ts";
import { valuesOf } from "../handlers/template-values.ts";
import type { TemplateState } from "./store.ts";
import { sendStatusUpdate } from "./webhooks.ts";
import { type Json, keys, refuseUnknown } from "../validate/check.ts";
import { checkTemplateCreate } from "../validate/templates/create.ts";
import type { World } from "../world.ts";

/**
 * Templates that need no review.
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/template-library
 */

const known = keys(
  "name",
  "language",
  "category",
  "library_template_name",
  "library_template_button_inputs",
  "library_template_body_inputs",
  "allow_category_change",
  "message_send_ttl_seconds",
);

const firstId = 700_100_000_000_000;

/** The languages of the library, and whose words they have: those of English serve the United States as well. */
const spoken = new Map<string, LibraryLanguage>([
  ...libraryLanguages.map((language) => [language, language] as const),
  ["en_US", "en"],
]);

function shown(item: LibraryItem, id: number, code: string, language: LibraryLanguage): WireLibraryTemplate {
  const { name, category, topic, usecase, industry, header, body, params, buttons } = item;
  return {
    id: String(id),
    name,
    language: code,
    category,
    topic,
    ...(usecase === undefined ? {} : { usecase }),
    industry: [...industry],
    ...(header === undefined ? {} : { header: header[language] }),
    body: body[language],
    body_params: params.map(([, sample]) => sample),
    body_param_types: params.map(([kind]) => kind),
    buttons: buttons.map(({ type, text }) => ({
      type,
      text: text[language],
      ...(type === "URL" ? { url: "https://www.example.com/{{1}}" } : {}),
      ...(type === "PHONE_NUMBER" ? { phone_number: "+12025550100" } : {}),
    })),
  };
}

const library: readonly WireLibraryTemplate[] = libraryItems.flatMap((item, place) =>
  [...spoken].map(([code, language], index) => shown(item, firstId + place * spoken.size + index, code, language)),
);

/** What the filters leave of the library. */
export function searchLibrary(query: URLSearchParams): WireLibraryTemplate[] {
  const search = query.get("search")?.trim().toLowerCase() || undefined;
  const wanted = (name: string): string[] | undefined =>
    valuesOf(query, name)?.map((value) => value.trim().toUpperCase());
  const [industry, ...filters] = ["industry", "name", "category", "topic", "usecase", "language"].map(wanted);
  const matches = (filter: string[] | undefined, ...values: readonly (string | undefined)[]): boolean =>
    filter === undefined || values.some((value) => value !== undefined && filter.includes(value.toUpperCase()));
  return library.filter(
    (template) =>
      [template.name, template.category, template.topic, template.usecase, template.language].every((value, index) =>
        matches(filters[index], value),
      ) &&
      matches(industry, ...(template.industry ?? [])) &&
      (search === undefined ||
        `${template.name} ${template.header ?? ""} ${template.body}`.toLowerCase().includes(search)),
  );
}

/** Makes a template from one of the library; it is approved at once. */
export function createFromLibrary(world: World, body: Json): TemplateState {
  refuseUnknown(body, known, "");
  const { library_template_name: libraryName, language, category, name, message_send_ttl_seconds: ttl } = body;
  for (const key of ["name", "language", "category"]) {
    if (body[key] === undefined) throw new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });
  }
  const item = libraryItems.find((candidate) => candidate.name === libraryName);
  const words = typeof language === "string" ? spoken.get(language) : undefined;
  if (item === undefined || words === undefined) {
    throw invalidParameter(`Param library_template_name: there is no ${String(libraryName)} in ${String(language)}.`);
  }
  if (typeof category !== "string" || category.toUpperCase() !== item.category) {
    throw invalidParameter(`Param category of the library template ${item.name} must be ${item.category}.`);
  }
  const checked = checkTemplateCreate({
    name,
    language,
    category,
    components: componentsFrom(item, words, body),
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
  });
  const bodyParamTypes = item.params.map(([kind]) => kind);
  const template = createReviewed(world, { ...checked, libraryName: item.name, bodyParamTypes }, "APPROVED");
  void sendStatusUpdate(world, template);
  return template;
}
