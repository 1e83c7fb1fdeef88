import type { WireMediaSource, WirePersonMessage } from "../../graph/wire/messages.ts";
import { isRecord } from "../webhooks/foreign-json.ts";
import { mediaKinds } from "./media-types.ts";

/** A file of this machine that a message carries: known by its bytes, since every upload gives it another id at Meta. */
export interface LocalFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly filename: string;
}

/** A local file at Meta. */
export interface Upload {
  readonly hash: string;
  /** What Meta calls it. */
  readonly id: string;
  /** When it was uploaded (milliseconds). */
  readonly at: number;
}

const placeholder = "not-uploaded";

/** Stands in a message where the id of a local file goes. It is no id of Meta's, and never leaves this machine. */
export const notUploaded: WireMediaSource = { id: placeholder };

/** Why a message was skipped whose file is not, or no longer, at Meta. */
export const notUploadedReason = "media.not_uploaded";

/**
 * Meta keeps an uploaded file for 30 days; the last of them is left for what lies between the look and the send.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
 */
const uploadLastsMs = 29 * 86_400_000;

interface StoredFile extends LocalFile {
  readonly upload?: { readonly id: string; readonly at: number };
}

/** The outbox keeps the file beside the content, which has the placeholder for good: an upload may have to be repeated. */
interface Stored {
  readonly local_file?: StoredFile;
}

const mediaMembers: ReadonlySet<string> = new Set(mediaKinds);

/** Puts the id in place of every placeholder; `left` tells that there is one and no id for it. */
function fill(json: string, id: string | undefined): { readonly content: WirePersonMessage; readonly left: boolean } {
  let left = false;
  const filled = JSON.parse(json, (key, value: unknown) => {
    if (!mediaMembers.has(key) || !isRecord(value) || value["id"] !== placeholder) return value;
    left ||= id === undefined;
    return { ...value, id: id ?? placeholder };
  }) as WirePersonMessage & Stored;
  const { local_file: _, ...content } = filled;
  return { content, left };
}

/** Whether it is, letter for letter, what Meta is sent: it carries no file of this machine. */
export function isPlain(json: string): boolean {
  return !json.includes(placeholder);
}

// Few messages carry a file: of the others nothing is read for it.
const fileOf = (json: string): StoredFile | undefined =>
  isPlain(json) ? undefined : (JSON.parse(json) as Stored).local_file;

/** The content of a row of the outbox; `file` where it has the placeholder. */
export function freezeContent(content: WirePersonMessage, file?: LocalFile, upload?: Upload): string {
  if (file === undefined) return JSON.stringify(content);
  const { hash, filename } = file;
  const frozen = JSON.stringify({ ...content, local_file: { hash, filename } });
  return upload === undefined ? frozen : withUpload(frozen, upload);
}

/** The same content with the id of its file; unchanged when that is another file. */
export function withUpload(json: string, { hash, id, at }: Upload): string {
  const file = fileOf(json);
  if (file?.hash !== hash) return json;
  return JSON.stringify({ ...(JSON.parse(json) as Stored), local_file: { ...file, upload: { id, at } } });
}

/** Whether it can go to Meta as it is: false while its file is not, or no longer, there. */
export function isSendable(json: string, now: number): boolean {
  if (isPlain(json)) return true;
  const upload = fileOf(json)?.upload;
  const lasts = upload !== undefined && now < upload.at + uploadLastsMs;
  return !fill(json, lasts ? upload.id : undefined).left;
}

/** What Meta is sent, and the name of the local file in it. Only what `isSendable` is without placeholder. */
export function readStored(json: string): { readonly content: WirePersonMessage; readonly filename?: string } {
  const file = fileOf(json);
  if (file === undefined) return { content: JSON.parse(json) as WirePersonMessage };
  return { content: fill(json, file.upload?.id).content, filename: file.filename };
}
