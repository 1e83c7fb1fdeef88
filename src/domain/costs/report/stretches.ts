import { dayAt, startOfDay, type Day, type Period } from "../calendar.ts";
import type { Tariff } from "../tariff.ts";

function firstOfNextMonth(day: Day): Day {
  const [year, month] = day.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0)).toISOString().slice(0, 10);
}

/**
 * The parts of a period in which the prices are the same: Meta's cards change on the first of a month, imported ones on the day that
 * they tell.
 */
export function stretchesOf({ from, to }: Period, { cards, zone }: Tariff): Period[] {
  const borders = new Set(cards.rates.map(({ effectiveFrom }) => startOfDay(effectiveFrom, zone)));
  for (let day = firstOfNextMonth(dayAt(from, zone)); startOfDay(day, zone) < to; day = firstOfNextMonth(day)) {
    borders.add(startOfDay(day, zone));
  }
  const inside = [...borders].filter((at) => at > from && at < to).toSorted((one, other) => one - other);
  return [from, ...inside].map((start, place) => ({ from: start, to: inside[place] ?? to }));
}
