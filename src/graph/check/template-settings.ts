import { outside } from "./words.ts";
import { whole, type Rule } from "./rules.ts";

export const templateCategories = ["AUTHENTICATION", "MARKETING", "UTILITY"] as const;

/** Seconds for which Meta tries to deliver. */
const lifetimes: Readonly<Record<string, readonly [number, number]>> = {
  AUTHENTICATION: [30, 900],
  UTILITY: [30, 43_200],
  MARKETING: [43_200, 2_592_000],
};
const anyLifetime = [30, 2_592_000] as const;
const wholeNumber = whole(-1);

/** How long Meta may try; -1 stands for 30 days, which marketing cannot have. */
export function lifetime(category: string | undefined): Rule {
  const [least, most] = lifetimes[category ?? ""] ?? anyLifetime;
  return (value, path, findings) => {
    if (value === undefined || (value === -1 && category !== "MARKETING")) return;
    if (!Number.isSafeInteger(value)) return wholeNumber(value, path, findings);
    if (Number(value) < least || Number(value) > most) findings.add(path, outside(least, most));
  };
}
