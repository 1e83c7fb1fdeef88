import { escapeHtml } from "../../pages/html.ts";
import type { Text } from "../../../core/text.ts";
import { recipientStates } from "../control/status.ts";
import { barChart, type Bar, type Tone } from "../../pages/chart-svg.ts";
import { amountIn, percent, whole, type Share } from "../../pages/figures.ts";
import { figure, gridHtml, heading } from "../../pages/parts.ts";
import type { PageContext } from "./page-parts.ts";
import { pageWords } from "./page-words.ts";

interface Step {
  readonly name: Text;
  readonly count: number;
  /** Of the step that it is told as a part of. */
  readonly rate: Share | undefined;
  readonly tone: Tone;
}

/** How the list became fewer and fewer people. */
function stepsOf({ report }: PageContext): Step[] {
  const { people, rates, replies, taps } = report;
  const steps: Step[] = [
    { name: pageWords.list, count: people.list, rate: undefined, tone: "plain" },
    {
      name: pageWords.recipients,
      count: people.recipients,
      rate: { count: people.recipients, of: people.list },
      tone: "plain",
    },
    { name: pageWords.taken, count: people.taken, rate: { count: people.taken, of: people.recipients }, tone: "plain" },
    { name: pageWords.delivered, count: people.delivered, rate: rates.delivery, tone: "good" },
    { name: pageWords.read, count: people.read, rate: rates.read, tone: "good" },
    { name: pageWords.replied, count: replies, rate: rates.reply, tone: "strong" },
  ];
  if (taps.people > 0) steps.push({ name: pageWords.tapped, count: taps.people, rate: rates.tap, tone: "strong" });
  return steps;
}

/** The figures that a person looks for first. */
export function cardsHtml({ report, language }: PageContext): string {
  const { rates, cost } = report;
  const estimated = cost.open > 0;
  const cards: (readonly [string, Text])[] = [
    [percent(rates.delivery)[language], pageWords.delivered],
    [percent(rates.read)[language], pageWords.read],
    [percent(rates.reply)[language], pageWords.replied],
    [percent(rates.optOut)[language], pageWords.optedOut],
    [amountIn(cost.spent, cost.currency, estimated)[language], pageWords.spent],
    [amountIn(cost.perDelivered, cost.currency, estimated)[language], pageWords.perDelivered],
  ];
  const items = cards.map(
    ([value, name]) => `<li><b>${escapeHtml(value)}</b><span>${escapeHtml(name[language])}</span></li>`,
  );
  return `<ul class="cards">${items.join("")}</ul>\n`;
}

export function funnelHtml(context: PageContext): string {
  const { language, report } = context;
  const steps = stepsOf(context);
  const most = Math.max(1, report.people.list);
  const shown = ({ count, rate }: Step): string =>
    `${whole(count)[language]}${rate === undefined ? "" : ` · ${percent(rate)[language]}`}`;
  const bars: Bar[] = steps.map((step) => ({
    label: step.name[language],
    shown: shown(step),
    part: step.count / most,
    tone: step.tone,
  }));
  const title = pageWords.funnel[language];
  const description = steps.map((step) => `${step.name[language]}: ${shown(step)}`).join("; ");
  return (
    heading(pageWords.funnel, language) +
    figure(barChart("funnel", { title, description }, bars), escapeHtml(pageWords.funnelHow[language]))
  );
}

/** Everybody of the list once: the sums are those of the list. */
export function peopleHtml({ report, language, codes }: PageContext): string {
  const { people } = report;
  const say = (text: Text): string => escapeHtml(text[language]);
  const number = (count: number): string => whole(count)[language];
  const rows: string[][] = [];
  for (const state of recipientStates) {
    if (people.states[state] > 0) rows.push([say(codes.recipientState(state)), number(people.states[state])]);
  }
  rows.push([`<b>${say(pageWords.recipients)}</b>`, `<b>${number(people.recipients)}</b>`]);
  for (const [reason, count] of Object.entries(people.excludedBy)) {
    rows.push([`${say(pageWords.excluded)}: ${say(codes.exclusion(reason))}`, number(count)]);
  }
  rows.push([`<b>${say(pageWords.list)}</b>`, `<b>${number(people.list)}</b>`]);
  const beside = [
    [pageWords.retries, people.retries],
    [pageWords.assumed, people.assumedSent],
  ] as const;
  const more = beside.filter(([, count]) => count > 0).map(([name, count]) => `${say(name)}: ${number(count)}`);
  return [
    heading(pageWords.people, language),
    gridHtml([{ header: pageWords.state }, { header: pageWords.count, number: true }], rows, language),
    more.length === 0 ? "" : `<p class="dim">${more.join(". ")}.</p>\n`,
  ].join("");
}
