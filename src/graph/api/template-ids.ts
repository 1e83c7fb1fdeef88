import { InputError } from "../../core/errors.ts";
import { graphId } from "../identifiers.ts";

/** @throws InputError for no id, for more than `most`, or for one that is no id. */
export function checkTemplateIds(ids: readonly string[], most: number): void {
  for (const id of ids) graphId(id, "template_id");
  if (ids.length > 0 && ids.length <= most) return;
  throw new InputError({
    code: "template.bad_ids",
    text: {
      en: `There are ${ids.length} template ids; one call takes 1 to ${most}.`,
      es: `Hay ${ids.length} identificadores de plantilla; una llamada acepta de 1 a ${most}.`,
    },
    hint: { en: `Give them in parts of ${most} at most.`, es: `Indíquelos en partes de ${most} como máximo.` },
    data: { count: ids.length, most },
  });
}
