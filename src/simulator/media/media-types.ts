const kilobyte = 1_024;
const megabyte = 1_024 * kilobyte;

const kinds = ["audio", "document", "image", "sticker", "video"] as const;
export type MediaKind = (typeof kinds)[number];

export interface MediaRules {
  readonly types: ReadonlySet<string>;
  readonly maxBytes: number;
}

const office = "application/vnd.openxmlformats-officedocument";

/**
 * What may be sent as what, and how large.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
export const mediaKinds: Readonly<Record<MediaKind, MediaRules>> = {
  audio: {
    types: new Set(["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"]),
    maxBytes: 16 * megabyte,
  },
  document: {
    types: new Set([
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      `${office}.wordprocessingml.document`,
      `${office}.spreadsheetml.sheet`,
      `${office}.presentationml.presentation`,
    ]),
    maxBytes: 100 * megabyte,
  },
  image: { types: new Set(["image/jpeg", "image/png"]), maxBytes: 5 * megabyte },
  sticker: { types: new Set(["image/webp"]), maxBytes: 500 * kilobyte },
  video: { types: new Set(["video/mp4", "video/3gpp"]), maxBytes: 16 * megabyte },
};

/** The kind that a MIME type belongs to; undefined when the platform does not take it. */
export function kindOf(mimeType: string): MediaKind | undefined {
  return kinds.find((kind) => mediaKinds[kind].types.has(mimeType));
}

const staticSticker = 100 * kilobyte;

/** An animated WebP says so in the flags of its extended header. */
function isAnimated(webp: Buffer): boolean {
  return webp.toString("latin1", 8, 16) === "WEBPVP8X" && ((webp[20] ?? 0) & 0x02) !== 0;
}

/** How many bytes a file of this kind may have: a sticker that moves more than one that does not. */
export function largestSize(kind: MediaKind, bytes: Buffer): number {
  return kind === "sticker" && !isAnimated(bytes) ? staticSticker : mediaKinds[kind].maxBytes;
}

/** What inbound media are when a control call does not say. */
export const defaultMimeTypes: Readonly<Record<MediaKind, string>> = {
  audio: "audio/ogg",
  document: "application/pdf",
  image: "image/jpeg",
  sticker: "image/webp",
  video: "video/mp4",
};
