import { InputError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

const kilobyte = 1_024;
const megabyte = 1_024 * kilobyte;
const office = "application/vnd.openxmlformats-officedocument";

interface MediaRule {
  readonly noun: Text;
  readonly types: readonly string[];
  readonly maxBytes: number;
}

/** What a business number takes, and how large. A sticker that moves may be larger than one that does not. */
const rules: readonly MediaRule[] = [
  {
    noun: { en: "an image", es: "una imagen" },
    types: ["image/jpeg", "image/png"],
    maxBytes: 5 * megabyte,
  },
  { noun: { en: "a video", es: "un video" }, types: ["video/mp4", "video/3gpp"], maxBytes: 16 * megabyte },
  {
    noun: { en: "an audio", es: "un audio" },
    types: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
    maxBytes: 16 * megabyte,
  },
  { noun: { en: "an animated sticker", es: "un sticker animado" }, types: ["image/webp"], maxBytes: 500 * kilobyte },
  {
    noun: { en: "a document", es: "un documento" },
    types: [
      "text/plain",
      "application/pdf",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
      `${office}.wordprocessingml.document`,
      `${office}.spreadsheetml.sheet`,
      `${office}.presentationml.presentation`,
    ],
    maxBytes: 100 * megabyte,
  },
];
const stillSticker = { noun: { en: "a static sticker", es: "un sticker estático" }, maxBytes: 100 * kilobyte };

/** The longest that a number without storage may ask a file to be kept: 30 days. */
const longestTtl = 43_200;

/** `audio/ogg; codecs=opus` is `audio/ogg`. */
function bareType(mimeType: string): string {
  return (mimeType.split(";")[0] ?? "").trim().toLowerCase();
}

/** A WebP that moves says so in the flags of its extended header. */
async function isAnimated(content: Blob): Promise<boolean> {
  const head = Buffer.from(await content.slice(0, 21).arrayBuffer());
  return head.toString("latin1", 8, 16) === "WEBPVP8X" && ((head[20] ?? 0) & 0x02) !== 0;
}

function sizeOf(bytes: number): string {
  return bytes >= megabyte ? `${Math.round(bytes / megabyte)} MB` : `${Math.round(bytes / kilobyte)} KB`;
}

/** @throws InputError for a file without a byte. */
export function checkNotEmpty(content: Blob): void {
  if (content.size > 0) return;
  throw new InputError({
    code: "media.empty",
    text: { en: "The file is empty.", es: "El archivo está vacío." },
    hint: { en: "Check the file.", es: "Revise el archivo." },
  });
}

/** @throws InputError for a type that is not on the list. */
export function checkType(mimeType: string, allowed: readonly string[]): void {
  const type = bareType(mimeType);
  if (allowed.includes(type)) return;
  const shown = JSON.stringify(type.slice(0, 80));
  throw new InputError({
    code: "media.bad_type",
    text: {
      en: `${shown} is not a type of file that can be uploaded here.`,
      es: `${shown} no es un tipo de archivo que se pueda subir aquí.`,
    },
    hint: {
      en: `Convert the file to one of: ${allowed.join(", ")}`,
      es: `Convierta el archivo a uno de estos tipos: ${allowed.join(", ")}`,
    },
    data: { mimeType: type.slice(0, 80), allowed },
  });
}

/**
 * Refuses, before a byte leaves, a file that Meta would refuse: by its type, and by the size that goes with it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media#supported-media-types
 */
export async function checkMedia(content: Blob, mimeType: string): Promise<void> {
  checkType(
    mimeType,
    rules.flatMap(({ types }) => types),
  );
  checkNotEmpty(content);
  const type = bareType(mimeType);
  const found = rules.find(({ types }) => types.includes(type));
  const rule = type === "image/webp" && !(await isAnimated(content)) ? stillSticker : found;
  if (rule === undefined || content.size <= rule.maxBytes) return;
  const most = sizeOf(rule.maxBytes);
  throw new InputError({
    code: "media.too_large",
    text: {
      en: `The file has ${sizeOf(content.size)}; ${rule.noun.en} may have ${most} at most.`,
      es: `El archivo tiene ${sizeOf(content.size)}; ${rule.noun.es} puede tener ${most} como máximo.`,
    },
    hint: { en: "Make the file smaller.", es: "Reduzca el tamaño del archivo." },
    data: { size: content.size, maxBytes: rule.maxBytes, mimeType: type },
  });
}

/** @throws InputError unless it is a whole number of minutes, up to 30 days. */
export function checkTtl(minutes: number): void {
  if (Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= longestTtl) return;
  throw new InputError({
    code: "media.bad_ttl",
    text: {
      en: `A file can be kept for 1 to ${longestTtl} minutes.`,
      es: `Un archivo se puede guardar de 1 a ${longestTtl} minutos.`,
    },
    hint: { en: "Give whole minutes, 30 days at most.", es: "Indique minutos enteros, 30 días como máximo." },
    data: { ttlMinutes: minutes },
  });
}
