import { openAsBlob } from "node:fs";
import { stat } from "node:fs/promises";
import { InputError } from "../core/errors.ts";

/** Bytes, a Blob or File, or the path of a file that is read while it is sent. */
export type FileSource = Uint8Array | Blob | { readonly path: string };

/**
 * What is to be sent, without reading it yet.
 * @throws InputError when there is no such file.
 */
export async function contentOf(file: FileSource, mimeType: string): Promise<Blob> {
  if (file instanceof Blob) return file.type === mimeType ? file : file.slice(0, file.size, mimeType);
  if (file instanceof Uint8Array) return new Blob([file], { type: mimeType });
  const found = await stat(file.path).catch(() => undefined);
  if (found?.isFile() === true) return openAsBlob(file.path, { type: mimeType });
  throw new InputError({
    code: "input.file_not_found",
    text: {
      en: `The file ${file.path} does not exist or is not a file.`,
      es: `El archivo ${file.path} no existe o no es un archivo.`,
    },
    hint: { en: "Check the path.", es: "Revise la ruta." },
    data: { file: file.path },
  });
}
