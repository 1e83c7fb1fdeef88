import { expectTypeOf, test } from "vitest";
import type { FileSource, MediaFile, UploadFile, UploadsApi } from "../../../src/index.ts";
import type { MessageFilter } from "../../../src/testing.ts";

test("a file is bytes of any buffer, a Blob or File, or a path", () => {
  expectTypeOf<Uint8Array<SharedArrayBuffer> | Buffer | Blob | File | { path: string }>().toExtend<FileSource>();
  expectTypeOf<MediaFile["file"]>().toEqualTypeOf<FileSource>();
  expectTypeOf<UploadFile["file"]>().toEqualTypeOf<FileSource>();
  expectTypeOf<Parameters<UploadsApi["send"]>[1]>().toEqualTypeOf<FileSource>();
  expectTypeOf<string>().not.toExtend<FileSource>();
});

test("a state that there is not cannot be waited for", () => {
  expectTypeOf<{ to: string; status: "delivered" }>().toExtend<MessageFilter>();
  expectTypeOf<{ to: string; status: "deliverd" }>().not.toExtend<MessageFilter>();
});
