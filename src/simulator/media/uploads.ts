/** A file on its way in pieces: what a template's header sample or a profile photo is made from. */
export interface UploadState {
  /** `upload:…`, as the create call answers it. */
  readonly id: string;
  readonly fileName: string;
  readonly fileType: string;
  readonly fileLength: number;
  /** Milliseconds of the virtual clock. */
  readonly createdAt: number;
  /** What has arrived so far: the offset at which to go on. */
  received: number;
  /** Given when all of it is there. */
  handle?: string;
}

/** Sessions beyond it make room for new ones; each is small, as the bytes themselves are only counted. */
const mostUploads = 10_000;

/** The sessions of resumable uploads, by id and by the handle that they ended with. */
export class UploadStore {
  readonly #byId = new Map<string, UploadState>();
  readonly #byHandle = new Map<string, UploadState>();

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  get(id: string): UploadState | undefined {
    return this.#byId.get(id);
  }

  byHandle(handle: string): UploadState | undefined {
    return this.#byHandle.get(handle);
  }

  put(upload: UploadState): void {
    this.#byId.set(upload.id, upload);
    if (upload.handle !== undefined) this.#byHandle.set(upload.handle, upload);
    if (this.#byId.size <= mostUploads) return;
    for (const [id, { handle }] of this.#byId) {
      this.#byId.delete(id);
      if (handle !== undefined) this.#byHandle.delete(handle);
      return;
    }
  }

  save(): UploadState[] {
    return [...this.#byId.values()];
  }
}
