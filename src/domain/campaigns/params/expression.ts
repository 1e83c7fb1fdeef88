import { UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";

/** A value that is different for everybody: `{{name}}`, or `{{name|customer}}` with what stands in for it. */
export interface Placeholder {
  readonly field: string;
  readonly fallback: string | undefined;
}

/** Fixed words, or a placeholder. */
export type ExpressionPart = string | Placeholder;

function badExpression(param: string, why: Text): UsageError {
  const shown = cleanLine(param);
  return new UsageError({
    code: "campaign.bad_expression",
    text: { en: `--param ${shown}: ${why.en}.`, es: `--param ${shown}: ${why.es}.` },
    hint: {
      en: `For example: --param ${shown}="{{name}}" or --param ${shown}="{{name|customer}}"; two braces that are meant as they stand are written \\{{`,
      es: `Por ejemplo: --param ${shown}="{{nombre}}" o --param ${shown}="{{nombre|cliente}}"; dos llaves que van tal cual se escriben \\{{`,
    },
    data: { param },
  });
}

function readPlaceholder(param: string, inside: string): Placeholder {
  const split = inside.indexOf("|");
  const field = (split < 0 ? inside : inside.slice(0, split)).trim();
  if (field === "" || field.includes("{{")) {
    throw badExpression(param, {
      en: "between {{ and }} there must be the name of one field",
      es: "entre {{ y }} debe ir el nombre de un campo",
    });
  }
  return { field, fallback: split < 0 ? undefined : inside.slice(split + 1).trim() };
}

/**
 * Reads what was written after `--param name=`: fixed words, `{{field}}`, `{{field|what stands in for it}}`, or any mixture. `\{{`
 * is two braces as they stand.
 *
 * @throws UsageError `campaign.bad_expression`
 */
export function parseExpression(param: string, text: string): ExpressionPart[] {
  const parts: ExpressionPart[] = [];
  let words = "";
  let at = 0;
  while (at < text.length) {
    if (text.startsWith("\\{{", at)) {
      words += "{{";
      at += 3;
    } else if (text.startsWith("{{", at)) {
      const end = text.indexOf("}}", at + 2);
      if (end < 0) throw badExpression(param, { en: "{{ is never closed with }}", es: "falta cerrar {{ con }}" });
      if (words !== "") parts.push(words);
      words = "";
      parts.push(readPlaceholder(param, text.slice(at + 2, end)));
      at = end + 2;
    } else {
      words += text.charAt(at);
      at++;
    }
  }
  if (words !== "") parts.push(words);
  return parts;
}

/** Words as an expression that comes to those very words. */
export function asConstant(words: string): string {
  return words.replaceAll("{{", "\\{{");
}

/** The fixed words of an expression without placeholders; undefined for one that has some. */
export function constantOf(parts: readonly ExpressionPart[]): string | undefined {
  const words = parts.filter((part) => typeof part === "string");
  return words.length === parts.length ? words.join("") : undefined;
}
