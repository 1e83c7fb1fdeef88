import type { Context } from "../../cli/context.ts";
import type { Text } from "../../core/text.ts";
import { tidyCell } from "../../domain/import/cells/tidy.ts";
import { columnNames, placesOf } from "../../domain/import/mapping/column-names.ts";
import { fieldNames, importFields } from "../../domain/import/mapping/fields.ts";
import type { ImportField } from "../../domain/import/mapping/fields.ts";
import type { MapEntry } from "../../domain/import/mapping/map-entries.ts";
import type { ColumnProposal } from "../../domain/import/mapping/proposals.ts";

/** The columns of a list, what they may hold, and what was said of them with `--map`. */
export interface OpenList {
  readonly header: readonly string[];
  readonly proposals: readonly ColumnProposal[];
  readonly map: readonly MapEntry[];
}

const shownSamples = 3;

/** Columns about which nothing need be asked: `--map` names them, or nothing could name them. */
function settledPlaces({ header, map }: OpenList): ReadonlySet<number> {
  const blank = header.flatMap((name, place) => (name.trim() === "" ? [place] : []));
  return new Set([...map.flatMap((entry) => placesOf(entry.header, header)), ...(blank.length > 1 ? blank : [])]);
}

/** Cells that look like something, below a header that says nothing. */
function isOpen(proposal: ColumnProposal, all: readonly ColumnProposal[]): boolean {
  if (proposal.sure === "cells") return true;
  if (proposal.sure === "header") return false;
  // A second telephone beside one that is known, or a date of birth, is nothing that decides.
  const known = (field: ImportField): boolean => all.some((other) => other.field === field && other.sure === "header");
  return proposal.looks === "answers" && !known("consent") && !known("consent_marketing") && !known("consent_notices");
}

/**
 * The columns that a person is asked about one by one.
 *
 * @param unmapped whether the headers contradict each other or say too little: then two columns that could both be the phone,
 *   or the same consent, are asked about too
 */
export function openColumns(list: OpenList, unmapped: boolean): readonly ColumnProposal[] {
  const { proposals } = list;
  const settled = settledPlaces(list);
  const isRival = (one: ColumnProposal): boolean =>
    unmapped && one.field !== "custom" && proposals.some((other) => other !== one && other.field === one.field);
  return proposals.filter((one) => !settled.has(one.place) && (isOpen(one, proposals) || isRival(one)));
}

/** What each of these columns holds; then, where nothing else tells, which one is the phone and which one the name. */
export async function askMeanings(
  list: OpenList,
  open: readonly ColumnProposal[],
  context: Context,
): Promise<readonly MapEntry[]> {
  const names = columnNames(list.header);
  const settled = new Set(settledPlaces(list));
  const answers: MapEntry[] = [];
  const answer = (field: ImportField, place: number): void => {
    settled.add(place);
    answers.push({ field, header: names[place] ?? "" });
  };
  for (const proposal of open) {
    const taken = new Set([...list.map, ...answers].map(({ field }) => field));
    answer(await askMeaning(proposal, names, taken, context), proposal.place);
  }
  const isTold = (fields: readonly ImportField[]): boolean =>
    [...list.map, ...answers].some(({ field }) => fields.includes(field)) ||
    list.proposals.some(({ place, field }) => !settled.has(place) && fields.includes(field));

  if (!isTold(["phone", "user_id"])) {
    const left = list.proposals.filter(({ place, samples }) => !settled.has(place) && samples.length > 0);
    const place = await askWhich("phone", left, names, context);
    if (place !== undefined) answer("phone", place);
  }
  if (!isTold(["name", "first_name", "last_name"])) {
    const left = list.proposals.filter(
      ({ place, sure, looks, samples }) =>
        !settled.has(place) && sure === "nothing" && looks === null && samples.length > 0,
    );
    const place = await askWhich("name", left, names, context);
    if (place !== undefined) answer("name", place);
  }
  return answers;
}

function nameOf({ place }: ColumnProposal, names: readonly string[]): string {
  return tidyCell(names[place] ?? "") || `${place + 1}`;
}

function samplesOf({ samples }: ColumnProposal): string {
  return samples.length === 0 ? "" : ` (${samples.slice(0, shownSamples).join(", ")})`;
}

async function askMeaning(
  proposal: ColumnProposal,
  names: readonly string[],
  taken: ReadonlySet<ImportField>,
  context: Context,
): Promise<ImportField> {
  const name = nameOf(proposal, names);
  const such = samplesOf(proposal);
  const fields = importFields.filter((field) => !taken.has(field) || field === "custom" || field === "ignore");
  const usual = taken.has(proposal.field) ? "custom" : proposal.field;
  return context.prompt.select({
    message: { en: `What does the column "${name}"${such} hold?`, es: `¿Qué contiene la columna "${name}"${such}?` },
    option: "--map",
    default: usual,
    // What is most likely comes first: the list is long.
    choices: [usual, ...fields.filter((one) => one !== usual)].map((value) => ({ value, label: fieldNames[value] })),
  });
}

const which: Readonly<Record<"phone" | "name", Text>> = {
  phone: { en: "Which column holds the phone number?", es: "¿En qué columna está el número de teléfono?" },
  name: { en: "Which column holds the person's name?", es: "¿En qué columna está el nombre de la persona?" },
};
const none: Text = { en: "none of them", es: "ninguna" };

/** @returns the place of the column; undefined for none of them */
async function askWhich(
  field: "phone" | "name",
  proposals: readonly ColumnProposal[],
  names: readonly string[],
  context: Context,
): Promise<number | undefined> {
  if (proposals.length === 0) return undefined;
  const columns = proposals.map((one) => ({ value: `${one.place}`, label: nameOf(one, names) + samplesOf(one) }));
  const answer = await context.prompt.select({
    message: which[field],
    option: "--map",
    choices: [...columns, { value: "", label: none }],
  });
  return answer === "" ? undefined : Number(answer);
}
