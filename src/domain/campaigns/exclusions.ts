import type { Text } from "../../core/text.ts";

/** Why somebody of a list is not written to, found when a campaign is planned: stable words, each with what people read. */
export const exclusionReasons = {
  "no-consent": { en: "no consent", es: "sin consentimiento" },
  "opted-out": { en: "opted out", es: "pidió no recibir" },
  erased: { en: "erased on request", es: "eliminado a petición suya" },
  frequency: { en: "had enough marketing for now", es: "ya recibió toda la publicidad permitida por ahora" },
  duplicate: { en: "twice in the list", es: "repetido en la lista" },
  "missing-parameter": { en: "a parameter is missing", es: "falta un parámetro" },
  "bad-parameter": { en: "a parameter is not allowed", es: "un parámetro no es válido" },
  invalid: { en: "not a valid number", es: "no es un número válido" },
  "no-number": { en: "no phone number", es: "sin número de teléfono" },
  limit: { en: "beyond --limit", es: "fuera de --limit" },
} as const satisfies Record<string, Text>;

export type ExclusionReason = keyof typeof exclusionReasons;

/** How many are excluded, by reason; reasons that nobody has are left out. */
export type ExclusionCounts = Partial<Record<ExclusionReason, number>>;
