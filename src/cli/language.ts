import { isLanguage, languageOfLocale, type Language } from "../core/text.ts";
import { readConfig } from "./config.ts";
import type { Host } from "./host.ts";
import { pathsOf } from "./paths.ts";
import { rawFlag } from "./raw-flags.ts";
import { environmentIsComplete } from "./settings.ts";

/**
 * The language of this run: `--lang`, `RECADO_LANG`, the one chosen with `recado init`, then the locale.
 * Read before the command line is parsed, since its errors must be in it too.
 */
export function chooseLanguage(argv: readonly string[], host: Host): Language {
  const flag = rawFlag(argv, "--lang");
  if (flag !== undefined && isLanguage(flag)) return flag;
  const { env } = host;
  const named = env["RECADO_LANG"];
  if (named !== undefined && isLanguage(named)) return named;
  const stored = environmentIsComplete(env) ? undefined : storedLanguage(host);
  return stored ?? languageOfLocale(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"]) ?? "en";
}

function storedLanguage(host: Host): Language | undefined {
  try {
    return readConfig(pathsOf(host)).language;
  } catch {
    // A broken config is told by the command that needs it, in whatever language the locale gives.
    return undefined;
  }
}
