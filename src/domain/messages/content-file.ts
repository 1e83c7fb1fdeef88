import { InputError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { WirePersonContent } from "../../graph/wire/messages.ts";
import { isRecord } from "../webhooks/foreign-json.ts";

/** Members of a send that say to whom and how: the command line's business. */
const addressing = ["messaging_product", "recipient_type", "to", "recipient", "context", "biz_opaque_callback_data"];

function refuse(file: string, en: string, es: string, hint?: { en: string; es: string }): InputError {
  const name = file === "-" ? { en: "standard input", es: "la entrada estándar" } : undefined;
  const shown = cleanLine(file);
  return new InputError({
    code: "message.bad_file",
    text: { en: `${name?.en ?? shown}: ${en}`, es: `${name?.es ?? shown}: ${es}` },
    hint,
    data: { file },
  });
}

/**
 * A message's content from a JSON file in Meta's shape. Only that it is one object for one person is checked here; what
 * Meta would refuse of it, the check of the message tells.
 * @throws InputError `message.bad_file`
 */
export function readContent(text: string, file: string): WirePersonContent {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw refuse(file, "this is not JSON.", "esto no es JSON.");
  }
  if (!isRecord(value)) throw refuse(file, "this must be an object.", "esto debe ser un objeto.");
  const strange = addressing.filter((name) => name in value);
  if (strange.length > 0) {
    const list = strange.join(", ");
    throw refuse(file, `leave out ${list}.`, `omita ${list}.`, {
      en: "The recipient is given by --to, the quoted message by --reply-to.",
      es: "El destinatario se indica con --to y el mensaje citado con --reply-to.",
    });
  }
  // Its shape is checked as a whole before anything is made of it.
  return value as unknown as WirePersonContent;
}
