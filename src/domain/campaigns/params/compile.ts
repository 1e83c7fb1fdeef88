import { UsageError } from "../../../core/errors.ts";
import { nearest } from "../../../core/nearest.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { ListedRecipient } from "../list/recipient.ts";
import { parseExpression } from "./expression.ts";
import type { Placeholder } from "./expression.ts";
import { builtInNames, fieldReader } from "./fields.ts";
import type { FieldReader, KnownNames } from "./fields.ts";
import { tidyValue } from "./tidy-value.ts";

/** A parameter that came to nothing, and the field that is blank. */
export interface MissingParam {
  readonly param: string;
  readonly field: string;
}

/** The parameters of one person. */
export interface ParamValues {
  /** As `TemplateValues.named`; without those that are missing. */
  readonly named: Readonly<Record<string, string>>;
  readonly missing: readonly MissingParam[];
  /** Parameters of which a line end, a tab or the like had to be taken out. */
  readonly tidied: readonly string[];
}

export type ParamReader = (recipient: ListedRecipient) => ParamValues;

/** More names are not read in an error. */
const mostNames = 30;

function unknownField(param: string, field: string, known: KnownNames): UsageError {
  const names = [...known.columns, ...known.fields, ...builtInNames];
  const near = nearest(field, names).map((name) => `{{${cleanLine(name)}}}`);
  const all = [...new Set(names)].map((name) => cleanLine(name));
  const list = `${all.slice(0, mostNames).join(", ")}${all.length > mostNames ? ", …" : ""}`;
  const shown = cleanLine(field);
  return new UsageError({
    code: "campaign.unknown_field",
    text: {
      en: `--param ${cleanLine(param)}: there is no field "${shown}": neither a column of the list nor a field of any contact.`,
      es: `--param ${cleanLine(param)}: no existe el campo "${shown}": no es una columna de la lista ni un campo de ningún contacto.`,
    },
    hint:
      near.length > 0
        ? { en: `Did you mean ${near.join(", ")}?`, es: `¿Quiso decir ${near.join(", ")}?` }
        : { en: `There are: ${list}`, es: `Los que hay: ${list}` },
    data: { param, field, near, fields: all },
  });
}

type Reader = string | (Placeholder & { readonly read: FieldReader });

interface Param {
  readonly name: string;
  readonly parts: readonly Reader[];
  readonly fallback: string | undefined;
}

function compileOne(name: string, text: string, known: KnownNames, fallback: string | undefined): Param {
  const parts = parseExpression(name, text).map((part): Reader => {
    if (typeof part === "string") return part;
    const read = fieldReader(part.field, known);
    if (read === undefined) throw unknownField(name, part.field, known);
    return { ...part, read };
  });
  return { name, parts, fallback: fallback?.trim() === "" ? undefined : fallback };
}

/** The words of a parameter for one person, or the blank field that leaves it without. */
function wordsOf({ parts }: Param, recipient: ListedRecipient): string | { readonly blank: string } {
  let words = "";
  for (const part of parts) {
    if (typeof part === "string") {
      words += part;
      continue;
    }
    const value = part.read(recipient);
    const isBlank = value.trim() === "" || tidyValue(value) === "";
    if (isBlank && part.fallback === undefined) return { blank: part.field };
    words += isBlank ? (part.fallback ?? "") : value;
  }
  const field = parts.find((part) => typeof part !== "string")?.field ?? "";
  return words.trim() === "" ? { blank: field } : words;
}

/**
 * Makes the reader of everybody's parameters. What a field holds is put in as it is: braces in it are no placeholders, whoever
 * wrote them. A blank value is a missing one, so that what stands in for it holds: first that of the placeholder, then the
 * parameter's default.
 *
 * @param params expressions by variable of the template, see `parseExpression`
 * @param defaults values for those to whom the expression comes to nothing, by variable
 * @throws UsageError `campaign.bad_expression`; `campaign.unknown_field`, with near names
 */
export function compileParams(
  params: Readonly<Record<string, string>>,
  known: KnownNames,
  defaults: Readonly<Record<string, string>> = {},
): ParamReader {
  const compiled = Object.entries(params).map(([name, text]) =>
    compileOne(name, text, known, Object.hasOwn(defaults, name) ? defaults[name] : undefined),
  );
  return (recipient) => {
    const named: [string, string][] = [];
    const missing: MissingParam[] = [];
    const tidied: string[] = [];
    for (const param of compiled) {
      const found = wordsOf(param, recipient);
      const words = typeof found === "string" ? found : param.fallback;
      if (words === undefined) {
        missing.push({ param: param.name, field: typeof found === "string" ? "" : found.blank });
        continue;
      }
      const tidy = tidyValue(words);
      if (tidy !== words) tidied.push(param.name);
      named.push([param.name, tidy]);
    }
    return { named: Object.fromEntries(named), missing, tidied };
  };
}
