import { refOf } from "../../core/ids.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import type { ContactFilter } from "../../storage/repos/contact-lists.ts";
import type { Cell } from "../../cli/view.ts";
import { categoryWord } from "../words.ts";

const list = (values: readonly string[]): Cell => values.join(", ");

const purposeCell = (purposes: readonly string[]): Cell => ({ text: joinTexts(purposes.map(categoryWord), ", ") });

/** What a filter asks for, a line each; empty for one that takes everybody. */
export function filterPairs(filter: ContactFilter): readonly (readonly [Text, Cell])[] {
  const { search, labels, withoutLabels, consent, noConsent, language, country, where, importId, also } = filter;
  const pairs: (readonly [Text, Cell])[] = [];
  if (search !== undefined) pairs.push([{ en: "Search", es: "Búsqueda" }, search]);
  if (labels !== undefined) pairs.push([{ en: "With labels", es: "Con etiquetas" }, list(labels)]);
  if (withoutLabels !== undefined) pairs.push([{ en: "Without labels", es: "Sin etiquetas" }, list(withoutLabels)]);
  if (consent !== undefined) pairs.push([{ en: "Agreed to", es: "Aceptó" }, purposeCell(consent)]);
  if (noConsent !== undefined) pairs.push([{ en: "Not agreed to", es: "No aceptó" }, purposeCell(noConsent)]);
  if (language !== undefined) pairs.push([{ en: "Language", es: "Idioma" }, language]);
  if (country !== undefined) pairs.push([{ en: "Country", es: "País" }, country]);
  for (const [name, value] of where ?? []) pairs.push([same(name), value]);
  if (importId !== undefined) pairs.push([{ en: "Import", es: "Importación" }, refOf("imp", importId)]);
  return also === undefined ? pairs : [...pairs, ...filterPairs(also)];
}

/** The same as keys for programs. */
export function filterJson(filter: ContactFilter): Record<string, unknown> {
  const { importId, also, where, ...rest } = filter;
  return {
    ...rest,
    ...(where === undefined ? {} : { where: where.map(([field, value]) => ({ field, value })) }),
    ...(importId === undefined ? {} : { import: refOf("imp", importId) }),
    ...(also === undefined ? {} : { also: filterJson(also) }),
  };
}
