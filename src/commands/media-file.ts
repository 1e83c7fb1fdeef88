import { createHash } from "node:crypto";
import { basename, extname, resolve } from "node:path";
import type { Context } from "../cli/context.ts";
import { readInputFile } from "../cli/files.ts";
import { InputError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";
import { endingsOf, mediaKinds, mediaTypeOf, type MediaKind, type MediaType } from "../domain/messages/media-types.ts";
import { checkMedia } from "../graph/media-rules.ts";

/** A file on this machine that WhatsApp would take. */
export interface MediaFileSource extends MediaType {
  readonly path: string;
  readonly filename: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly size: number;
}

const kindWords: Readonly<Record<MediaKind, Text>> = {
  image: { en: "an image", es: "una imagen" },
  video: { en: "a video", es: "un video" },
  audio: { en: "an audio", es: "un audio" },
  document: { en: "a document", es: "un documento" },
  sticker: { en: "a sticker", es: "un sticker" },
};

function unknownType(given: string, label: string, kinds: readonly MediaKind[]): InputError {
  const ending = extname(given);
  const list = kinds.map(endingsOf).join(", ");
  return new InputError({
    code: "media.unknown_type",
    text: {
      en: `${label}${given}: WhatsApp takes no file with the ending "${ending}".`,
      es: `${label}${given}: WhatsApp no admite archivos con la terminación "${ending}".`,
    },
    hint: { en: `Use one of: ${list}`, es: `Use uno de estos: ${list}` },
    data: { file: given },
  });
}

function wrongKind(given: string, label: string, type: MediaType, kinds: readonly MediaKind[]): InputError {
  const list = kinds.map(endingsOf).join(", ");
  const is = kindWords[type.kind];
  return new InputError({
    code: "media.wrong_kind",
    text: {
      en: `${label}${given} is ${is.en}; here WhatsApp takes ${list}.`,
      es: `${label}${given} es ${is.es}; aquí WhatsApp admite ${list}.`,
    },
    hint: { en: `See: recado send ${type.kind} --help`, es: `Consulte: recado send ${type.kind} --help` },
    data: { file: given, kind: type.kind },
  });
}

/**
 * Reads a file that is to be uploaded and checks what can be known here: that WhatsApp takes its kind, and its size.
 *
 * @param option how the command line names it (`--header`); left out for an argument
 * @throws InputError `media.unknown_type`, `media.wrong_kind`, `media.too_large`, `media.empty`, `input.unreadable`
 */
export async function readMediaFile(
  given: string,
  context: Context,
  { kinds = mediaKinds, option }: { readonly kinds?: readonly MediaKind[]; readonly option?: string } = {},
): Promise<MediaFileSource> {
  const label = option === undefined ? "" : `${option} `;
  const path = resolve(context.host.cwd, given);
  const type = mediaTypeOf(extname(path));
  if (type === undefined) {
    await readInputFile(path, context.host);
    throw unknownType(given, label, kinds);
  }
  if (!kinds.includes(type.kind)) throw wrongKind(given, label, type, kinds);
  const bytes = await readInputFile(path, context.host);
  await checkMedia(new Blob([new Uint8Array(bytes)]), type.mimeType);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { ...type, path, filename: basename(path), hash, size: bytes.length };
}
