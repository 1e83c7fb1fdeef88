import type { AppError } from "../../core/errors.ts";
import { joinTexts, type Text } from "../../core/text.ts";

/** What is said under a question whose answer will not do: what is wrong, and what would do. */
export function withHint({ text, hint }: AppError): Text {
  return hint === undefined ? text : joinTexts([text, hint], " ");
}
