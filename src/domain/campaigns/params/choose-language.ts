import type { WireTemplate } from "../../../graph/wire/templates.ts";

type Version = Pick<WireTemplate, "language">;

/** `es-MX`, `es_mx` and ` es_MX ` are one language. */
export function normalisedLanguage(language: string): string {
  return language.trim().replace("-", "_").toLowerCase();
}

/** `es` of `es_MX`. */
function baseOf(language: string): string {
  return normalisedLanguage(language).split("_", 1)[0] ?? "";
}

function inLanguage<V extends Version>(
  versions: readonly V[],
  wanted: string,
  fallback: string | undefined,
): V | undefined {
  const exactly = (code: string): V | undefined =>
    versions.find(({ language }) => normalisedLanguage(language) === normalisedLanguage(code));
  const base = baseOf(wanted);
  if (base === "") return undefined;
  const regional = versions
    .filter(({ language }) => baseOf(language) === base)
    .toSorted((one, other) => (one.language < other.language ? -1 : 1));
  const preferred = fallback !== undefined && baseOf(fallback) === base ? exactly(fallback) : undefined;
  return exactly(wanted) ?? preferred ?? exactly(base) ?? regional[0];
}

/**
 * The version of a template for somebody who reads `wanted`: in that very language; else in another region's (the fallback, if it
 * is one; then the one of no region; then the first by its code); else in the fallback. Undefined when even that is not there.
 *
 * @param wanted null or undefined when nobody knows
 */
export function chooseLanguage<V extends Version>(
  versions: readonly V[],
  wanted: string | null | undefined,
  fallback: string | undefined,
): V | undefined {
  const found = wanted === null || wanted === undefined ? undefined : inLanguage(versions, wanted, fallback);
  return found ?? (fallback === undefined ? undefined : inLanguage(versions, fallback, undefined));
}
