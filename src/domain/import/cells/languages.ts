import { cachedReader } from "./cache.ts";
import { plainWords } from "./words.ts";

const names: ReadonlyMap<string, string> = new Map([
  ["espanol", "es"],
  ["castellano", "es"],
  ["spanish", "es"],
  ["espanhol", "es"],
  ["ingles", "en"],
  ["english", "en"],
  ["portugues", "pt_BR"],
  ["portugues brasil", "pt_BR"],
  ["portugues do brasil", "pt_BR"],
  ["portugues de portugal", "pt_PT"],
  ["portuguese", "pt_BR"],
  ["frances", "fr"],
  ["french", "fr"],
  ["italiano", "it"],
  ["italian", "it"],
  ["aleman", "de"],
  ["alemao", "de"],
  ["german", "de"],
  ["catalan", "ca"],
]);

/**
 * Reads a language as Meta's templates name it: `es`, `es_MX`, `pt_BR`. Undefined when it is not one.
 * "Portuguese" alone is Brazil's: Meta has no plain `pt`.
 */
export const readLanguage = cachedReader((text): string | undefined => {
  const code = /^([a-z]{2,3})(?:[-_]([a-z]{2}))?$/i.exec(text.trim());
  const name = names.get(plainWords(text));
  if (name !== undefined) return name;
  if (code?.[1] === undefined) return undefined;
  const language = code[1].toLowerCase();
  if (code[2] !== undefined) return `${language}_${code[2].toUpperCase()}`;
  if (language === "pt") return "pt_BR";
  return language.length === 2 ? language : undefined;
});
