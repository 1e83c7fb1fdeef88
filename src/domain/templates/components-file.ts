import { InputError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";
import type { WireTemplateSendComponent } from "../../graph/wire/messages.ts";
import { isRecord } from "../webhooks/foreign-json.ts";

function refuse(fileName: string, en: string, es: string): InputError {
  const name = cleanLine(fileName);
  return new InputError({
    code: "template.bad_components",
    text: { en: `${name}: ${en}`, es: `${name}: ${es}` },
    hint: {
      en: 'For example: [{"type":"carousel","cards":[…]}], as in Meta\'s send call.',
      es: 'Por ejemplo: [{"type":"carousel","cards":[…]}], como en la llamada de envío de Meta.',
    },
    data: { file: fileName },
  });
}

/**
 * The components of a template's send from a JSON file: a list, or an object with `components`. Only that much of the shape
 * is checked here: what Meta would refuse of them, the check of the message tells with its path.
 * @throws InputError `template.bad_components`
 */
export function readComponents(text: string, fileName: string): readonly WireTemplateSendComponent[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw refuse(fileName, "this is not JSON.", "esto no es JSON.");
  }
  const list: unknown = isRecord(value) ? value["components"] : value;
  const sound = Array.isArray(list) && list.length > 0 && list.every((part) => isRecord(part) && "type" in part);
  if (!sound) throw refuse(fileName, "this is no list of components.", "esto no es una lista de componentes.");
  return list as WireTemplateSendComponent[];
}
