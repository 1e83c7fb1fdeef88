import { createHash } from "node:crypto";
import { basename, extname, resolve } from "node:path";
import type { Context } from "../cli/context.ts";
import { readInputFile } from "../cli/files.ts";
import { InputError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";
import { couldBe, typeByBytes } from "../domain/messages/media-bytes.ts";
import {
  endingOf,
  endingsOf,
  mediaKinds,
  mediaTypeOf,
  type MediaKind,
  type MediaType,
} from "../domain/messages/media-types.ts";
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
  const wanted = kinds.length === 1 ? kinds[0] : undefined;
  return new InputError({
    code: "media.wrong_kind",
    text: {
      en: `${label}${given} is ${is.en}; here WhatsApp takes ${list}.`,
      es: `${label}${given} es ${is.es}; aquí WhatsApp admite ${list}.`,
    },
    hint:
      wanted === "document"
        ? {
            en: `Meta's list of documents has no such file. Send it as what it is: recado send ${type.kind}, or put it into a PDF.`,
            es: `La lista de documentos de Meta no incluye ese tipo. Envíelo como lo que es: recado send ${type.kind}, o póngalo en un PDF.`,
          }
        : { en: `See: recado send ${type.kind} --help`, es: `Consulte: recado send ${type.kind} --help` },
    data: { file: given, kind: type.kind },
  });
}

/** The name says one thing and the bytes another: Meta would accept it, and say so only after the message was sent. */
function notItsType(given: string, label: string, type: MediaType, bytes: Uint8Array): InputError {
  const { mimeType } = type;
  const found = typeByBytes(bytes);
  const real = found === undefined || found === mimeType ? undefined : endingOf(found);
  const ending = extname(given);
  return new InputError({
    code: "media.not_its_type",
    text:
      mimeType === "audio/ogg"
        ? {
            en: `${label}${given} is not an OPUS audio, the only kind of ${ending} that WhatsApp takes.`,
            es: `${label}${given} no es un audio OPUS, la única clase de ${ending} que WhatsApp admite.`,
          }
        : {
            en: `${label}${given} is not a ${ending} file, whatever its name says: WhatsApp would refuse it.`,
            es: `${label}${given} no es un archivo ${ending}, aunque su nombre lo diga: WhatsApp lo rechazaría.`,
          },
    hint:
      real === undefined
        ? {
            en: "Open it on this computer to see whether it is whole, and save it again in the right format.",
            es: "Ábralo en este equipo para ver si está completo y vuelva a guardarlo en el formato correcto.",
          }
        : {
            en: `It begins like a ${real} file: give it that ending, if that is what it is.`,
            es: `Empieza como un archivo ${real}: póngale esa terminación, si es lo que es.`,
          },
    data: { file: given, mimeType, ...(found === undefined ? {} : { found }) },
  });
}

/**
 * Reads a file that is to be uploaded and checks what can be known here: that WhatsApp takes its kind, its size, and
 * that it begins as a file of its type does.
 *
 * @param option how the command line names it (`--header`); left out for an argument
 * @throws InputError `media.unknown_type`, `media.wrong_kind`, `media.too_large`, `media.empty`, `media.not_its_type`,
 *   `input.unreadable`
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
  if (!couldBe(bytes, type.mimeType)) throw notItsType(given, label, type, bytes);
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { ...type, path, filename: basename(path), hash, size: bytes.length };
}
