import { type SavedTally, Tally } from "./tally.ts";

/** A delivered message, by what analytics can split it. */
export type PriceKind = {
  /** Digits of the business number. */
  readonly phone: string;
  /** Of the person, as two letters. */
  readonly country: string;
  readonly market: string;
  /** In capitals, as analytics write it: `AUTHENTICATION_INTERNATIONAL`. */
  readonly category: string;
  readonly type: string;
  /** `0:100000`; empty for what is free. */
  readonly tier: string;
};

/** `unpriced` counts those that are charged at a rate that nobody knows. */
type PriceSums = { readonly volume: number; readonly micros: number; readonly unpriced: number };

/** Messages of one of Meta's kinds: 0 templates, 2 others, 100 inbound; of groups 101, 102 and 103. */
type TrafficKind = { readonly phone: string; readonly country: string; readonly product: string };
type TrafficSums = { readonly sent?: number; readonly delivered?: number };

export type TemplateKind = { readonly template: string; readonly product: "CLOUD_API" | "MARKETING_MESSAGES" };
export type TemplateSums = {
  readonly sent?: number;
  readonly delivered?: number;
  readonly read?: number;
  readonly micros?: number;
  readonly unpriced?: number;
};

type TapKind = TemplateKind & { readonly button: string };
export type GroupKind = { readonly group: string };
export type GroupSums = {
  readonly sent?: number;
  readonly delivered?: number;
  readonly read?: number;
  readonly joined?: number;
  readonly left?: number;
};

export interface SavedFigures {
  readonly insights: boolean;
  readonly prices: SavedTally;
  readonly traffic: SavedTally;
  readonly templates: SavedTally;
  readonly taps: SavedTally;
  readonly groups: SavedTally;
  readonly tiers: [key: string, messages: number][];
}

const year = 366 * 86_400_000;
/** Analytics look back a year; a month more stays for the clock of any zone. */
const kept = year + 31 * 86_400_000;

/** What Meta counts of an account: for its analytics, and for its volume tiers. */
export class Figures {
  readonly prices = new Tally<PriceKind, PriceSums>();
  readonly traffic = new Tally<TrafficKind, TrafficSums>();
  readonly templates = new Tally<TemplateKind, TemplateSums>();
  readonly taps = new Tally<TapKind, { readonly count: number }>();
  readonly groups = new Tally<GroupKind, GroupSums>();
  /** Charged messages of the whole portfolio, by month, market and category: `2026-11|Spain|utility`. */
  readonly tiers = new Map<string, number>();
  /** Whether figures about templates were asked for, once and for all. */
  insights = false;

  #tallies = [this.prices, this.traffic, this.templates, this.taps, this.groups] as const;

  forgetOld(now: number): void {
    for (const tally of this.#tallies) tally.forget(now - kept);
  }

  save(): SavedFigures {
    const { insights, prices, traffic, templates, taps, groups, tiers } = this;
    return {
      insights,
      prices: prices.save(),
      traffic: traffic.save(),
      templates: templates.save(),
      taps: taps.save(),
      groups: groups.save(),
      tiers: [...tiers],
    };
  }

  static restore(saved: SavedFigures): Figures {
    const figures = new Figures();
    figures.insights = saved.insights;
    figures.prices.restore(saved.prices);
    figures.traffic.restore(saved.traffic);
    figures.templates.restore(saved.templates);
    figures.taps.restore(saved.taps);
    figures.groups.restore(saved.groups);
    for (const [key, messages] of saved.tiers) figures.tiers.set(key, messages);
    return figures;
  }
}
