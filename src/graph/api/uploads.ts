import { InputError } from "../../core/errors.ts";
import { contentOf, type FileSource } from "../file-content.ts";
import { graphId } from "../identifiers.ts";
import { checkNotEmpty, checkType } from "../media-rules.ts";
import type { CallOptions, Requester } from "../request.ts";
import { hasText, isRecord } from "../shape.ts";
import {
  uploadPath,
  uploadsPath,
  type WireUploadDone,
  type WireUploadSession,
  type WireUploadStatus,
  type WireUploadType,
} from "../wire/uploads.ts";

const uploadTypes: readonly WireUploadType[] = [
  "application/pdf",
  "image/jpeg",
  "image/jpg",
  "image/png",
  "video/mp4",
] as const;

/** A file to be uploaded whole. */
export interface UploadFile {
  readonly file: FileSource;
  readonly filename: string;
  readonly mimeType: WireUploadType;
}

/** What an upload will hold. */
export interface UploadPlan {
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
  readonly mimeType: WireUploadType;
}

const isSession = (value: unknown): value is WireUploadSession => hasText(value, "id");
const isDone = (value: unknown): value is WireUploadDone => hasText(value, "h");

/** Meta says the offset as a number, and may say it as text. */
function readStatus(value: unknown): WireUploadStatus | undefined {
  if (!isRecord(value)) return undefined;
  const offset = Number(value["file_offset"] ?? Number.NaN);
  return hasText(value, "id") && Number.isSafeInteger(offset) && offset >= 0
    ? { id: value.id, file_offset: offset }
    : undefined;
}

/** `upload:…?sig=…` taken apart, so that its query does not become part of the path. */
function sessionParts(sessionId: string): { path: string; query: Record<string, string> } {
  const match = /^(upload:[\w=+-]{1,2048})(?:\?([\w=&%.~+-]{0,2048}))?$/.exec(sessionId);
  if (match?.[1] !== undefined) {
    return { path: uploadPath(match[1]), query: Object.fromEntries(new URLSearchParams(match[2] ?? "")) };
  }
  throw new InputError({
    code: "graph.bad_id",
    text: {
      en: `${JSON.stringify(sessionId.slice(0, 40))} is not the id of an upload: it begins with "upload:".`,
      es: `${JSON.stringify(sessionId.slice(0, 40))} no es el identificador de una subida: empieza con "upload:".`,
    },
    hint: { en: "Use the id that `create` gave.", es: "Use el identificador que dio `create`." },
    data: { name: "upload_id" },
  });
}

/** Resumable uploads: samples for template headers, and profile pictures. */
export class UploadsApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Opens an upload; a second one that is never used does no harm.
   * @see https://developers.facebook.com/docs/graph-api/guides/upload
   */
  async create(appId: string, plan: UploadPlan, options: CallOptions = {}): Promise<WireUploadSession> {
    checkType(plan.mimeType, uploadTypes);
    return this.#requester.request({
      ...options,
      method: "POST",
      path: uploadsPath(graphId(appId, "app_id")),
      query: { file_name: plan.filename, file_length: String(plan.size), file_type: plan.mimeType },
      repeatable: true,
      read: (body) => (isSession(body) ? body : undefined),
    });
  }

  /**
   * Sends a file from `offset` (bytes) to its end. After a break ask `status` where to go on: bytes that arrived must not be
   * sent again, so it is not repeated by itself.
   * @see https://developers.facebook.com/docs/graph-api/guides/upload
   */
  async send(sessionId: string, file: FileSource, offset: number, options: CallOptions = {}): Promise<WireUploadDone> {
    const content = await contentOf(file, "application/octet-stream");
    return this.#requester.request({
      ...options,
      ...sessionParts(sessionId),
      method: "POST",
      scheme: "OAuth",
      headers: { file_offset: String(offset), "content-type": "application/octet-stream" },
      bytes: content.slice(offset),
      repeatable: false,
      read: (body) => (isDone(body) ? body : undefined),
    });
  }

  /**
   * How far an upload got.
   * @see https://developers.facebook.com/docs/graph-api/guides/upload
   */
  async status(sessionId: string, options: CallOptions = {}): Promise<WireUploadStatus> {
    return this.#requester.request({
      ...options,
      ...sessionParts(sessionId),
      method: "GET",
      scheme: "OAuth",
      repeatable: true,
      read: readStatus,
    });
  }

  /**
   * Uploads a whole file and gives its handle. After a break it goes on where Meta says that it stopped, for as long as
   * that moves forward: only attempts without a new byte are counted.
   * @throws InputError before a byte leaves, for an empty file or a type that Meta does not take here.
   * @see https://developers.facebook.com/docs/graph-api/guides/upload
   */
  async upload(appId: string, upload: UploadFile, options: CallOptions = {}): Promise<WireUploadDone> {
    checkType(upload.mimeType, uploadTypes);
    const content = await contentOf(upload.file, upload.mimeType);
    checkNotEmpty(content);
    const { id } = await this.create(appId, { ...upload, size: content.size }, options);
    const once = { ...options, maxAttempts: 1 };
    let offset = 0;
    let broken = false;
    const goOn = async (): Promise<WireUploadDone> => {
      if (broken) offset = (await this.status(id, once)).file_offset;
      broken = true;
      return this.send(id, content, offset, once);
    };
    for (;;) {
      const before = offset;
      try {
        return await this.#requester.repeat({ ...options, repeatable: true }, goOn);
      } catch (error) {
        options.signal?.throwIfAborted();
        if (offset <= before) throw error;
      }
    }
  }
}
