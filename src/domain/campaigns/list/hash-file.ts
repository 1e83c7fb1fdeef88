import { createHash } from "node:crypto";
import { fileChunks, stampOf } from "../../import/formats/file-chunks.ts";
import type { ListInput } from "../../import/list.ts";
import { asListError } from "./list-errors.ts";

/**
 * What a file is known by, to tell whether it is still the one that a campaign was planned with: SHA-256 of its bytes,
 * hexadecimal, the same that `RecipientList.hash` is.
 *
 * @throws InputError `input.unreadable`, `import.changed` when it changes meanwhile
 */
export async function hashOfFile(input: ListInput): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of fileChunks(input, await stampOf(input))) hash.update(chunk);
  } catch (error) {
    throw asListError(error);
  }
  return hash.digest("hex");
}
