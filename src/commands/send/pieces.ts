import { InputError, UsageError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type { Context } from "../../cli/context.ts";
import { endingOf, mediaTypeOf, type MediaKind } from "../../domain/messages/media-types.ts";
import type { WireInteractiveHeader, WireMediaSource } from "../../graph/wire/messages.ts";
import { readMedia, type MediaSource } from "./values.ts";

const headerKinds = ["image", "video", "document"] as const;

export type Piece = "button" | "row" | "product";

/** A reply button: what its tap brings back, and what it says. */
export interface ReplyButton {
  readonly id: string;
  readonly title: string;
}

/** A row or a product, and the section that it stands in. */
export interface Sectioned<Item> {
  readonly section: string | undefined;
  readonly item: Item;
}

/** How one repeatable option is written. */
const forms: Readonly<Record<Piece, Text>> = {
  button: { en: "--button yes=Yes", es: "--button si=Sí" },
  row: { en: '--row "id|title|description|section"', es: '--row "id|título|descripción|sección"' },
  product: { en: '--product "id|section"', es: '--product "id|sección"' },
};

function malformed(piece: Piece, given: string): UsageError {
  const example = forms[piece];
  return new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--${piece} "${cleanLine(given)}" does not have its form.`,
      es: `--${piece} "${cleanLine(given)}" no tiene la forma debida.`,
    },
    hint: { en: `For example: ${example.en}`, es: `Por ejemplo: ${example.es}` },
    data: { option: `--${piece}`, value: given },
  });
}

/** @throws UsageError naming the option where there is none at all, and nobody who could be asked */
export function assertSome(piece: Piece, given: readonly string[], { interactive }: Context): void {
  if (given.length > 0 || interactive) return;
  const example = forms[piece];
  throw new UsageError({
    code: "usage.missing_option",
    text: { en: `--${piece} is missing.`, es: `Falta --${piece}.` },
    hint: { en: `For example: ${example.en}`, es: `Por ejemplo: ${example.es}` },
    data: { option: `--${piece}` },
  });
}

/** `yes=Yes`; without an id, what the button says is its id too. */
export function readButton(given: string): ReplyButton {
  const equals = given.indexOf("=");
  const whole = given.trim();
  if (equals === -1 && whole !== "") return { id: whole, title: whole };
  const [id, title] = [given.slice(0, Math.max(0, equals)).trim(), given.slice(equals + 1).trim()];
  if (id === "" || title === "") throw malformed("button", given);
  return { id, title };
}

/** `id|title|description|section`: what is empty or left out is undefined. */
export function readParts(piece: "row" | "product", given: string, most: number): readonly (string | undefined)[] {
  const parts = given.split("|").map((part) => part.trim());
  if (parts.length > most || parts[0] === "") throw malformed(piece, given);
  return parts.map((part) => (part === "" ? undefined : part));
}

/** Groups in the order in which each section is first named. */
export function inSections<Item>(
  items: readonly Sectioned<Item>[],
): { readonly title: string | undefined; readonly items: Item[] }[] {
  const sections = new Map<string | undefined, Item[]>();
  for (const { section, item } of items) {
    const known = sections.get(section);
    if (known === undefined) sections.set(section, [item]);
    else known.push(item);
  }
  return [...sections].map(([title, members]) => ({ title, items: members }));
}

/** What stands above the words: a title, or a file that is read and checked now and uploaded later. */
export interface HeaderParts {
  readonly media: MediaSource | undefined;
  /** Asks Meta what kind of file its own id is of: until then it is taken for an image. */
  readonly learn?: () => Promise<void>;
  readonly header: (source: WireMediaSource) => { header?: WireInteractiveHeader };
}

/** The kind of a file that lies elsewhere, by the ending of its address; an image when that does not tell. */
function kindOfLink(link: string): "image" | "video" | "document" {
  const path = URL.canParse(link) ? new URL(link).pathname : link;
  if (/\.(mp4|3gpp?)$/i.test(path)) return "video";
  return /\.(pdf|txt|docx?|xlsx?|pptx?)$/i.test(path) ? "document" : "image";
}

function kindOf(media: MediaSource): MediaKind {
  if (media.kind === "link") return kindOfLink(media.link);
  return media.kind === "file" ? media.file.kind : "image";
}

/** @throws InputError `media.wrong_kind` for a file that cannot stand above the words */
async function kindAtMeta(id: string, context: Context): Promise<MediaKind> {
  const graph = await context.graph();
  const { mime_type: type } = await graph.media.get(id, { signal: context.signal });
  const kind = mediaTypeOf(endingOf(type))?.kind;
  if (headerKinds.some((known) => known === kind)) return kind ?? "image";
  throw new InputError({
    code: "media.wrong_kind",
    text: {
      en: `--media ${id} is a file of the type ${cleanLine(type)}; here WhatsApp takes an image, a video or a document.`,
      es: `--media ${id} es un archivo de tipo ${cleanLine(type)}; aquí WhatsApp admite una imagen, un video o un documento.`,
    },
    data: { option: "--media", mimeType: type },
  });
}

export async function readHeader(
  { header, media: given }: { readonly header: string | undefined; readonly media: string | undefined },
  context: Context,
): Promise<HeaderParts> {
  if (header !== undefined && given !== undefined) {
    throw new UsageError({
      code: "usage.header_twice",
      text: {
        en: "--header and --media cannot both be given.",
        es: "--header y --media no se pueden indicar a la vez.",
      },
    });
  }
  if (given === undefined) {
    return { media: undefined, header: () => (header === undefined ? {} : { header: { type: "text", text: header } }) };
  }
  const media = await readMedia(given, context, { kinds: headerKinds, option: "--media" });
  let kind = kindOf(media);
  return {
    media,
    ...(media.kind === "id" ? { learn: async () => void (kind = await kindAtMeta(media.id, context)) } : {}),
    header: (source) => {
      if (kind === "video") return { header: { type: "video", video: source } };
      if (kind !== "document") return { header: { type: "image", image: source } };
      const named = media.kind === "file" ? { filename: media.file.filename } : {};
      return { header: { type: "document", document: { ...source, ...named } } };
    },
  };
}

export function footerOf({ footer }: { readonly footer: string | undefined }): { footer?: { text: string } } {
  return footer === undefined ? {} : { footer: { text: footer } };
}
