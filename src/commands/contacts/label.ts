import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
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

function sentenceOf(label: string, { contacts, changed }: LabelCounts, remove: boolean, dryRun: boolean): Block {
  if (contacts === 0) return line({ en: "No contacts.", es: "No hay contactos." });
  const whom = {
    en: `${changed}${contacts === changed ? "" : ` of ${contacts}`} ${contacts === 1 ? "contact" : "contacts"}`,
    es: `${changed}${contacts === changed ? "" : ` de ${contacts}`} ${contacts === 1 ? "contacto" : "contactos"}`,
  };
  const done = remove
    ? { en: "taken off", es: dryRun ? "se quitaría a" : "se quitó a" }
    : { en: "put on", es: dryRun ? "se pondría a" : "se puso a" };
  return line(
    {
      en: `"${label}" ${dryRun ? "would be" : "was"} ${done.en} ${whom.en}.`,
      es: `La etiqueta "${label}" ${done.es} ${whom.es}.`,
    },
    dryRun ? undefined : "good",
  );
}

/** `{"label","contacts","changed","dryRun"}`: `contacts` were looked at, `changed` of them were different before. */
export async function changeLabels(input: LabelInput, remove: boolean, context: Context): Promise<View> {
  const { dryRun } = input;
  const label = readLabel("<name>", input.name);
  const pages = await chosen(input, remove ? "unlabel" : "label", context);
  const counts = await changeLabel(await context.db(), pages, { label, remove, now: context.clock.now(), dryRun });
  return view({ data: { label, ...counts, dryRun }, blocks: [sentenceOf(label, counts, remove, dryRun)] });
}

export async function run(input: LabelInput, context: Context): Promise<View> {
  return changeLabels(input, false, context);
}
