import type { Text } from "../../core/text.ts";

/** One thing that is wrong in a template file. */
export interface FileProblem {
  /** Where: `components[1].text`; empty for the file as a whole. */
  readonly path: string;
  /** Completes the path: "is missing". */
  readonly text: Text;
}

export function problem(path: string, en: string, es: string): FileProblem {
  return { path, text: { en, es } };
}
