import { pairs, type Block } from "../../cli/view.ts";
import { endingOf } from "../../domain/messages/media-types.ts";
import type { WireMedia } from "../../graph/wire/media.ts";

/** What JSON says of a file at Meta; the size as a number, whichever way Meta writes it. */
export function mediaJson(media: WireMedia): { id: string; mimeType: string; size: number; sha256: string } {
  return { id: media.id, mimeType: media.mime_type, size: Number(media.file_size), sha256: media.sha256 };
}

/** `5 MB`, `1.2 MB`, `100 KB`, `24 bytes` */
export function shownSize(bytes: number): string {
  if (bytes < 1_024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1_048_576 ? [bytes / 1_024, "KB"] : [bytes / 1_048_576, "MB"];
  return `${Number(size.toFixed(1))} ${unit}`;
}

export function describeMedia(media: { id: string; mimeType: string; size: number; sha256: string }): Block {
  return pairs(
    [{ en: "Id", es: "Id" }, media.id],
    [{ en: "Type", es: "Tipo" }, media.mimeType],
    [{ en: "Size", es: "Tamaño" }, shownSize(media.size)],
    [{ en: "SHA-256", es: "SHA-256" }, media.sha256],
  );
}

/** A name for a file that has none: its id, with the usual ending of its type. */
export function nameFor({ id, mime_type }: WireMedia): string {
  return `${id.replace(/[^\w.-]/g, "_")}${endingOf(mime_type)}`;
}
