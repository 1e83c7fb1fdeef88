/** The languages that recado speaks. Every human text exists in all of them, so a missing one does not compile. */
export const languages = ["en", "es"] as const;

/** One of the languages that recado speaks. */
export type Language = (typeof languages)[number];

/** One human text in every language, written beside the code that says it. */
export type Text = Readonly<Record<Language, string>>;

/** The same words in every language: a name, a code, another program's own sentence. */
export function same(text: string): Text {
  return { en: text, es: text };
}

/** Joins texts language by language. */
export function joinTexts(parts: readonly Text[], separator: string): Text {
  const join = (language: Language): string => parts.map((part) => part[language]).join(separator);
  return { en: join("en"), es: join("es") };
}

/** Makes a whole message of words that also stand in a table: a capital letter and a full stop. */
export function sentence(text: Text): Text {
  const whole = (words: string): string =>
    `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?…]$/.test(words) ? "" : "."}`;
  return { en: whole(text.en), es: whole(text.es) };
}

export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/**
 * The language of a locale name such as `es_PE.UTF-8`, or undefined when we do not speak it.
 * `C` and `POSIX` say nothing about the reader.
 */
export function languageOfLocale(locale: string | undefined): Language | undefined {
  const code = locale?.slice(0, 2).toLowerCase();
  return code !== undefined && isLanguage(code) ? code : undefined;
}
