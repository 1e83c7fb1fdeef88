import { UsageError } from "../../core/errors.ts";

/** @throws UsageError when no contact is named */
export function requireContacts(contacts: readonly string[], example: string): void {
  if (contacts.length > 0) return;
  throw new UsageError({
    code: "usage.missing_argument",
    text: { en: "Say which contact.", es: "Indique qué contacto." },
    hint: { en: `For example: ${example}`, es: `Por ejemplo: ${example}` },
  });
}
