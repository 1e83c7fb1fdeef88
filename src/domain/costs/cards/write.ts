import { groupBy } from "../../../core/group.ts";
import { formatMicros } from "../../../core/money.ts";
import type { Day } from "../calendar.ts";
import { evidenceCell } from "../rate-files/evidence.ts";
import { rateCategories, type RateCategory } from "../rates-categories.ts";
import type { ListedRate, ListedTier } from "./in-force.ts";

const categoryHeaders: Readonly<Record<RateCategory, string>> = {
  marketing: "Marketing",
  utility: "Utility",
  authentication: "Authentication",
  "authentication-international": "Authentication-International",
  service: "Service",
};

const longDay = (day: Day): string =>
  new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

const csvCell = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
}

export interface CardHead {
  readonly currency: string;
  /** The day of the newest card among the figures. */
  readonly effectiveFrom: Day;
}

/**
 * List prices in the columns of Meta's own file, which `readCardFile` reads back to the same figures; the last column, ours, says how
 * they are known.
 */
export function ratesCsv({ currency, effectiveFrom }: CardHead, rates: readonly ListedRate[]): string {
  const lines = [...groupBy(rates, ({ market }) => market)].map(([market, its]) => {
    const known = its.flatMap(({ category, rate }) => (rate === undefined ? [] : [[category, rate] as const]));
    const amounts = rateCategories.map((category) => {
      const rate = known.find(([name]) => name === category)?.[1];
      return rate === undefined ? "n/a" : formatMicros(rate.micros);
    });
    const evidence = evidenceCell(known.map(([category, rate]) => [category, rate.evidence]));
    return [market, currency, ...amounts, evidence];
  });
  return csv([
    [`Price of a message in ${currency}, effective ${longDay(effectiveFrom)}`],
    ["Market", "Currency", ...rateCategories.map((category) => categoryHeaders[category]), "Evidence"],
    ...lines,
  ]);
}

const count = (value: number): string => value.toLocaleString("en-US");
const columns = ["From", "To", "Rate type", "Rate", "vs. List rate", "Evidence"];

function bandCells(tier: ListedTier | undefined): string[] {
  if (tier === undefined) return columns.map(() => "n/a");
  const { from, to, micros, discount, evidence } = tier.band;
  return [
    count(from),
    to === null ? "--" : count(to),
    discount === 0 ? "List rate" : "Tier rate",
    formatMicros(micros),
    discount === 0 ? "--" : `-${discount}%`,
    evidence,
  ];
}

/** Volume tiers in the layout of Meta's own file, with a column more in each group, ours: how the figure is known. */
export function tiersCsv({ currency, effectiveFrom }: CardHead, tiers: readonly ListedTier[]): string {
  const categories = rateCategories.filter((category) => tiers.some((tier) => tier.category === category));
  const lines = [...groupBy(tiers, ({ market }) => market)].flatMap(([market, its]) => {
    const groups = categories.map((category) => its.filter((tier) => tier.category === category));
    return Array.from({ length: Math.max(...groups.map(({ length }) => length)) }, (_, place) => [
      place === 0 ? market : "",
      place === 0 ? currency : "",
      ...groups.flatMap((group) => bandCells(group[place])),
    ]);
  });
  return csv([
    [`Volume tiers in ${currency}, effective ${longDay(effectiveFrom)}`],
    ["", "", ...categories.flatMap((category) => [categoryHeaders[category], ...columns.slice(1).map(() => "")])],
    ["Market", "Currency", ...categories.flatMap(() => columns)],
    ...lines,
  ]);
}
