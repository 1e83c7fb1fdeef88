import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { findSegment, storeSegment } from "../../domain/contacts/segments.ts";
import { tidyCell } from "../../domain/import/cells/tidy.ts";
import { countContacts } from "../../storage/repos/contact-lists.ts";
import { filterJson, filterPairs } from "../contacts/filter-words.ts";
import { hasFilter, readFilter } from "../contacts/filter.ts";
import { badValue } from "../contacts/values.ts";
import type { saveInput } from "./index.ts";

const longestName = 64;

function readName(given: string): string {
  const name = tidyCell(given);
  if (name !== "" && Array.from(name).length <= longestName) return name;
  throw badValue("<name>", given, {
    en: `a name of 1 to ${longestName} characters`,
    es: `un nombre de 1 a ${longestName} caracteres`,
  });
}

function everybody(name: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "This would be everybody: say whom.", es: "Esto serían todos: indique quiénes." },
    hint: {
      en: `For example: recado segments save "${name}" --label vip`,
      es: `Por ejemplo: recado segments save "${name}" --label vip`,
    },
  });
}

/** `{"segment":{name,filter},"contacts","replaced","dryRun"}`: `contacts` fit now. */
export async function run(
  input: InputOf<typeof saveInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = input;
  const given = readName(input.name);
  if (!hasFilter(input)) throw everybody(given);
  const filter = await readFilter(input, context);
  const db = await context.db();
  const before = await findSegment(db, given);
  const name = dryRun
    ? (before?.name ?? given)
    : await storeSegment(db, { name: given, filter, now: context.clock.now() });
  const contacts = await countContacts(db, filter);
  const replaced = before !== undefined;
  const words = dryRun
    ? { en: `The segment "${name}" would ask for:`, es: `El segmento "${name}" pediría:` }
    : replaced
      ? { en: `The segment "${name}" is replaced. It asks for:`, es: `Se reemplazó el segmento "${name}". Pide:` }
      : { en: `The segment "${name}" is stored. It asks for:`, es: `Se guardó el segmento "${name}". Pide:` };
  return view({
    data: { segment: { name, filter: filterJson(filter) }, contacts, replaced, dryRun },
    blocks: [
      line(words, dryRun ? "strong" : "good"),
      pairs(...filterPairs(filter)),
      line({ en: `Contacts that fit now: ${contacts}.`, es: `Contactos que cumplen ahora: ${contacts}.` }),
    ],
  });
}
