import { cleanText } from "../../core/terminal.ts";
import type { Language, Text } from "../../core/text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as the content of an element or an attribute: no markup, no control characters, no direction overrides. */
export function escapeHtml(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

/** Text that somebody else wrote: its direction is its own, and does not reach what stands beside it. */
export function foreign(text: string | number | null): string {
  return text === null || text === "" ? '<span class="none">–</span>' : `<bdi>${escapeHtml(String(text))}</bdi>`;
}

/** A list of names and values; the values are markup. */
export function pairsHtml(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${rows.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${value}</dd>`).join("")}</dl>`;
}

/** A table; the cells are markup. */
export function tableHtml(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = header.map((cell) => `<th>${escapeHtml(cell)}</th>`).join("");
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>\n`;
}

const style = `
@page { size: A4; margin: 16mm 14mm; }
:root { color-scheme: light; }
body { font: 10.5pt/1.4 system-ui, "Segoe UI", Roboto, sans-serif; color: #111; background: #fff; max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.6em; margin: 0 0 .6em; } h2 { font-size: 1.25em; margin: 1.6em 0 .4em; border-bottom: 1px solid #999; padding-bottom: .15em; } h3 { font-size: 1em; margin: 1em 0 .3em; }
dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: .15em 1em; margin: .4em 0; } dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .5em 0; font-size: .92em; } th, td { border: 1px solid #bbb; padding: .25em .4em; text-align: start; vertical-align: top; overflow-wrap: anywhere; } th { background: #eee; } td:first-child { min-width: 7.5rem; }
pre, .hash { font-family: ui-monospace, Consolas, monospace; font-size: .86em; overflow-wrap: anywhere; white-space: pre-wrap; } pre { border: 1px solid #ccc; padding: .5em; }
.good { color: #05602a; font-weight: 600; } .bad { color: #a01010; font-weight: 600; } .none, .dim { color: #666; }
thead { display: table-header-group; } tr, dl, h2, h3 { break-inside: avoid; } h2, h3 { break-after: avoid; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 9.5pt; } .person { break-before: auto; } }
`;

/**
 * The beginning of a page that needs nothing from anywhere: no script, no font, no picture.
 * @param more rules of style that the page has beside those of every page
 */
export function pageStart(title: Text, language: Language, more = ""): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="robots" content="noindex">
<title>${escapeHtml(title[language])}</title>
<style>${style}${more}</style>
</head>
<body>
<h1>${escapeHtml(title[language])}</h1>
`;
}

export const pageEnd = "</body>\n</html>\n";
