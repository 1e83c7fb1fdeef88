import { ConfigError } from "../core/errors.ts";

/** A version lives about two years after its successor ships; a call without one is served by the app's oldest. */
export const defaultGraphVersion = "v25.0";

/** Reads `25`, `25.0`, `v25` or `v25.0` as `v25.0`. */
export function normaliseVersion(version: string): string {
  const match = /^v?(\d{1,3})(?:\.(\d))?$/i.exec(version.trim());
  if (match === null) {
    throw new ConfigError({
      code: "graph.bad_version",
      text: {
        en: `"${version}" is not a version of the Graph API.`,
        es: `"${version}" no es una versión de la API Graph.`,
      },
      hint: {
        en: `Write it like ${defaultGraphVersion}.`,
        es: `Escríbala así: ${defaultGraphVersion}.`,
      },
    });
  }
  return `v${match[1]}.${match[2] ?? "0"}`;
}
