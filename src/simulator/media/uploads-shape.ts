import * as v from "valibot";
import { exactly } from "../saved/exact-shape.ts";
import type { UploadState } from "./uploads.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** In a saved state. */
export const uploadsShape = exactly<UploadState[]>()(
  v.array(
    v.strictObject({
      id: v.string(),
      fileName: v.string(),
      fileType: v.string(),
      fileLength: count,
      createdAt: v.number(),
      received: count,
      handle: v.exactOptional(v.string()),
    }),
  ),
);
