import { createHash } from "node:crypto";
import { basename, extname, resolve } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import { InputError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import { describeVariable } from "../../domain/templates/describe.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { valueProblem } from "../../domain/templates/value-rules.ts";
import { bindValues, type TemplateValues } from "../../domain/templates/values.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { mediaTypeOf } from "./media-types.ts";

/** The header as it was asked for: an address that Meta fetches, or a file to upload. */
export type HeaderSource =
  | { readonly kind: "link"; readonly link: string }
  | {
      readonly kind: "file";
      readonly path: string;
      readonly filename: string;
      readonly mimeType: string;
      readonly hash: string;
    };

/** Reads `--header`; a file is hashed, so that the same key with another file is noticed. */
export async function readHeader(given: string | undefined, context: Context): Promise<HeaderSource | undefined> {
  if (given === undefined) return undefined;
  if (/^https?:\/\//.test(given)) return { kind: "link", link: given };
  const path = resolve(context.host.cwd, given);
  const bytes = await readInputFile(path, context.host);
  const mimeType = mediaTypeOf(extname(path));
  if (mimeType === undefined) {
    throw new InputError({
      code: "media.unknown_type",
      text: {
        en: `--header ${given}: WhatsApp takes no file with the ending "${extname(path)}".`,
        es: `--header ${given}: WhatsApp no admite archivos con la terminación "${extname(path)}".`,
      },
      hint: {
        en: "Use a .jpg, .png, .mp4 or .pdf file.",
        es: "Use un archivo .jpg, .png, .mp4 o .pdf.",
      },
    });
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { kind: "file", path, filename: basename(path), mimeType, hash };
}

/** What stands in the message before a file is uploaded, so that everything else can be checked first. */
export function valuesWith(values: TemplateValues, header: HeaderSource | undefined, mediaId?: string): TemplateValues {
  if (header === undefined) return values;
  if (header.kind === "link") return { ...values, header: { link: header.link } };
  const isDocument = header.mimeType.startsWith("application/") || header.mimeType.startsWith("text/");
  return {
    ...values,
    header: { id: mediaId ?? "0" },
    ...(isDocument ? { headerFilename: header.filename } : {}),
  };
}

/** In a terminal, asks for the variables that have no value, under the template's own text. */
export async function askForValues(
  template: WireTemplate,
  given: TemplateValues,
  context: Context,
): Promise<TemplateValues> {
  const { missing, problems } = bindValues(template, given);
  // What is wrong is told at once; what is merely missing is asked for.
  const wrong = problems.some(({ code }) => code !== "template.missing_value");
  if (!context.interactive || missing.length === 0 || wrong) return given;
  const preview = context.say(previewText(renderTemplate(template, given))).replace(/^/gm, "  │ ");
  context.host.stderr.write(`${preview}\n`);
  const named: Record<string, string> = { ...given.named };
  for (const variable of missing) {
    const { key } = variable;
    // The sample is shown and not offered: a bare Enter must not send it to a customer.
    named[key] = await context.prompt.text({
      message: withSample(describeVariable(variable), variable.example),
      option: `--param ${key}=…`,
      check: (value) => valueProblem(variable, value)?.text,
    });
  }
  return { ...given, named };
}

function withSample(text: Text, example: string | undefined): Text {
  if (example === undefined) return text;
  const shown = cleanLine(example);
  return { en: `${text.en}, e.g. ${shown}:`, es: `${text.es}, p. ej. ${shown}:` };
}
