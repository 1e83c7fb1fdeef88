import type { Context } from "../../../cli/context.ts";
import type { InputOf } from "../../../cli/input.ts";
import { line, pairs, table, view, type View } from "../../../cli/view.ts";
import { isoTime } from "../../../core/clock.ts";
import { refOf } from "../../../core/ids.ts";
import type { Text } from "../../../core/text.ts";
import { batchJson, stateWords } from "./batch-json.ts";
import { findImport } from "./import-id.ts";
import type { showInput } from "./index.ts";

const countWords: readonly (readonly [string, Text])[] = [
  ["rows", { en: "Rows", es: "Filas" }],
  ["created", { en: "New contacts", es: "Contactos nuevos" }],
  ["updated", { en: "Updated", es: "Actualizados" }],
  ["unchanged", { en: "Unchanged", es: "Sin cambios" }],
  ["merged", { en: "Repeated rows (same number)", es: "Filas repetidas (mismo número)" }],
  ["rejected", { en: "Refused", es: "Rechazadas" }],
  ["withoutConsent", { en: "Contacts without consent", es: "Contactos sin consentimiento" }],
];

export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const row = await findImport(await context.db(), input.import);
  const id = refOf("imp", row.id);
  const { counts, ...batch } = batchJson(row);
  const mapping = JSON.parse(row.mapping) as Record<string, string>;
  const options = JSON.parse(row.options) as Record<string, unknown>;
  return view({
    data: { import: { ...batch, counts, mapping, options } },
    blocks: [
      pairs(
        [
          { en: "Import", es: "Importación" },
          { text: id, tone: "strong" },
        ],
        [{ en: "State", es: "Estado" }, { text: stateWords[row.state] }],
        [{ en: "When (UTC)", es: "Cuándo (UTC)" }, isoTime(row.created_at).slice(0, 19).replace("T", " ")],
        [{ en: "By", es: "Por" }, row.actor],
        [{ en: "File", es: "Archivo" }, row.file_name],
        [{ en: "SHA-256", es: "SHA-256" }, row.file_hash],
        [{ en: "Format", es: "Formato" }, row.sheet === null ? row.format : `${row.format}, ${row.sheet}`],
        ...countWords.flatMap(([key, text]) => {
          const count = counts[key];
          return count === undefined ? [] : [[text, count] as const];
        }),
      ),
      line(""),
      table(
        [{ header: { en: "Column", es: "Columna" } }, { header: { en: "Holds", es: "Trae" } }],
        Object.entries(mapping).map(([header, field]) => [header, field]),
      ),
      ...(row.state === "running"
        ? [
            line(
              {
                en: `It was interrupted: import the same file again to go on, or: recado contacts imports undo ${id}`,
                es: `Se interrumpió: importe de nuevo el mismo archivo para continuar, o bien: recado contacts imports undo ${id}`,
              },
              "warn",
            ),
          ]
        : []),
    ],
  });
}
