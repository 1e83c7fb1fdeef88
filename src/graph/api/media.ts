import { PolicyError } from "../../core/errors.ts";
import type { CallOptions, Requester } from "../request.ts";
import { contentOf, type FileSource } from "../file-content.ts";
import { mediaMissing } from "../codes/media.ts";
import type { ExplainRefusal } from "../errors.ts";
import { graphId } from "../identifiers.ts";
import { checkMedia, checkTtl } from "../media-rules.ts";
import { hasText, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import { mediaPath, mediaUploadPath, type WireMedia, type WireMediaUploaded } from "../wire/media.ts";

/** A file to be handed in. */
export interface MediaFile {
  readonly file: FileSource;
  /** What the recipient may see. */
  readonly filename: string;
  readonly mimeType: string;
  /** Only for numbers without storage (No Storage), which keep files for an hour: up to 43,200 (30 days). */
  readonly ttlMinutes?: number | undefined;
}

/** A file on its way here. */
export interface MediaDownload {
  readonly mimeType: string | undefined;
  readonly size: number | undefined;
  /** Read it to its end, or leave the loop. */
  readonly content: AsyncGenerator<Uint8Array>;
}

const isUploaded = (value: unknown): value is WireMediaUploaded => hasText(value, "id");
const isMedia = (value: unknown): value is WireMedia =>
  hasText(value, "id") && hasText(value, "url") && hasText(value, "mime_type");

const explain: ExplainRefusal = ({ code, subcode }) => (code === 100 && subcode === 33 ? mediaMissing : undefined);

/** The id of a number or an account answers as well, and with what that is. */
function notMedia(): PolicyError {
  return new PolicyError({
    code: "media.not_media",
    text: {
      en: "This id is not that of a file: Meta has something else under it.",
      es: "Este id no es el de un archivo: Meta tiene otra cosa con ese id.",
    },
    hint: {
      en: "Take the id that the upload answered, or the one in the customer's message.",
      es: "Use el id que respondió la subida, o el del mensaje del cliente.",
    },
  });
}

function readMedia(body: unknown, id: string): WireMedia | undefined {
  if (isMedia(body) && body.id === id) return body;
  if (hasText(body, "id")) throw notMedia();
  return undefined;
}

/** Whether a media address belongs to Meta (or to the very server that handed it out): only there may the token go. */
export function isTrustedMediaHost(url: URL, baseUrl: URL): boolean {
  if (url.origin === baseUrl.origin) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return url.hostname === "lookaside.fbsbx.com" || /\.(fbcdn\.net|facebook\.com)$/.test(url.hostname);
}

function untrusted(shown: string): PolicyError {
  return new PolicyError({
    code: "graph.untrusted_media_host",
    text: {
      en: `The file is at ${shown}, which is not Meta's: the access token is not sent there.`,
      es: `El archivo está en ${shown}, que no es de Meta: el token de acceso no se envía allí.`,
    },
    hint: {
      en: "Ask Meta for the file's address again, by the file's id.",
      es: "Pida de nuevo a Meta la dirección del archivo, con su identificador.",
    },
    data: { host: shown },
  });
}

/** Files of messages: handed in, looked up, read and deleted. */
export class MediaApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Stores a file for 30 days, to be sent by its id. A second upload only makes a second id.
   * @throws InputError before a byte leaves, for a type or a size that Meta does not take (`media.bad_type`,
   * `media.too_large`, `media.empty`, `media.bad_ttl`).
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
   */
  async upload(phoneNumberId: string, media: MediaFile, options: CallOptions = {}): Promise<WireMediaUploaded> {
    const path = mediaUploadPath(graphId(phoneNumberId, "phone_number_id"));
    const { ttlMinutes } = media;
    if (ttlMinutes !== undefined) checkTtl(ttlMinutes);
    const content = await contentOf(media.file, media.mimeType);
    await checkMedia(content, media.mimeType);
    return this.#requester.request({
      ...options,
      method: "POST",
      path,
      form: {
        fields: {
          messaging_product: "whatsapp",
          type: media.mimeType,
          ...(ttlMinutes === undefined ? {} : { ttl_minutes: String(ttlMinutes) }),
        },
        file: { name: "file", filename: media.filename, content },
      },
      repeatable: true,
      read: (body) => (isUploaded(body) ? body : undefined),
    });
  }

  /**
   * Where a file can be read for the next five minutes, and what it is.
   * @throws GraphError `graph.media_missing`; PolicyError `media.not_media` when the id is that of something else.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
   */
  async get(
    mediaId: string,
    options: CallOptions & { readonly phoneNumberId?: string | undefined } = {},
  ): Promise<WireMedia> {
    const { phoneNumberId, ...call } = options;
    return this.#requester.request({
      ...call,
      method: "GET",
      path: mediaPath(graphId(mediaId, "media_id")),
      query: { phone_number_id: phoneNumberId },
      repeatable: true,
      explain,
      read: (body) => readMedia(body, mediaId),
    });
  }

  /**
   * Reads a file from the address that `get` gave.
   * @throws PolicyError when the address is not Meta's: the token is not sent there.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
   */
  async download(url: string, options: CallOptions = {}): Promise<MediaDownload> {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target === undefined || !isTrustedMediaHost(target, this.#requester.baseUrl))
      throw untrusted(target?.host ?? "?");
    const answer = await this.#requester.open(target, options);
    const size = Number(answer.headers["content-length"] ?? Number.NaN);
    return {
      mimeType: answer.headers["content-type"],
      size: Number.isSafeInteger(size) ? size : undefined,
      content: answer.stream(),
    };
  }

  /**
   * Meta deletes whatever the id belongs to, if the token may: where it comes from a person, `get` it first.
   * @throws GraphError `graph.media_missing`
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
   */
  async delete(
    mediaId: string,
    options: CallOptions & { readonly phoneNumberId?: string | undefined } = {},
  ): Promise<WireSuccess> {
    const { phoneNumberId, ...call } = options;
    return this.#requester.request({
      ...call,
      method: "DELETE",
      path: mediaPath(graphId(mediaId, "media_id")),
      query: { phone_number_id: phoneNumberId },
      repeatable: false,
      explain,
      read: (body) => (isSuccess(body) ? body : undefined),
    });
  }
}
