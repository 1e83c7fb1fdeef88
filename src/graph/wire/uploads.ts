/**
 * Resumable uploads of an app: they give the handle that a template's header sample or a profile picture asks for.
 * @see https://developers.facebook.com/docs/graph-api/guides/upload
 */

export const uploadsPath = (appId: string): string => `/${appId}/uploads`;
/** `sessionId` is `upload:…` without the query (`?sig=…`) that Meta puts behind it. */
export const uploadPath = (sessionId: string): string => `/${sessionId}`;

/** What a resumable upload may hold. */
export type WireUploadType = "application/pdf" | "image/jpeg" | "image/jpg" | "image/png" | "video/mp4";

/** An upload that was opened. */
export interface WireUploadSession {
  /** `upload:…?sig=…`: handed back whole. */
  id: string;
}

/** How far an upload got. */
export interface WireUploadStatus {
  id: string;
  /** Bytes that Meta holds: go on from here. */
  file_offset: number;
}

/** The handle of what was uploaded. */
export interface WireUploadDone {
  /** `4::…`, for `example.header_handle` or `profile_picture_handle`. */
  h: string;
}
