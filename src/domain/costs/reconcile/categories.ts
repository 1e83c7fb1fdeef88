// Meta's analytics and its status reports do not have the same words for everything.
const sameThing: Readonly<Record<string, string>> = {
  "ai-bot": "general-purpose-ai",
  "marketing-lite-dynamic": "marketing-lite",
};

/** `AUTHENTICATION_INTERNATIONAL`, `authentication_international` → `authentication-international`: one word for both sides. */
export function billedCategory(word: string | null): string | null {
  if (word === null) return null;
  const plain = word.toLowerCase().replaceAll("_", "-");
  return sameThing[plain] ?? plain;
}
