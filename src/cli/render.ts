import { Chalk, type ChalkInstance } from "chalk";
import { cleanLine, cleanText, neutraliseFormula } from "../core/terminal.ts";
import type { Language, Text } from "../core/text.ts";
import type { Format } from "./formats.ts";
import type { Output } from "./host.ts";
import { rowsOf } from "./rows.ts";
import { layoutPairs, layoutTable, wrapText, type PlainCell } from "./table.ts";
import type { Block, Cell, Row, Tone, View } from "./view.ts";

/** Colour belongs to terminals; `NO_COLOR` takes it away and `FORCE_COLOR` gives it to a pipe. */
export function colours(output: Output, env: Readonly<Record<string, string | undefined>>): ChalkInstance {
  const forced = env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "0";
  const wanted = forced || (output.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb");
  return new Chalk({ level: wanted ? 1 : 0 });
}

function painter(chalk: ChalkInstance, tone: Tone | undefined): (text: string) => string {
  switch (tone) {
    case "good":
      return chalk.green;
    case "warn":
      return chalk.yellow;
    case "bad":
      return chalk.red;
    case "dim":
      return chalk.dim;
    case "strong":
      return chalk.bold;
    case undefined:
      return (text) => text;
  }
}

function inLanguage(text: Text | string, language: Language): string {
  return typeof text === "string" ? text : text[language];
}

function plainCell(cell: Cell, language: Language, chalk: ChalkInstance): PlainCell {
  if (cell === null) return { text: "–", paint: chalk.dim };
  if (typeof cell === "object") {
    return { text: cleanLine(inLanguage(cell.text, language)), paint: painter(chalk, cell.tone) };
  }
  return { text: cleanLine(String(cell)), paint: (text) => text };
}

function renderBlock(block: Block, language: Language, chalk: ChalkInstance, width: number | undefined): string[] {
  switch (block.kind) {
    case "line": {
      const lines = cleanText(inLanguage(block.text, language)).split("\n");
      const fitted = width === undefined ? lines : lines.flatMap((text) => wrapText(text, width));
      return fitted.map((text) => painter(chalk, block.tone)(text));
    }
    case "verbatim":
      return [block.text];
    case "pairs":
      return layoutPairs(
        block.pairs.map(([name, value]) => [
          { text: name[language], paint: chalk.dim },
          plainCell(value, language, chalk),
        ]),
        width,
      );
    case "table":
      return layoutTable(
        block.columns.map((column) => ({ text: column.header[language], paint: chalk.bold })),
        block.rows.map((row) => row.map((cell) => plainCell(cell, language, chalk))),
        block.columns.map(({ align, whole }) => ({ align: align ?? "left", whole: whole ?? false })),
        width,
      );
  }
}

/** JSON leaves the control characters above 126 as they are, and some terminals obey them: escaped, they mean the same. */
function json(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f]/g,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = neutraliseFormula(typeof value === "string" ? cleanText(value) : json(value));
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function renderCsv(rows: readonly Row[], known: readonly string[] = []): string {
  const columns = [...new Set([...known, ...rows.flatMap((row) => Object.keys(row))])];
  if (columns.length === 0) return "";
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(csvCell).join(",")}\n`)
    .join("");
}

/** The text of a view in the format that was asked for; ends with a line end unless it is empty. */
export function renderView(
  view: View,
  options: { format: Format; language: Language; chalk: ChalkInstance; width: number | undefined },
): string {
  switch (options.format) {
    case "json":
      // A command that wrote its answer while it ran has none left.
      return view.data === undefined ? "" : `${json(view.data, 2)}\n`;
    case "ndjson":
      return rowsOf(view)
        .map((row) => `${json(row)}\n`)
        .join("");
    case "csv":
      return renderCsv(rowsOf(view), view.columns);
    case "table": {
      const lines = view.blocks.flatMap((block) => renderBlock(block, options.language, options.chalk, options.width));
      return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
    }
  }
}
