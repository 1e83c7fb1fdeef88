import { html } from "hono/html";
import { isoTime } from "../../core/clock.ts";
import { cleanText } from "../../core/terminal.ts";
import type { Language, Text } from "../../core/text.ts";
import { texts } from "./texts.ts";

export type Markup = ReturnType<typeof html>;
/** A text is escaped; markup is ours. */
export type Cell = string | Markup;

/** What every part of the page is drawn with. */
export interface Drawing {
  readonly language: Language;
  /** The clock, in milliseconds. */
  readonly now: number;
  /** Behind every address of the page: which world, which language, whose phone. */
  readonly query: string;
}

/** Columns whose words are other people's, of any length. */
const isLong = (heading: Text | undefined): boolean =>
  heading === texts.text || heading === texts.name || heading === texts.type;

/** A table with escaped cells, or a sentence where there is nothing. @param name what is in it */
export function table(
  { language }: Drawing,
  name: Text,
  headings: readonly Text[],
  rows: readonly (readonly Cell[])[],
): Markup {
  if (rows.length === 0) return html`<p class="dim">${texts.nothing[language]}</p>`;
  // It scrolls, also for those who have no mouse.
  return html`<div class="wide" role="region" aria-label="${name[language]}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading[language]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, place) => html`<td class="${isLong(headings[place]) ? "text" : ""}">${typeof cell === "string" ? cleanText(cell) : cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A person's number, which leads to the phone. @param phone digits */
export function phoneLink({ query }: Drawing, phone: string): Markup {
  const address = new URLSearchParams(query);
  address.set("phone", phone);
  return html`<a class="whole" href="/_simulator/?${address.toString()}">+${phone}</a>`;
}

/** The time of day, with the day where it is not the clock's. @param at milliseconds */
export function timeCell({ now }: Drawing, at: number): Markup {
  const iso = isoTime(at);
  const [day = "", time = ""] = iso.slice(0, 19).split("T");
  return html`<time datetime="${iso}" title="${iso}">${isoTime(now).startsWith(day) ? time : `${day} ${time}`}</time>`;
}

/** A button that does one thing: a form of its own, so that the page works without any program in it. */
export function action(
  { query, language }: Drawing,
  name: string,
  label: Text | string,
  values: Readonly<Record<string, string>> = {},
): Markup {
  return html`<form class="action" method="post" action="/_simulator/page/${name}?${query}">
    ${Object.entries(values).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}" />`)}
    <button>${typeof label === "string" ? cleanText(label) : label[language]}</button>
  </form>`;
}

/** A field with its label. */
export function field(label: string, input: Markup): Markup {
  return html`<label><span>${label}</span>${input}</label>`;
}

export function section({ language }: Drawing, id: string, heading: Text, content: Markup): Markup {
  return html`<section id="${id}">
    <h2>${heading[language]}</h2>
    ${content}
  </section>`;
}
