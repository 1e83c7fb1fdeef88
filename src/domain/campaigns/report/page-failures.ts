import { same, type Text } from "../../../core/text.ts";
import { escapeHtml, foreign } from "../../pages/html.ts";
import { barChart } from "../../pages/chart-svg.ts";
import type { FailureGroup } from "./failures.ts";
import { whole } from "../../pages/figures.ts";
import { typedName } from "./figures.ts";
import { figure, gridHtml, heading } from "../../pages/parts.ts";
import type { PageContext } from "./page-parts.ts";
import { pageWords } from "./page-words.ts";

const mostBars = 10;

/** What a failure is called: our words for Meta's number, else Meta's own, else the reason. */
export function failureName(failure: FailureGroup, { codes }: Pick<PageContext, "codes">): Text {
  const { code, meaning, title, reason } = failure;
  if (code === null) return codes.reason(reason, null);
  // Of a number that recado does not know, Meta's own words say more.
  const words = reason === "graph.unknown" && title !== null ? same(title) : (meaning ?? same(title ?? reason));
  return { en: `${words.en} (${code})`, es: `${words.es} (${code})` };
}

export function failuresHtml(context: PageContext): string {
  const { report, language } = context;
  const { failures } = report;
  if (failures.length === 0) return "";
  const say = (text: Text): string => text[language];
  const name = (failure: FailureGroup): string => say(failureName(failure, context));
  const current = failures.filter(({ count }) => count > 0);
  const most = Math.max(1, ...current.map(({ count }) => count));
  const bars = current.slice(0, mostBars).map((failure) => ({
    label: name(failure),
    shown: say(whole(failure.count)),
    part: failure.count / most,
    tone: "bad" as const,
  }));
  const title = say(pageWords.failures);
  const description = bars.map(({ label, shown }) => `${label}: ${shown}`).join("; ");
  const rows = failures.map((failure) => [
    `${escapeHtml(name(failure))}${failure.title === null ? "" : `<br><span class="dim">Meta: ${foreign(failure.title)}</span>`}`,
    `${say(whole(failure.count))}${failure.retried === 0 ? "" : `<br><span class="dim">+${say(whole(failure.retried))} ${escapeHtml(say(pageWords.retried))}</span>`}`,
    nextHtml(failure, context),
  ]);
  return [
    heading(pageWords.failures, language),
    bars.length === 0 ? "" : figure(barChart("failures", { title, description }, bars)),
    gridHtml(
      [
        { header: pageWords.why, wide: true },
        { header: pageWords.count, number: true },
        { header: pageWords.next, wide: true },
      ],
      rows,
      language,
    ),
  ].join("");
}

function nextHtml({ next, retry }: FailureGroup, { report, language }: PageContext): string {
  const advice = next === undefined ? "" : escapeHtml(next[language]);
  const command = `recado campaigns retry ${typedName(report)} --failed`;
  const again = retry
    ? `${escapeHtml(pageWords.mayRetry[language])} <span class="hash">${foreign(command)}</span>`
    : escapeHtml(pageWords.noRetry[language]);
  return `${advice}${advice === "" ? "" : "<br>"}<span class="dim">${again}</span>`;
}

/** Who was skipped at sending, and of whom nobody knows. */
export function unsentHtml({ report, language, codes }: PageContext): string {
  if (report.unsent.length === 0) return "";
  const say = (text: Text): string => escapeHtml(text[language]);
  return [
    heading(pageWords.unsent, language),
    gridHtml(
      [
        { header: pageWords.why, wide: true },
        { header: pageWords.count, number: true },
        { header: pageWords.next, wide: true },
      ],
      report.unsent.map(({ state, reason, category, count, next }) => [
        `${say(codes.recipientState(state))}: ${say(codes.reason(reason, category))}`,
        say(whole(count)),
        next === undefined ? foreign(null) : say(next),
      ]),
      language,
    ),
  ].join("");
}
