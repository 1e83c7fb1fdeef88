import { InputError } from "../../core/errors.ts";
import { cleanLine, cleanText } from "../../core/terminal.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import type { SendProblem } from "../../graph/check/problem.ts";
import { checkOwnTemplate } from "../../graph/check/template-create.ts";
import { words } from "../../graph/check/words.ts";
import type { WireTemplateCreate } from "../../graph/wire/templates.ts";
import { inCapitals } from "./file-words.ts";

interface Place {
  readonly line: number;
  readonly column: number;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function unreadable(fileName: string, format: "JSON" | "YAML", { line, column }: Place, cause: unknown): InputError {
  const name = cleanLine(fileName);
  return new InputError({
    code: "template.unreadable_file",
    text: {
      en: `${name}, line ${line}, column ${column}: this is not ${format}.`,
      es: `${name}, línea ${line}, columna ${column}: esto no es ${format}.`,
    },
    hint: {
      en: "Look for a missing quotation mark, comma or indentation near there.",
      es: "Busque cerca de ahí unas comillas, una coma o una sangría que falte.",
    },
    data: { file: fileName, line, column },
    cause,
  });
}

function readJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    // The engine's message tells the place in a text that broke off only by its end.
    const position = cause instanceof SyntaxError ? /position (\d+)/.exec(cause.message)?.[1] : undefined;
    const offset = position === undefined ? text.trimEnd().length : Number(position);
    throw unreadable(fileName, "JSON", placeAt(text, offset), cause);
  }
}

async function readYaml(text: string, fileName: string): Promise<unknown> {
  const { parseDocument } = await import("./yaml.ts");
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error !== undefined) throw unreadable(fileName, "YAML", placeAt(text, error.pos[0]), error);
  try {
    // A file that names a thing once and repeats it a million times is not a template.
    return document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw unreadable(fileName, "YAML", { line: 1, column: 1 }, cause);
  }
}

const shown = 10;

/** In YAML a number, a date or a yes is text only in quotation marks. */
const notText: Text = {
  en: "must be text (in quotation marks, if it looks like a number)",
  es: "debe ser texto (entre comillas, si parece un número)",
};

function refuse(fileName: string, found: readonly SendProblem[]): InputError {
  const problems = found.map(({ path, text }) => ({ path, text: text === words.notText ? notText : text }));
  const lines = problems.slice(0, shown).map(({ path, text }): Text => {
    const place = path === "" ? "" : `${cleanLine(path)} `;
    return { en: `  ${place}${text.en}`, es: `  ${place}${text.es}` };
  });
  const more = problems.length - lines.length;
  const rest: Text[] = more > 0 ? [{ en: `  and ${more} more`, es: `  y ${more} más` }] : [];
  const name = cleanLine(fileName);
  const head: Text = {
    en: `${name} is not a template that Meta would accept:`,
    es: `${name} no es una plantilla que Meta aceptaría:`,
  };
  const text = joinTexts([head, ...lines, ...rest], "\n");
  return new InputError({
    code: "template.bad_file",
    text: { en: cleanText(text.en), es: cleanText(text.es) },
    data: {
      file: fileName,
      problems: problems.map((one) => ({ path: one.path, message: one.text.en })),
    },
  });
}

/**
 * Reads a template from a JSON or YAML file in the shape of Meta's create call (its words in any case), and checks it
 * against Meta's rules, so that a mistake is told with its place (`components[1].text`) before anything is sent.
 *
 * The ending of the name decides the format; without `.json`, `.yaml` or `.yml`, a text that begins with `{` is JSON.
 * Throws InputError: `template.unreadable_file` with line and column, or `template.bad_file` with every problem.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
export async function readTemplateFile(text: string, fileName: string): Promise<WireTemplateCreate> {
  const content = text.replace(/^\uFEFF/, "");
  const isJson = /\.json$/i.test(fileName) || (!/\.ya?ml$/i.test(fileName) && /^\s*\{/.test(content));
  const value = isJson ? readJson(content, fileName) : await readYaml(content, fileName);
  const template = inCapitals(value);
  const problems = checkOwnTemplate(template);
  if (problems.length > 0) throw refuse(fileName, problems);
  return template as WireTemplateCreate;
}
