import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { requireContacts } from "../../domain/contacts/find.ts";
import { changeLabel, type LabelCounts } from "../../domain/contacts/labels.ts";
import { eachContact } from "../../storage/repos/contact-lists.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { hasFilter, readFilter } from "./filter.ts";
import type { labelInput } from "./hand-specs.ts";
import { nobodyNamed } from "./remove.ts";
import { readLabel } from "./values.ts";

export type LabelInput = InputOf<typeof labelInput> & { readonly dryRun: boolean };

async function chosen(
  input: LabelInput,
  verb: string,
  context: Context,
): Promise<AsyncIterable<readonly ContactRow[]> | readonly (readonly ContactRow[])[]> {
  const { contacts: keys } = input;
  const byFilter = hasFilter(input);
  if (keys.length === 0 && !byFilter) throw nobodyNamed(`recado contacts ${verb} vip +12025550101`);
  if (keys.length > 0 && byFilter) {
    throw new UsageError({
      code: "usage.contradiction",
      text: {
        en: "Name the contacts or choose them with options, not both.",
        es: "Nombre los contactos o elíjalos con opciones, no ambas cosas.",
      },
    });
  }
  const db = await context.db();
  if (byFilter) return eachContact(db, await readFilter(input, context));
  const { country } = await context.settings();
  return [await requireContacts(db, keys, { country })];
}

function sentenceOf(label: string, { contacts, changed }: LabelCounts, remove: boolean, dryRun: boolean): View["blocks"] {
  const of = contacts === changed ? { en: "", es: "" } : { en: ` of ${contacts}`, es: ` de ${contacts}` };
  const text = remove
    ? {
        en: `"${label}" ${dryRun ? "would be" : "was"} taken off ${changed}${of.en} contacts.`,
        es: `La etiqueta "${label}" ${dryRun ? "se quitaría" : "se quitó"} a ${changed}${of.es} contactos.`,
      }
    : {
        en: `"${label}" ${dryRun ? "would be" : "was"} put on ${changed}${of.en} contacts.`,
        es: `La etiqueta "${label}" ${dryRun ? "se pondría" : "se puso"} a ${changed}${of.es} contactos.`,
      };
  if (contacts === 0) return [line({ en: "No contacts.", es: "No hay contactos." })];
  return [line(text, dryRun ? undefined : "good")];
}

/** `{"label","contacts","changed","dryRun"}`: `contacts` were looked at, `changed` of them were different before. */
export async function changeLabels(input: LabelInput, remove: boolean, context: Context): Promise<View> {
  const { dryRun } = input;
  const label = readLabel("<name>", input.name);
  const pages = await chosen(input, remove ? "unlabel" : "label", context);
  const counts = await changeLabel(await context.db(), pages, { label, remove, now: context.clock.now(), dryRun });
  return view({ data: { label, ...counts, dryRun }, blocks: sentenceOf(label, counts, remove, dryRun) });
}

export async function run(input: LabelInput, context: Context): Promise<View> {
  return changeLabels(input, false, context);
}
