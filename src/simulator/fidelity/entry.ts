import type { Text } from "../../core/text.ts";

/** What the behaviour of a call rests on: Meta's own page, reports from the field, or our assumption. */
export type Basis = "meta" | "field report" | "assumption";

/** A point on which the behaviour is weaker than the rest of its call. */
export interface Weakness {
  readonly what: Text;
  readonly basis: Basis;
}

export interface FidelityEntry {
  /** The route's name, or `webhook delivery` and the like for what is not a route: that has a title. */
  readonly route: string;
  readonly title?: Text;
  readonly basis: Basis;
  readonly weaker?: readonly Weakness[];
}

/** What clients and developers have seen, and Meta does not say. */
export const reported = (en: string, es: string): Weakness => ({ what: { en, es }, basis: "field report" });

/** What neither Meta nor anybody else says. */
export const assumed = (en: string, es: string): Weakness => ({ what: { en, es }, basis: "assumption" });
