import { line, table, view, type View } from "../../cli/view.ts";
import { refOf } from "../../core/ids.ts";
import { joinTexts } from "../../core/text.ts";
import type { Recorded, Statement } from "../../domain/consent/record.ts";
import { categoryWord } from "../words.ts";
import { actionCell } from "./words.ts";

/** What was recorded, or would be. */
export function recordedView(done: readonly Recorded[], statement: Statement, dryRun: boolean): View {
  const { action, purposes, evidence } = statement;
  const rows = done.map(({ contact, changed, unblocked }) => ({
    id: refOf("con", contact.id),
    name: contact.name,
    phone: contact.phone,
    action,
    purposes: [...purposes],
    changed: [...changed],
    unblocked,
  }));
  const people = done.length;
  const words = joinTexts(purposes.map(categoryWord), ", ");
  return view({
    data: { recorded: dryRun ? 0 : people, dryRun, evidence: evidence ?? null, contacts: rows },
    rows: rows.map((row) => ({ ...row, purposes: row.purposes.join(","), changed: row.changed.join(",") })),
    blocks: [
      table(
        [
          { header: { en: "Contact", es: "Contacto" } },
          { header: { en: "Phone", es: "Teléfono" }, whole: true },
          { header: { en: "What", es: "Qué" }, whole: true },
          { header: { en: "Purposes", es: "Finalidades" } },
        ],
        done.map(({ contact }) => [
          contact.name ?? refOf("con", contact.id),
          contact.phone ?? contact.user_id,
          actionCell(action),
          { text: words },
        ]),
      ),
      ...(done.some(({ unblocked }) => unblocked)
        ? [
            line({
              en: "They were on the do-not-contact list; with this they are off it.",
              es: "Estaban en la lista de no contactar; con esto salen de ella.",
            }),
          ]
        : []),
      line(
        dryRun
          ? { en: "Nothing was recorded (--dry-run).", es: "No se anotó nada (--dry-run)." }
          : {
              en: "Recorded. See it with: recado consent history <contact>",
              es: "Anotado. Véalo con: recado consent history <contacto>",
            },
        "dim",
      ),
    ],
  });
}
