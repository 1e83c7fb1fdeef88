import type { Context } from "../../cli/context.ts";
import { AppError, UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import { compileParams } from "../../domain/campaigns/params/compile.ts";
import { completeParams } from "../../domain/campaigns/params/complete.ts";
import { builtInNames, type KnownNames } from "../../domain/campaigns/params/fields.ts";
import { givenHeader } from "../../domain/campaigns/plan/variants.ts";
import { describeVariable } from "../../domain/templates/describe.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { templateVariables, type TemplateVariable } from "../../domain/templates/variables.ts";
import { withHint } from "./ask-again.ts";
import type { AskedText } from "./create-texts.ts";
import { readHeader } from "./create-header.ts";

const mediaKinds: readonly TemplateVariable["kind"][] = ["image", "video", "document"];

/** What is missing, by variable; nothing where all is said. Whatever else is wrong is thrown. */
function missingOf({ languages, params, defaults, header }: AskedText, known: KnownNames): readonly string[] {
  try {
    completeParams(languages.versions, { params, defaults, header: givenHeader(header?.media) }, known);
    return [];
  } catch (error) {
    const missing: unknown = error instanceof UsageError ? error.data?.["missing"] : undefined;
    if (error instanceof UsageError && error.code === "template.missing_value" && Array.isArray(missing)) {
      return missing.map(String);
    }
    throw error;
  }
}

/** Why an expression will not do. */
function wrongExpression(key: string, answer: string, known: KnownNames): Text | undefined {
  try {
    compileParams({ [key]: answer }, known);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return withHint(error);
    throw error;
  }
}

function question(variable: TemplateVariable): Text {
  const what = describeVariable(variable);
  const sample = variable.example === undefined ? "" : cleanLine(variable.example);
  return {
    en: `What goes into ${what.en}? A {{field}} or fixed words${sample === "" ? "" : `, e.g. ${sample}`}:`,
    es: `¿Qué va en ${what.es}? Un {{campo}} o un texto fijo${sample === "" ? "" : `, p. ej. ${sample}`}:`,
  };
}

/** In a terminal, asks for the values that nothing tells, variable by variable, under the template's own text. */
export async function askValues(text: AskedText, known: KnownNames, context: Context): Promise<AskedText> {
  if (!context.interactive) return text;
  const missing = missingOf(text, known);
  const [template] = text.languages.versions;
  if (missing.length === 0 || template === undefined) return text;
  const preview = previewText(renderTemplate(template, { named: text.params, positional: [] }));
  context.host.stderr.write(`${context.say(preview).replace(/^/gm, "  │ ")}\n`);
  const variables = text.languages.versions.flatMap(templateVariables);
  const params: Record<string, string> = { ...text.params };
  let { header } = text;
  for (const key of missing) {
    const variable = variables.find((one) => one.key === key);
    if (variable === undefined) continue;
    if (mediaKinds.includes(variable.kind)) {
      const given = await context.prompt.text({
        message: describeVariable(variable),
        option: "--header-media",
      });
      header = await readHeader(given, "--header-media", context);
      continue;
    }
    const [near] = nearest(key, [...known.columns, ...known.fields, ...builtInNames]);
    params[key] = await context.prompt.text({
      message: question(variable),
      option: `--param ${cleanLine(key)}=…`,
      ...(near === undefined || near.includes("|") ? {} : { default: `{{${near}}}` }),
      check: (answer) => wrongExpression(key, answer, known),
    });
  }
  return { ...text, params, header };
}
