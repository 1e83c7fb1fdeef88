import type { Context } from "../../cli/context.ts";
import { isThere } from "../../cli/files.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type { MediaKind } from "../../domain/messages/media-types.ts";
import { notUploaded } from "../../domain/messages/stored-content.ts";
import { describeVariable } from "../../domain/templates/describe.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { valueProblem } from "../../domain/templates/value-rules.ts";
import { bindValues, type TemplateValues } from "../../domain/templates/values.ts";
import type { WireMediaSource } from "../../graph/wire/messages.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { readMediaFile, type MediaFileSource } from "../media-file.ts";

/** A file as it was asked for: an address that Meta fetches, one that Meta has by its id, or a file to upload. */
export type MediaSource =
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "link"; readonly link: string }
  | { readonly kind: "file"; readonly file: MediaFileSource };

/**
 * Reads a file, an address, or the id of a file at Meta: digits only, where no file has that name. A file is hashed, so
 * that the same key with another file is noticed.
 */
export async function readMedia(
  given: string,
  context: Context,
  options: { readonly kinds?: readonly MediaKind[]; readonly option?: string } = {},
): Promise<MediaSource> {
  if (/^https?:\/\//.test(given)) return { kind: "link", link: given };
  if (/^\d+$/.test(given) && !(await isThere(given, context.host))) return { kind: "id", id: given };
  return { kind: "file", file: await readMediaFile(given, context, options) };
}

/** What tells one file from another whatever its id at Meta: its address, or its hash; the id where that was given. */
export function mediaMark(media: MediaSource): string {
  switch (media.kind) {
    case "link":
      return media.link;
    case "id":
      return media.id;
    default:
      return media.file.hash;
  }
}

/** What stands in the message; a file that is to be uploaded has no id yet: everything else is checked first. */
export function wireSource(media: MediaSource | undefined): WireMediaSource {
  switch (media?.kind) {
    case "link":
      return { link: media.link };
    case "id":
      return { id: media.id };
    default:
      return notUploaded;
  }
}

/** The values of a template with the file of its header. */
export function valuesWith(values: TemplateValues, header: MediaSource | undefined): TemplateValues {
  if (header === undefined) return values;
  if (header.kind !== "file") return { ...values, header: wireSource(header) };
  const { kind, filename } = header.file;
  return {
    ...values,
    header: wireSource(header),
    ...(kind === "document" ? { headerFilename: filename } : {}),
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
