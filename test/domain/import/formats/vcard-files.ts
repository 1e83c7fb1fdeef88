import { readFileSync } from "node:fs";
import { openVcards } from "../../../../src/domain/import/formats/vcard.ts";
import type { ListFile, OpenListOptions } from "../../../../src/domain/import/list.ts";
import { fileOf, rowsOf } from "./csv-files.ts";

/** A card as a person sees it: its cells that are not blank, under their columns, with its number. */
export type Seen = Readonly<Record<string, string | number>>;

export interface ReadCards extends ListFile {
  readonly cards: readonly Seen[];
  /** Numbers of the cards that could not be read whole. */
  readonly malformed: readonly number[];
}

/** @param chunkBytes how much is read at a time, so that every split can be tried */
export async function readCards(
  content: string | Uint8Array,
  chunkBytes?: number,
  options: OpenListOptions = {},
): Promise<ReadCards> {
  const list = await openVcards(fileOf(content, "contacts.vcf"), options, chunkBytes);
  const rows = await rowsOf(list);
  const cards = rows.map(({ row, cells }) => {
    const said = list.header.map((name, place) => [name, cells[place] ?? ""] as const);
    return { card: row, ...Object.fromEntries(said.filter(([, cell]) => cell !== "")) };
  });
  return { ...list, cards, malformed: rows.filter(({ malformed }) => malformed).map(({ row }) => row) };
}

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../../fixtures/import/${name}`, import.meta.url));

/** A card around lines, with the line ends that the formats demand. */
export function cardOf(lines: readonly string[], version = "3.0"): string {
  return ["BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD", ""].join("\r\n");
}

/** The only card of a file that has these lines. */
export async function readLines(lines: readonly string[], version = "3.0"): Promise<Seen> {
  const [card = {}] = (await readCards(cardOf(lines, version))).cards;
  return card;
}
