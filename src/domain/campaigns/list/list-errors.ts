import { InputError } from "../../../core/errors.ts";
import type { Text } from "../../../core/text.ts";

type Wording = readonly (readonly [says: RegExp, instead: string])[];

/** What is said to somebody who imports, and what to somebody who makes a campaign, in the order in which it is looked for. */
const wordings: Readonly<Record<keyof Text, Wording>> = {
  en: [
    [/--map "?phone=([^"]*)"?$/, '--phone-column "$1"'],
    [/, or one object per line with --format ndjson/, ""],
    [/\bnothing has been imported\b/, "no campaign has been created"],
    [/\bNothing has been imported\b/, "No campaign has been created"],
    [/\bimport\b/g, "give"],
  ],
  es: [
    [/--map "?phone=([^"]*)"?$/, '--phone-column "$1"'],
    [/, o un objeto por línea con --format ndjson/, ""],
    [/\bno se ha importado nada\b/, "no se ha creado ninguna campaña"],
    [/\bNo se ha importado nada\b/, "No se ha creado ninguna campaña"],
    [/\bimporte\b/g, "indique"],
    [/\bimpórtelo\b/g, "indíquelo"],
  ],
};

function reworded(text: string, wording: Wording): string {
  return wording.reduce((rest, [says, instead]) => rest.replace(says, instead), text);
}

/** An error of reading a list, with a hint for somebody who makes a campaign; any other error as it is. */
export function asListError(error: unknown): unknown {
  if (!(error instanceof InputError) || error.hint === undefined) return error;
  const hint = { en: reworded(error.hint.en, wordings.en), es: reworded(error.hint.es, wordings.es) };
  if (hint.en === error.hint.en && hint.es === error.hint.es) return error;
  const { code, text, data, cause } = error;
  return new InputError({ code, text, hint, data, cause });
}
