import type { Text } from "../../../core/text.ts";
import { escapeHtml, foreign } from "../../pages/html.ts";
import { spanChart } from "../../pages/chart-svg.ts";
import { comparisonSentence, rateWords } from "./comparison-words.ts";
import { amountIn, percent, percentOf, whole } from "../../pages/figures.ts";
import { points } from "./figures.ts";
import { figure, gridHtml, heading } from "../../pages/parts.ts";
import type { PageContext } from "./page-parts.ts";
import { comparisonNote, pageWords } from "./page-words.ts";
import { rateNames } from "./rates.ts";

/** Replies, taps and opt-outs. */
export function answersHtml({ report, language, codes }: PageContext): string {
  const say = (text: Text): string => escapeHtml(text[language]);
  const { rates, taps, optOuts } = report;
  const rows = rateNames.map((name) => [say(rateWords[name].name), say(percentOf(rates[name]))]);
  const buttons = taps.buttons.map(({ label, people, taps: count }) => [
    foreign(label),
    say(whole(people)),
    say(whole(count)),
  ]);
  const how = Object.entries(optOuts.how).map(([method, people]) => [say(codes.method(method)), say(whole(people))]);
  return [
    heading(pageWords.answers, language),
    gridHtml([{ header: pageWords.rate }, { header: pageWords.count, number: true }], rows, language),
    buttons.length === 0
      ? ""
      : gridHtml(
          [
            { header: pageWords.buttons },
            { header: pageWords.count, number: true },
            { header: pageWords.taps, number: true },
          ],
          buttons,
          language,
        ),
    how.length === 0
      ? ""
      : gridHtml(
          [
            { header: { en: `${pageWords.optedOut.en}: how`, es: `${pageWords.optedOut.es}: cómo` } },
            { header: pageWords.count, number: true },
          ],
          how,
          language,
        ),
  ].join("");
}

/** Two texts against each other. */
export function variantsHtml({ report, language }: PageContext): string {
  const { variants, comparisons, cost } = report;
  if (variants.length < 2) return "";
  const say = (text: Text): string => text[language];
  const known = comparisons.flatMap((one) =>
    one.difference === undefined ? [] : [{ ...one, difference: one.difference }],
  );
  const widest = Math.max(
    0.01,
    ...known.flatMap(({ difference }) => [Math.abs(difference.low), Math.abs(difference.high)]),
  );
  const spans = known.map(({ rate, difference, higher }) => ({
    label: say(rateWords[rate].name),
    shown: `${say(points(difference.difference))} (${say(points(difference.low))} … ${say(points(difference.high))})`,
    low: difference.low,
    middle: difference.difference,
    high: difference.high,
    clear: higher !== undefined,
  }));
  const sentences = comparisons.map((one) => say(comparisonSentence(one)));
  const words = {
    title: say(pageWords.variants),
    description: sentences.join(" "),
    left: say(pageWords.aHigher),
    right: say(pageWords.bHigher),
  };
  return [
    heading(pageWords.variants, language),
    spans.length === 0
      ? ""
      : figure(spanChart("variants", words, { spans, limit: widest * 1.05 }), escapeHtml(say(comparisonNote))),
    `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>\n`,
    gridHtml(
      [
        { header: pageWords.variant },
        ...variants.map(({ name }) => ({ header: { en: name, es: name }, number: true })),
      ],
      [
        [escapeHtml(say(pageWords.templates)), ...variants.map(({ template }) => foreign(template))],
        [escapeHtml(say(pageWords.recipients)), ...variants.map(({ people }) => say(whole(people.recipients)))],
        ...rateNames.map((rate) => [
          escapeHtml(say(rateWords[rate].name)),
          ...variants.map((one) => `${say(whole(one.rates[rate].count))} · ${say(percent(one.rates[rate]))}`),
        ]),
        [
          escapeHtml(say(pageWords.spent)),
          ...variants.map(({ spent }) => escapeHtml(say(amountIn(spent, cost.currency)))),
        ],
      ],
      language,
    ),
  ].join("");
}
