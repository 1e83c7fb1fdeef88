import { createHash } from "node:crypto";

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

const mostBytes = 512 * 1_024 * 1_024;
const mostFiles = 20_000;

/** Uploaded and received files; the oldest make room for new ones. */
export class MediaStore {
  readonly #files = new Map<string, MediaFile>();
  #total = 0;

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
    for (const oldest of this.#files.keys()) {
      if (this.#total <= mostBytes && this.#files.size <= mostFiles) break;
      this.remove(oldest);
    }
    return stored;
  }

  remove(id: string): void {
    this.#total -= this.#files.get(id)?.bytes?.length ?? 0;
    this.#files.delete(id);
  }
}
