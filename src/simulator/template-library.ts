import type { WireLibraryTemplate } from "../graph/wire/template-library.ts";
import { GraphFault, invalidParameter } from "./errors.ts";
import { componentsFrom } from "./template-library-parts.ts";
import { type LibraryItem, type LibraryLanguage, libraryItems, libraryLanguages } from "./template-library-data.ts";
import { createReviewed } from "./template-review.ts";
import type { TemplateState } from "./template-store.ts";
import { sendStatusUpdate } from "./template-webhooks.ts";
import { type Json, keys, refuseUnknown } from "./validate/check.ts";
import { checkTemplateCreate } from "./validate/template-create.ts";
import type { World } from "./world.ts";

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

function shown(item: LibraryItem, place: number, language: LibraryLanguage): WireLibraryTemplate {
  const { name, category, topic, usecase, industry, header, body, params, buttons } = item;
  return {
    id: String(firstId + place * libraryLanguages.length + libraryLanguages.indexOf(language)),
    name,
    language,
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
  libraryLanguages.map((language) => shown(item, place, language)),
);

/** What the filters leave of the library. */
export function searchLibrary(query: URLSearchParams): WireLibraryTemplate[] {
  const wanted = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  const search = wanted("search")?.toLowerCase();
  const [name, topic, usecase, industry, language] = ["name", "topic", "usecase", "industry", "language"].map(wanted);
  const matches = (value: string | undefined, filter: string | undefined): boolean =>
    filter === undefined || value?.toUpperCase() === filter.toUpperCase();
  return library.filter(
    (template) =>
      matches(template.name, name) &&
      matches(template.topic, topic) &&
      matches(template.usecase, usecase) &&
      matches(template.language, language) &&
      (industry === undefined || template.industry?.includes(industry.toUpperCase()) === true) &&
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
  const spoken = libraryLanguages.find((candidate) => candidate === language);
  if (item === undefined || spoken === undefined) {
    throw invalidParameter(`Param library_template_name: there is no ${String(libraryName)} in ${String(language)}.`);
  }
  if (typeof category !== "string" || category.toUpperCase() !== item.category) {
    throw invalidParameter(`Param category of the library template ${item.name} must be ${item.category}.`);
  }
  const checked = checkTemplateCreate({
    name,
    language,
    category,
    components: componentsFrom(item, spoken, body),
    ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }),
  });
  const bodyParamTypes = item.params.map(([kind]) => kind);
  const template = createReviewed(world, { ...checked, libraryName: item.name, bodyParamTypes }, "APPROVED");
  void sendStatusUpdate(world, template);
  return template;
}
