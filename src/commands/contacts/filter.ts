import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { UsageError } from "../../core/errors.ts";
import { readRef } from "../../core/ids.ts";
import type { Text } from "../../core/text.ts";
import { requireSegment } from "../../domain/contacts/segments.ts";
import { readCountry } from "../../domain/import/cells/countries.ts";
import { readLanguage } from "../../domain/import/cells/languages.ts";
import { getImport } from "../../storage/repos/imports.ts";
import type { ContactFilter } from "../../storage/repos/contact-lists.ts";
import type { filterInput } from "./filter-spec.ts";
import { badValue, readAssignment, readPurposeOption } from "./values.ts";

export type FilterInput = InputOf<typeof filterInput>;

/** Whether anything at all was asked for. */
export function hasFilter(input: FilterInput): boolean {
  const { label, noLabel, consent, noConsent, where, search, language, country, segment } = input;
  const lists = [label, noLabel, consent, noConsent, where];
  const texts = [search, language, country, input.import, segment];
  return lists.some((list) => list.length > 0) || texts.some((text) => text !== undefined);
}

function read<Value>(option: string, text: string, value: Value | undefined, expected: Text): Value {
  if (value !== undefined) return value;
  throw badValue(option, text, expected);
}

/** Undefined for what was not asked for, so that the filter holds only what it says. */
function given<Value>(list: readonly Value[]): readonly Value[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** The number of an import that is there. */
async function importOf(text: string, context: Context): Promise<number> {
  const id = readRef("imp", text);
  if (id !== undefined && (await getImport(await context.db(), id)) !== undefined) return id;
  throw new UsageError({
    code: "imports.not_found",
    text: { en: `There is no import "${text}".`, es: `No existe la importación "${text}".` },
    hint: { en: "List them with: recado contacts imports list", es: "Consúltelas con: recado contacts imports list" },
    data: { option: "--import" },
  });
}

/**
 * The shared options that choose contacts, as one filter.
 *
 * @throws UsageError naming the option; InputError `segments.not_found`
 */
export async function readFilter(input: FilterInput, context: Context): Promise<ContactFilter> {
  const { search, language, country } = input;
  const segment =
    input.segment === undefined ? undefined : (await requireSegment(await context.db(), input.segment)).filter;
  const filter: ContactFilter = {
    search: search?.trim() === "" ? undefined : search?.trim(),
    labels: given(input.label),
    withoutLabels: given(input.noLabel),
    consent: given(readPurposeOption("--consent", input.consent)),
    noConsent: given(readPurposeOption("--no-consent", input.noConsent)),
    language:
      language === undefined
        ? undefined
        : read("--language", language, /^[a-z]{2,3}$/i.test(language) ? language : readLanguage(language), {
            en: "a language such as es or pt_BR",
            es: "un idioma, como es o pt_BR",
          }),
    country:
      country === undefined
        ? undefined
        : read("--country", country, readCountry(country), {
            en: "a country such as PE or Peru",
            es: "un país, como PE o Perú",
          }),
    where: given(input.where.map((text) => readAssignment("--where", text))),
    importId: input.import === undefined ? undefined : await importOf(input.import, context),
    also: segment,
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
