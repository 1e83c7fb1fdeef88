import type { Language, Text } from "../../core/text.ts";
import { escapeHtml } from "./html.ts";

export interface Column {
  readonly header: Text;
  /** Numbers stand at the right. */
  readonly number?: boolean;
  /** A long text, which is not pressed into a narrow column. */
  readonly wide?: boolean;
}

/** A table that a telephone scrolls by itself; the cells are markup. */
export function gridHtml(columns: readonly Column[], rows: readonly (readonly string[])[], language: Language): string {
  const classOf = (column: Column | undefined): string =>
    column?.number === true ? ' class="n"' : column?.wide === true ? ' class="what"' : "";
  const head = columns
    .map((column) => `<th scope="col"${classOf(column)}>${escapeHtml(column.header[language])}</th>`)
    .join("");
  const body = rows
    .map((cells) => `<tr>${cells.map((cell, place) => `<td${classOf(columns[place])}>${cell}</td>`).join("")}</tr>`)
    .join("\n");
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>\n`;
}

export function heading(words: Text, language: Language): string {
  return `<h2>${escapeHtml(words[language])}</h2>\n`;
}

/** A chart under what has to be said of it. @param caption markup */
export function figure(chart: string, caption = ""): string {
  const head = caption === "" ? "" : `<figcaption>${caption}</figcaption>\n`;
  return `<figure>${head}${chart}</figure>\n`;
}

/** What is long and stands behind a line that opens it. */
export function folded(summary: Text, content: string, language: Language): string {
  return `<details><summary>${escapeHtml(summary[language])}</summary>\n${content}</details>\n`;
}
