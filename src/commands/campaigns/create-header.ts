import type { Context } from "../../cli/context.ts";
import type { HeaderMedia } from "../../domain/campaigns/spec.ts";
import { readMedia, type MediaSource } from "../send/values.ts";

/** A header as it is kept with the campaign, and how large its file is. */
export interface GivenMedia {
  readonly media: HeaderMedia;
  readonly source: MediaSource;
  /** Bytes; undefined for what is not on this machine. */
  readonly size?: number | undefined;
}

/** Reads `--header-media`: a file, an address, or an id at Meta. */
export async function readHeader(given: string, option: string, context: Context): Promise<GivenMedia> {
  const source = await readMedia(given, context, { kinds: ["image", "video", "document"], option });
  if (source.kind !== "file") return { media: source, source };
  const { path, hash, filename, mimeType, size } = source.file;
  return { media: { kind: "file", path, hash, filename, type: mimeType }, source, size };
}
