import type { Text } from "../../core/text.ts";
import { categoryWord as plainCategory, wordOf } from "../words.ts";

const statuses: Readonly<Record<string, Text>> = {
  APPROVED: { en: "approved", es: "aprobada" },
  PENDING: { en: "in review", es: "en revisión" },
  IN_APPEAL: { en: "in appeal", es: "en apelación" },
  REJECTED: { en: "rejected", es: "rechazada" },
  PAUSED: { en: "paused", es: "en pausa" },
  DISABLED: { en: "disabled", es: "desactivada" },
  ARCHIVED: { en: "archived", es: "archivada" },
  LIMIT_EXCEEDED: { en: "limit exceeded", es: "límite superado" },
  PENDING_DELETION: { en: "being deleted", es: "eliminándose" },
  DELETED: { en: "deleted", es: "eliminada" },
};

/** A template's status for a person; JSON keeps Meta's word. One that is new is shown as it is. */
export function statusWord(status: string): Text {
  return wordOf(statuses, status, status.toLowerCase());
}

/** A template's category for a person. The code stays beside the Spanish word: templates' files and Meta's pages say it. */
export function categoryWord(category: string): Text {
  const code = category.toLowerCase();
  const word = plainCategory(code);
  return { en: word.en, es: word.es === code ? code : `${word.es} (${code})` };
}
