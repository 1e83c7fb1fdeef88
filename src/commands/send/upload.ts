import { createHash } from "node:crypto";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import { InputError, type AppError } from "../../core/errors.ts";
import type { Upload } from "../../domain/messages/stored-content.ts";
import type { MediaFileSource } from "../media-file.ts";

/**
 * Uploads the very bytes that were read and checked before: when the command began, questions may have been asked since; or when it was
 * planned.
 *
 * @param ifChanged what to say when they are others by now
 * @throws InputError `media.changed` unless told otherwise, `input.unreadable`
 */
export async function uploadFile(
  file: Pick<MediaFileSource, "path" | "filename" | "mimeType" | "hash">,
  phoneNumberId: string,
  context: Context,
  ifChanged: (filename: string) => AppError = changed,
): Promise<Upload> {
  const { path, filename, mimeType, hash } = file;
  const bytes = await readInputFile(path, context.host);
  if (createHash("sha256").update(bytes).digest("hex") !== hash) throw ifChanged(filename);
  const graph = await context.graph();
  // Meta counts from a moment between this one and its answer.
  const at = context.clock.now();
  const { id } = await graph.media.upload(
    phoneNumberId,
    { file: new Uint8Array(bytes), filename, mimeType },
    { signal: context.signal },
  );
  return { hash, id, at };
}

function changed(filename: string): InputError {
  return new InputError({
    code: "media.changed",
    text: {
      en: `${filename} has changed since the command began. It was not sent.`,
      es: `${filename} cambió después de iniciarse el comando. No se envió.`,
    },
    hint: {
      en: "Repeat the command once the file is as it should be.",
      es: "Repita el comando cuando el archivo esté como debe.",
    },
    data: { file: filename },
  });
}
