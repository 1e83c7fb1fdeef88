import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Cell, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Text } from "../../core/text.ts";
import { contactJson } from "../../domain/contacts/contact-json.ts";
import { editContact, type Edited } from "../../domain/contacts/edit.ts";
import { requireContact } from "../../domain/contacts/find.ts";
import { toContact } from "../../domain/contacts/view.ts";
import type { ContactRow } from "../../storage/rows.ts";
import type { editInput } from "./hand-specs.ts";
import { readPerson } from "./person.ts";

type EditInput = InputOf<typeof editInput> & { readonly dryRun: boolean };

const columns: Partial<Record<keyof ContactRow, Text>> = {
  phone: { en: "Phone", es: "Teléfono" },
  country: { en: "Country", es: "País" },
  name: { en: "Name", es: "Nombre" },
  language: { en: "Language", es: "Idioma" },
  time_zone: { en: "Time zone", es: "Zona horaria" },
  fields: { en: "Fields", es: "Campos" },
  user_id: { en: "User id", es: "Id de usuario" },
  username: { en: "Username", es: "Usuario" },
  marketing_limit: { en: "Marketing limit", es: "Límite de publicidad" },
};

function nothingAsked(contact: string): UsageError {
  return new UsageError({
    code: "usage.missing_option",
    text: { en: "There is nothing to change.", es: "No hay nada que cambiar." },
    hint: {
      en: `For example: recado contacts edit ${contact} --name "Ana Quispe"`,
      es: `Por ejemplo: recado contacts edit ${contact} --name "Ana Quispe"`,
    },
  });
}

/** `{"contact":{…},"changed":[…],"dryRun"}` */
export async function run(input: EditInput, context: Context): Promise<View> {
  const { contact: key, dryRun, field, noField, ...texts } = input;
  const isAsked =
    [field, noField].some((list) => list.length > 0) || Object.values(texts).some((one) => one !== undefined);
  const { country } = await context.settings();
  const db = await context.db();
  const row = await requireContact(db, key, { country });
  if (!isAsked) throw nothingAsked(refOf("con", row.id));
  const edit = await readPerson(input, context);
  const done = await editContact(db, row.id, edit, { now: context.clock.now(), dryRun });
  return editedView(done ?? { before: row, changes: {} }, dryRun);
}

const cellOf = (value: ContactRow[keyof ContactRow] | undefined): Cell =>
  value == null || value === "{}" ? null : value;

function editedView({ before, changes }: Edited, dryRun: boolean): View {
  const shown = (Object.keys(columns) as (keyof typeof columns)[]).filter((column) => column in changes);
  const after: ContactRow = { ...before, ...changes };
  const id = refOf("con", before.id);
  return view({
    data: { contact: contactJson(toContact(after)), changed: shown, dryRun },
    blocks:
      shown.length === 0
        ? [line({ en: `${id} is so already.`, es: `${id} ya está así.` })]
        : [
            dryRun
              ? line({ en: `This would change in ${id}:`, es: `Cambiaría en ${id}:` }, "strong")
              : line({ en: `Changed in ${id}:`, es: `Cambió en ${id}:` }, "good"),
            table(
              [
                { header: { en: "What", es: "Qué" } },
                { header: { en: "Before", es: "Antes" } },
                { header: { en: "Now", es: "Ahora" } },
              ],
              shown.map((column) => [
                { text: columns[column] ?? column },
                cellOf(before[column]),
                cellOf(after[column]),
              ]),
            ),
          ],
  });
}
