import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { SendProblem } from "./problem.ts";
import { words } from "./words.ts";

/** What a check was about. */
export interface Refused {
  /** Stable, dotted. */
  readonly code: string;
  /** What has a fault where the path is empty: "the message". */
  readonly thing: Text;
  /** Begins the sentence: "The message cannot be sent". */
  readonly text: Text;
  /** Where Meta tells its limits, below https://developers.facebook.com/docs/. */
  readonly page: string;
}

/** What is wrong as an error that names the first place and counts the others; `data.problems` has them all. */
export function refused({ code, thing, text, page }: Refused, problems: readonly SendProblem[]): InputError {
  const [first = { path: "", text: words.notObject }] = problems;
  const others = problems.length - 1;
  const more = others > 0 ? { en: ` (and ${others} more)`, es: ` (y ${others} más)` } : { en: "", es: "" };
  const place = first.path === "" ? thing : { en: first.path, es: first.path };
  const address = `https://developers.facebook.com/docs/${page}`;
  return new InputError({
    code,
    text: {
      en: `${text.en}: ${place.en} ${first.text.en}${more.en}.`,
      es: `${text.es}: ${place.es} ${first.text.es}${more.es}.`,
    },
    hint: { en: `Meta's limits: ${address}`, es: `Límites de Meta: ${address}` },
    data: { path: first.path, problems },
  });
}
