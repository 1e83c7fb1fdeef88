/**
 * What WhatsApp takes as files, by the file's ending. How large they may be is checked by the client.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
export const mediaKinds = ["image", "video", "audio", "document", "sticker"] as const;
export type MediaKind = (typeof mediaKinds)[number];

export interface MediaType {
  readonly kind: MediaKind;
  readonly mimeType: string;
}

const office = "application/vnd.openxmlformats-officedocument";

const types: Readonly<Record<MediaKind, Readonly<Record<string, string>>>> = {
  image: { ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png" },
  video: { ".mp4": "video/mp4", ".3gp": "video/3gpp", ".3gpp": "video/3gpp" },
  audio: {
    ".aac": "audio/aac",
    ".amr": "audio/amr",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
  },
  document: {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".doc": "application/msword",
    ".docx": `${office}.wordprocessingml.document`,
    ".xls": "application/vnd.ms-excel",
    ".xlsx": `${office}.spreadsheetml.sheet`,
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": `${office}.presentationml.presentation`,
  },
  sticker: { ".webp": "image/webp" },
};

/** @param ending with its dot, in any case: `.pdf` */
export function mediaTypeOf(ending: string): MediaType | undefined {
  const key = ending.toLowerCase();
  for (const kind of mediaKinds) {
    const mimeType = Object.hasOwn(types[kind], key) ? types[kind][key] : undefined;
    if (mimeType !== undefined) return { kind, mimeType };
  }
  return undefined;
}

/** `.jpg, .jpeg, .png` */
export function endingsOf(kind: MediaKind): string {
  return Object.keys(types[kind]).join(", ");
}

/** The usual ending of a file of that type, with its dot; empty for a type that is not in the table. */
export function endingOf(mimeType: string): string {
  const plain = mimeType.split(";")[0]?.trim().toLowerCase();
  const all = mediaKinds.flatMap((kind) => Object.entries(types[kind]));
  return all.find(([, known]) => known === plain)?.[0] ?? "";
}
