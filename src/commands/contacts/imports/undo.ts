import type { Context } from "../../../cli/context.ts";
import type { InputOf } from "../../../cli/input.ts";
import { thisRunner } from "../../../cli/runner.ts";
import { line, pairs, table, view, type View } from "../../../cli/view.ts";
import { refOf } from "../../../core/ids.ts";
import type { Text } from "../../../core/text.ts";
import { undoImport } from "../../../domain/import/undo.ts";
import type { KeptReason } from "../../../storage/repos/undo.ts";
import { findImport } from "./import-id.ts";
import type { undoInput } from "./index.ts";

const reasons: Readonly<Record<KeptReason, Text>> = {
  written: { en: "has messages since", es: "tiene mensajes posteriores" },
  consented: { en: "agreed or opted out since", es: "aceptó o se dio de baja después" },
  listed: { en: "came with another list since", es: "llegó después en otra lista" },
  merged: { en: "was merged with another contact", es: "se unió con otro contacto" },
  changed: { en: "was changed since", es: "se modificó después" },
};

const undoLaterFirst: Text = {
  en: "Imports are best undone from the last to the first: those who came with another list since go once that one is undone. See: recado contacts imports list",
  es: "Conviene deshacer las importaciones de la última a la primera: quienes llegaron después en otra lista se quitan si antes se deshace esa. Consulte: recado contacts imports list",
};

const shown = 20;

export async function run(
  input: InputOf<typeof undoInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const db = await context.db();
  const row = await findImport(db, input.import);
  const { dryRun } = input;
  const id = refOf("imp", row.id);
  const report = await undoImport(db, row.id, { now: context.clock.now(), runner: thisRunner(), dryRun });
  const { removed, restored, kept, keptContacts } = report;
  return view({
    data: { import: id, removed, restored, kept, keptContacts, dryRun },
    blocks: [
      ...(dryRun
        ? [
            line(
              { en: "Nothing was changed (--dry-run). It would give:", es: "No se cambió nada (--dry-run). Daría:" },
              "dim",
            ),
          ]
        : [line({ en: `The import ${id} is undone.`, es: `La importación ${id} se deshizo.` }, "good")]),
      pairs(
        [{ en: "Contacts removed", es: "Contactos quitados" }, removed],
        [{ en: "Contacts set back", es: "Contactos devueltos a como estaban" }, restored],
        [{ en: "Contacts kept", es: "Contactos que quedan" }, kept],
      ),
      ...(kept === 0
        ? []
        : [
            line(""),
            table(
              [
                { header: { en: "Contact", es: "Contacto" }, whole: true },
                { header: { en: "Why it stays", es: "Por qué queda" } },
              ],
              keptContacts.slice(0, shown).map(({ id: contact, reason }) => [contact, { text: reasons[reason] }]),
            ),
            ...(kept > shown
              ? [line({ en: `… and ${kept - shown} more.`, es: `… y ${kept - shown} más.` }, "dim")]
              : []),
            ...(keptContacts.some(({ reason }) => reason === "listed") ? [line(undoLaterFirst, "dim")] : []),
          ]),
    ],
  });
}
