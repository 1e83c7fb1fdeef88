import type { ExclusionCounts, ExclusionReason } from "../exclusions.ts";
import type { LanguageCount, VariantName } from "../spec.ts";
import type { Exclusion } from "./judge.ts";
import type { FrozenMessage } from "./row-spool.ts";
import type { Composed } from "./variants.ts";

/** How many messages a plan shows. */
const shown = 3;

/** What is counted while a list is gone through. */
export interface Figures {
  readonly languages: readonly LanguageCount[];
  /** The first of each text, then the first of all. */
  readonly samples: readonly FrozenMessage[];
  readonly missing: Readonly<Record<string, number>>;
  readonly tidied: number;
  readonly places: readonly { readonly zones: readonly string[]; readonly count: number }[];
}

export interface FiguresCounter {
  exclude(exclusion: Exclusion): void;
  /** @param zones where the person may live; undefined when that does not matter */
  include(composed: Composed, message: FrozenMessage, zones: readonly string[] | undefined): void;
  excluded(): ExclusionCounts;
  summary(): Figures;
}

export function countFigures(): FiguresCounter {
  const excluded = new Map<ExclusionReason, number>();
  const missing = new Map<string, number>();
  const languages = new Map<string, { variant: VariantName; language: string; count: number; fallback: number }>();
  const places = new Map<string, { zones: readonly string[]; count: number }>();
  const firstOfText: FrozenMessage[] = [];
  const first: FrozenMessage[] = [];
  let tidied = 0;
  const raise = <Key>(counts: Map<Key, number>, key: Key): void => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  return {
    exclude: ({ reason, detail }) => {
      raise(excluded, reason);
      if (detail !== undefined && "params" in detail) for (const param of detail.params ?? []) raise(missing, param);
    },
    include: (composed, message, zones) => {
      tidied += composed.tidied;
      const variant: VariantName = message.variant === "B" ? "B" : "A";
      const { language } = composed.template;
      const key = `${variant}|${language}`;
      let count = languages.get(key);
      if (count === undefined) {
        languages.set(key, (count = { variant, language, count: 0, fallback: 0 }));
        if (firstOfText.length < shown) firstOfText.push(message);
      }
      count.count += 1;
      if (composed.isFallback) count.fallback += 1;
      if (first.length < shown) first.push(message);
      if (zones === undefined) return;
      const place = places.get(zones.join(" "));
      if (place === undefined) places.set(zones.join(" "), { zones, count: 1 });
      else place.count += 1;
    },
    excluded: () => Object.fromEntries(excluded),
    summary: () => ({
      languages: [...languages.values()].toSorted((one, other) => other.count - one.count),
      samples: [...new Set([...firstOfText, ...first])].slice(0, shown),
      missing: Object.fromEntries(missing),
      tidied,
      places: [...places.values()].toSorted((one, other) => other.count - one.count),
    }),
  };
}
