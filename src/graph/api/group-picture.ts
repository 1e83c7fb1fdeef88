import { assertPicture } from "../check/groups.ts";
import { contentOf, type FileSource } from "../file-content.ts";
import { checkNotEmpty, checkType } from "../media-rules.ts";
import type { FormBody } from "../transport.ts";
import type { WireGroupUpdate } from "../wire/groups.ts";
import { pictureSize } from "./picture-size.ts";

/** The picture of a group: a JPEG or PNG. */
export interface GroupPicture {
  /** Square, 192 pixels a side at least. */
  readonly file: FileSource;
  readonly filename: string;
  readonly mimeType: "image/jpeg" | "image/png";
}

/** The changes of a group as a form, which a picture needs. */
export async function pictureForm(body: WireGroupUpdate, picture: GroupPicture): Promise<FormBody> {
  checkType(picture.mimeType, ["image/jpeg", "image/png"]);
  const content = await contentOf(picture.file, picture.mimeType);
  checkNotEmpty(content);
  assertPicture(await pictureSize(content));
  return { fields: { ...body }, file: { name: "profile_picture_file", filename: picture.filename, content } };
}
