import { createHash } from "node:crypto";
import type { Keep } from "../options.ts";

export interface MediaFile {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly mimeType: string;
  /** Missing after a restart where the saved state had no room for them: the id still works, a download answers 404. */
  readonly bytes: Buffer | undefined;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  /** When the id stops working, in milliseconds of the virtual clock. */
  readonly expiresAt: number;
}

type NewMediaFile = Omit<MediaFile, "sha256" | "size" | "bytes"> & { readonly bytes: Buffer };

/** Uploaded and received files; the oldest make room for new ones. */
export class MediaStore {
  readonly #files = new Map<string, MediaFile>();
  readonly #most: Pick<Keep, "mediaFiles" | "mediaBytes">;
  #total = 0;

  constructor(most: Pick<Keep, "mediaFiles" | "mediaBytes">) {
    this.#most = most;
  }

  has(id: string): boolean {
    return this.#files.has(id);
  }

  get(id: string): MediaFile | undefined {
    return this.#files.get(id);
  }

  values(): MediaFile[] {
    return [...this.#files.values()];
  }

  add({ bytes, ...file }: NewMediaFile): MediaFile {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    return this.put({ ...file, bytes, size: bytes.length, sha256 });
  }

  put(stored: MediaFile): MediaFile {
    this.#files.set(stored.id, stored);
    this.#total += stored.bytes?.length ?? 0;
    const { mediaFiles, mediaBytes } = this.#most;
    for (const oldest of this.#files.keys()) {
      // The new one stays, however large: its id has just been given.
      if (oldest === stored.id || (this.#total <= mediaBytes && this.#files.size <= mediaFiles)) break;
      this.remove(oldest);
    }
    return stored;
  }

  remove(id: string): void {
    this.#total -= this.#files.get(id)?.bytes?.length ?? 0;
    this.#files.delete(id);
  }
}
