import { html } from "hono/html";
import { formatMoney } from "../../core/money.ts";
import { dayAt, nextMonth, startOfDay } from "../pricing/calendar.ts";
import type { World } from "../world.ts";
import { type Drawing, type Markup, section, table } from "./markup.ts";
import { texts } from "./texts.ts";
import { wordOf } from "./words.ts";

interface Sum {
  charged: number;
  free: number;
  micros: number;
  unpriced: number;
}

/** What the messages delivered this month cost, by category. */
export function pricesPanel({ state }: World, drawing: Drawing): Markup {
  const { timezone, currency } = state.business;
  const month = `${dayAt(timezone, drawing.now).slice(0, 7)}-01`;
  const sums = new Map<string, Sum>();
  for (const { kind, sums: row } of state.figures.prices.rows(
    startOfDay(timezone, month),
    startOfDay(timezone, nextMonth(month)),
  )) {
    const sum = sums.get(kind.category) ?? { charged: 0, free: 0, micros: 0, unpriced: 0 };
    sums.set(kind.category, sum);
    sum[kind.tier === "" ? "free" : "charged"] += row.volume ?? 0;
    sum.micros += row.micros ?? 0;
    sum.unpriced += row.unpriced ?? 0;
  }
  const all = [...sums.values()];
  const unknown = all.some(({ unpriced }) => unpriced > 0);
  const micros = all.reduce((total, sum) => total + sum.micros, 0);
  const rows = [...sums].map(([category, sum]) => [
    wordOf("categories", category, drawing.language),
    String(sum.charged),
    String(sum.free),
    sum.unpriced > 0 ? "?" : formatMoney({ micros: sum.micros, currency }),
  ]);
  return section(
    drawing,
    "prices",
    texts.prices,
    html`<p>${unknown ? texts.noCosts[drawing.language] : formatMoney({ micros, currency })}</p>
      ${table(drawing, texts.prices, [texts.category, texts.charged, texts.free, texts.cost], rows)}`,
  );
}
