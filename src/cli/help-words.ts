import type { Language, Text } from "../core/text.ts";

export const helpWords = {
  about: {
    en: "A business's messaging on WhatsApp: notifications, contacts with consent, templates, costs.",
    es: "La mensajería de un negocio en WhatsApp: avisos, contactos con consentimiento, plantillas y costos.",
  },
  help: { en: "show this page", es: "mostrar esta página" },
  version: { en: "show the version", es: "mostrar la versión" },
  examples: { en: "Examples:", es: "Ejemplos:" },
  footer: {
    en: "Start here:\n  $ recado demo                 see recado at work, without an account\n  $ recado init                 connect your account\n  $ recado help exit-codes      also: help environment, simulator, fidelity\n  $ recado <command> --help     options and examples",
    es: "Para empezar:\n  $ recado demo                 ver recado en acción, sin cuenta\n  $ recado init                 conectar su cuenta\n  $ recado help exit-codes      también: help environment, simulator, fidelity\n  $ recado <comando> --help     opciones y ejemplos",
  },
} as const satisfies Record<string, Text>;

const headings: Readonly<Record<string, string>> = {
  "Usage:": "Uso:",
  "Arguments:": "Argumentos:",
  "Options:": "Opciones:",
  "Commands:": "Comandos:",
};

/** Commander's own headings in the reader's language. */
export function translateHeading(heading: string, language: Language): string {
  return language === "es" ? (headings[heading] ?? heading) : heading;
}

/** `[options]` and `[command]` in a line of usage; the names of arguments are the same in every language. */
export function translatePlaceholders(usage: string, language: Language): string {
  return language === "es" ? usage.replace("[options]", "[opciones]").replace("[command]", "[comando]") : usage;
}
