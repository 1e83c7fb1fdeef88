import type { Text } from "../../core/text.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { MessageRow } from "../../storage/rows.ts";

/** Meta could not use the file of a message. */
const unusableFile = 131_053;

const checkTheFile: Text = {
  en: "Open the file to see whether it is whole and of the kind that its ending says; convert it, and send it again.",
  es: "Abra el archivo para ver si está completo y es del tipo que indica su terminación; conviértalo y envíelo de nuevo.",
};

/** What to do about a message that Meta reported as failed; undefined where there is nothing to advise. */
export function adviceFor({ error_code: code, content }: Pick<MessageRow, "error_code" | "content">): Text | undefined {
  if (code === null) return undefined;
  // A file that was uploaded has no address that could be opened.
  return code === unusableFile && !/"link":/.test(content) ? checkTheFile : explainCode(code).next;
}
