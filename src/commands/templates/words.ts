import { same, type Text } from "../../core/text.ts";

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

// The code stays beside the Spanish word: it is what the file of a template and Meta's own pages say.
const categories: Readonly<Record<string, Text>> = {
  MARKETING: { en: "marketing", es: "publicidad (marketing)" },
  UTILITY: { en: "utility", es: "avisos (utility)" },
  AUTHENTICATION: { en: "authentication", es: "códigos (authentication)" },
};

function wordOf(words: Readonly<Record<string, Text>>, code: string): Text {
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? same(code.toLowerCase());
}

/** A template's status for a person; JSON keeps Meta's word. One that is new is shown as it is. */
export function statusWord(status: string): Text {
  return wordOf(statuses, status);
}

/** A template's category for a person; JSON keeps Meta's word. */
export function categoryWord(category: string): Text {
  return wordOf(categories, category);
}
