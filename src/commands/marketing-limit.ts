import type { Settings } from "../cli/settings.ts";
import { variables } from "../cli/settings.ts";
import { ConfigError, UsageError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";
import { readLimit, writeFrequency, type Frequency } from "../domain/consent/frequency.ts";

const howToWrite: Text = {
  en: "Write how many in how long, as in 2/7d (two in seven days) or 1/24h; none for no limit.",
  es: "Indique cuántos en cuánto tiempo, como 2/7d (dos en siete días) o 1/24h; none si no hay límite.",
};

/** `--marketing-limit` in one spelling: `2/7d` or `none`. */
export function readMarketingLimit(given: string): string {
  const limit = readLimit(given);
  if (limit !== undefined) return limit === "none" ? limit : writeFrequency(limit);
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--marketing-limit "${given}" is not a limit.`,
      es: `--marketing-limit "${given}" no es un límite.`,
    },
    hint: howToWrite,
    data: { option: "--marketing-limit", value: given },
  });
}

/** How much marketing anybody gets who has no limit of their own. Undefined: no limit. */
export function marketingLimitOf({ marketingLimit }: Pick<Settings, "marketingLimit">): Frequency | undefined {
  if (marketingLimit === undefined) return undefined;
  const limit = readLimit(marketingLimit);
  if (limit !== undefined) return limit === "none" ? undefined : limit;
  // To send without it would be the one thing that nobody meant.
  throw new ConfigError({
    code: "config.bad_marketing_limit",
    text: {
      en: `The limit for marketing "${marketingLimit}" cannot be read (${variables.marketingLimit}, or the profile).`,
      es: `No se puede leer el límite de publicidad "${marketingLimit}" (${variables.marketingLimit} o el perfil).`,
    },
    hint: howToWrite,
  });
}
