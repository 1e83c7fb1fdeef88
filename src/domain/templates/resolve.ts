import { InputError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { assertSendable, isGone } from "./status.ts";

/** What finding a template needs of the client: `GraphClient.templates` has it. */
export interface TemplateSource {
  list(
    wabaId: string,
    filter?: { readonly name?: string; readonly signal?: AbortSignal | undefined },
  ): AsyncIterable<WireTemplate>;
}

function normalised(language: string): string {
  return language.trim().replace("-", "_").toLowerCase();
}

function codes(templates: readonly WireTemplate[]): string[] {
  return templates.map(({ language }) => cleanLine(language)).toSorted();
}

/** No template of that name; `names` are the names that there are. */
export function templateNotFound(name: string, names: Iterable<string>): InputError {
  const shown = cleanLine(name);
  const near = nearest(name, names).map((other) => cleanLine(other));
  const suggestion: Text =
    near.length === 0
      ? { en: "See which there are: recado templates list", es: "Vea cuáles hay: recado templates list" }
      : { en: `Did you mean ${near.join(", ")}?`, es: `¿Quiso decir ${near.join(", ")}?` };
  return new InputError({
    code: "template.not_found",
    text: {
      en: `There is no template "${shown}" in this account.`,
      es: `No hay ninguna plantilla "${shown}" en esta cuenta.`,
    },
    hint: suggestion,
    data: { template: name, near },
  });
}

function wrongLanguage(name: string, language: string, templates: readonly WireTemplate[]): InputError {
  const list = codes(templates);
  return new InputError({
    code: "template.wrong_language",
    text: {
      en: `The template "${cleanLine(name)}" does not exist in "${cleanLine(language)}"; it exists in ${list.join(", ")}.`,
      es: `La plantilla "${cleanLine(name)}" no existe en "${cleanLine(language)}"; existe en ${list.join(", ")}.`,
    },
    hint: { en: `Add --language ${list[0] ?? ""}`, es: `Agregue --language ${list[0] ?? ""}` },
    data: { template: name, language, languages: list },
  });
}

function ambiguousLanguage(name: string, templates: readonly WireTemplate[]): InputError {
  const list = codes(templates);
  return new InputError({
    code: "template.language_needed",
    text: {
      en: `The template "${cleanLine(name)}" exists in several languages: ${list.join(", ")}.`,
      es: `La plantilla "${cleanLine(name)}" existe en varios idiomas: ${list.join(", ")}.`,
    },
    hint: {
      en: `Say which one: --language ${list[0] ?? ""}`,
      es: `Indique cuál: --language ${list[0] ?? ""}`,
    },
    data: { template: name, languages: list },
  });
}

function oneOf(name: string, templates: readonly WireTemplate[]): WireTemplate {
  const [first, ...others] = templates;
  if (first === undefined) throw templateNotFound(name, []);
  if (others.length > 0) throw ambiguousLanguage(name, templates);
  return first;
}

function inLanguage(name: string, templates: readonly WireTemplate[], language: string): WireTemplate {
  const wanted = normalised(language);
  const exact = templates.find((template) => normalised(template.language) === wanted);
  if (exact !== undefined) return exact;
  const regional = templates.filter((template) => normalised(template.language).startsWith(`${wanted}_`));
  if (regional.length === 0) throw wrongLanguage(name, language, templates);
  return oneOf(name, regional);
}

/**
 * Chooses among the templates of one name (one for each language).
 *
 * Without a language, the only one there is. `es` also finds `es_MX` when no other Spanish exists; `es_MX` never becomes
 * `es`, since whoever names a region means it. Throws InputError when the choice is open or empty.
 */
export function chooseTemplate(name: string, templates: readonly WireTemplate[], language?: string): WireTemplate {
  const alive = templates.filter((template) => !isGone(template));
  const candidates = alive.length > 0 ? alive : templates;
  return language === undefined ? oneOf(name, candidates) : inLanguage(name, candidates, language);
}

/** The one to send; throws PolicyError too, when it may not be sent in its present status. */
export function pickTemplate(name: string, templates: readonly WireTemplate[], language?: string): WireTemplate {
  const chosen = chooseTemplate(name, templates, language);
  assertSendable(chosen);
  return chosen;
}

/** Looks a template up in the account and chooses its language; an unknown name is answered with near ones. */
export async function findTemplate(
  source: TemplateSource,
  request: {
    readonly wabaId: string;
    readonly name: string;
    readonly language?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<WireTemplate> {
  const { wabaId, name, language, signal } = request;
  const found: WireTemplate[] = [];
  // Meta's filter also lets longer names through.
  for await (const template of source.list(wabaId, { name, signal })) if (template.name === name) found.push(template);
  if (found.length > 0) return pickTemplate(name, found, language);
  const names = new Set<string>();
  for await (const template of source.list(wabaId, { signal })) names.add(template.name);
  throw templateNotFound(name, names);
}
