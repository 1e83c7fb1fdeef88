import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The README, taken apart for the tests that run what it prints. */
export const readme = readFileSync(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");

export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks, without the indentation of the list that they stand in. */
export function blocksOf(text: string): Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map(([, indent = "", language = "", body = ""]) => ({
    language,
    text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** From a heading, or a sentence, to the next heading of the second rank. */
export function sectionOf(start: string): string {
  const from = readme.indexOf(start);
  if (from < 0) throw new Error(`The README has no "${start}"`);
  return readme.slice(from, readme.indexOf("\n## ", from + 1));
}

/** The words of a shell line that uses quotes and redirections, and nothing else of the shell. */
function wordsOf(line: string): string[] {
  const command = line
    .replace(/ &$/, "")
    .replace(/ [<>] \S+/g, "")
    .replace(/ \|.*| &&.*/, "");
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );
}

/** Every `recado …` of a block, without the word recado. The reference's own usage lines are not meant to be typed. */
export function commandLines(text: string): string[][] {
  return text
    .split("\n")
    .flatMap((line) => /^\s*(?:- )?(?:run: |until )?(recado .*?)(?:; do .*)?$/.exec(line)?.[1] ?? [])
    .filter((line) => !line.endsWith("[options]"))
    .map((line) => wordsOf(line).slice(1));
}

/** The same of every block of a section: what somebody would type who reads it from top to bottom. */
export function linesToType(section: string): string[][] {
  return blocksOf(section).flatMap(({ text }) => commandLines(text));
}
