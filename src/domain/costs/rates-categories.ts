/** What Meta has a rate for. */
export const rateCategories = [
  "marketing",
  "utility",
  "authentication",
  "authentication-international",
  "service",
] as const;
export type RateCategory = (typeof rateCategories)[number];

/** Meta writes the last but one with a hyphen or an underscore, and template categories in capitals. */
export function rateCategory(word: string): RateCategory | undefined {
  const wanted = word.toLowerCase().replaceAll("_", "-");
  return rateCategories.find((category) => category === wanted);
}
