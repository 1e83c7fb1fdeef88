import {
  uploadPath,
  type WireUploadDone,
  type WireUploadSession,
  type WireUploadStatus,
} from "../../graph/wire/uploads.ts";
import { GraphFault, invalidParameter, unknownObject } from "../errors.ts";
import { seededWord } from "../ids.ts";
import type { Call } from "../http/router.ts";
import type { UploadState } from "../media/uploads.ts";

/** @see https://developers.facebook.com/docs/graph-api/guides/upload */
const fileTypes = ["application/pdf", "image/jpeg", "image/jpg", "image/png", "video/mp4"];
const mostBytes = 100 * 1_024 * 1_024;

/** `POST /{app_id}/uploads`: begins a session; the bytes follow, in as many pieces as it takes. */
export function createUpload({ world, query, body }: Call): WireUploadSession {
  const parameter = (name: string): string => {
    const value = query.get(name) ?? body[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
    throw new GraphFault(100, { message: `(#100) The parameter ${name} is required.` });
  };
  const fileLength = Number(parameter("file_length"));
  const fileType = parameter("file_type").toLowerCase();
  if (!Number.isInteger(fileLength) || fileLength < 1 || fileLength > mostBytes)
    throw invalidParameter(`Param file_length must be a whole number from 1 to ${mostBytes}.`);
  if (!fileTypes.includes(fileType))
    throw invalidParameter(`Param file_type must be one of {${fileTypes.join(", ")}}.`);
  const word = seededWord(world.settings.seed, `upload ${world.ids.object()}`, 40);
  const id = `upload:${word}`;
  const fileName = query.get("file_name") ?? (typeof body["file_name"] === "string" ? body["file_name"] : "");
  world.state.uploads.put({ id, fileName, fileType, fileLength, createdAt: world.clock.now(), received: 0 });
  return { id: `${id}?sig=${seededWord(world.settings.seed, `signature ${id}`, 16)}` };
}

function uploadOf({ world, id, query }: Call, method: string): UploadState {
  const upload = world.state.uploads.get(id);
  const signature = query.get("sig");
  const isOurs = signature === null || signature === seededWord(world.settings.seed, `signature ${id}`, 16);
  if (upload === undefined || !isOurs) throw unknownObject(method, id);
  return upload;
}

/** `GET /upload:…`: from where to go on. */
export function getUpload(call: Call): WireUploadStatus {
  const { id, received } = uploadOf(call, "GET");
  return { id, file_offset: received };
}

/** `POST /upload:…`: a piece from `file_offset` on. What came before a broken connection counts too. */
export function continueUpload(call: Call): WireUploadDone {
  const upload = uploadOf(call, "POST");
  const { world, bytes, headers } = call;
  const offset = Number(headers["file_offset"] ?? Number.NaN);
  if (offset !== upload.received) {
    throw invalidParameter(
      `The header file_offset must be ${upload.received}, where this upload goes on. Ask GET ${uploadPath(upload.id)} for it.`,
    );
  }
  const length = bytes?.length ?? 0;
  if (offset + length > upload.fileLength) {
    throw invalidParameter(`The file has ${offset + length} bytes, and file_length said ${upload.fileLength}.`);
  }
  upload.received += length;
  if (upload.received < upload.fileLength) {
    throw new GraphFault(1, {
      status: 500,
      message: `The upload is not complete: ${upload.received} of ${upload.fileLength} bytes have arrived.`,
    });
  }
  upload.handle ??= `4::${Buffer.from(upload.fileType).toString("base64")}:${seededWord(world.settings.seed, `handle ${upload.id}`, 60)}`;
  world.state.uploads.put(upload);
  return { h: upload.handle };
}
