import { groupBy } from "../../../core/group.ts";
import { refOf } from "../../../core/ids.ts";
import { slotMs, type CostDimension, type CostSum } from "../../../storage/repos/cost-slots.ts";
import { dayAt } from "../calendar.ts";
import { sumOf, type CostSums } from "./sums.ts";

export const costGroupings = ["category", "market", "template", "campaign", "label", "number", "day"] as const;
export type CostGrouping = (typeof costGroupings)[number];

/** What the sums of each grouping are read by. */
export const dimensionOf = {
  category: "category",
  market: "market",
  template: "template",
  campaign: "campaign",
  label: "labels",
  number: "number",
  day: "slot",
} as const satisfies Record<CostGrouping, CostDimension>;

export interface CostLine extends CostSums {
  readonly by: CostGrouping;
  /**
   * The category, market, template, campaign (`cam_3`), label, phone number id or day (`2026-11-03`); null for what has none, such as a
   * free-form message's template.
   */
  readonly value: string | null;
  /** Of a campaign. */
  readonly name?: string | undefined;
}

export interface LineOptions {
  readonly by: CostGrouping;
  /** IANA name: whose days. */
  readonly zone: string;
  /** Names of campaigns by their number. */
  readonly campaigns: ReadonlyMap<number, string>;
}

/** The labels of a row: one line for each, so that these lines may add up to more than the whole. */
function labelsOf(json: string | null | undefined): readonly (string | null)[] {
  if (json === null || json === undefined) return [null];
  const labels = JSON.parse(json) as readonly string[];
  return labels.length === 0 ? [null] : [...new Set(labels)];
}

function valuesOf(row: CostSum, { by, zone }: LineOptions): readonly (string | null)[] {
  switch (by) {
    case "day":
      return [row.slot === undefined ? null : dayAt(row.slot * slotMs, zone)];
    case "campaign":
      return [row.campaign_id === null || row.campaign_id === undefined ? null : refOf("cam", row.campaign_id)];
    case "label":
      return labelsOf(row.labels);
    case "number":
      return [row.phone_number_id ?? null];
    default:
      return [row[by] ?? null];
  }
}

function compareLines(one: CostLine, other: CostLine): number {
  const dearer = one.by === "day" ? 0 : other.micros - one.micros || other.messages - one.messages;
  return dearer || (one.value ?? "").localeCompare(other.value ?? "", "en");
}

/** Dearest first; days in their order. @param rows sums by `dimensionOf[by]`, of one currency */
export function linesOf(rows: readonly CostSum[], options: LineOptions): CostLine[] {
  const { by, campaigns } = options;
  const parts = rows.flatMap((row) => valuesOf(row, options).map((value) => ({ row, value })));
  const lines = [...groupBy(parts, ({ value }) => value)].map(([value, its]): CostLine => {
    const line = { by, value, ...sumOf(its.map(({ row }) => row)) };
    const name = by === "campaign" ? campaigns.get(its[0]?.row.campaign_id ?? 0) : undefined;
    return name === undefined ? line : { ...line, name };
  });
  return lines.toSorted(compareLines);
}
