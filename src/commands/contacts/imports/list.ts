import type { Context } from "../../../cli/context.ts";
import { limitOf, type InputOf } from "../../../cli/input.ts";
import { line, table, view, type View } from "../../../cli/view.ts";
import { utcMinute } from "../../../core/clock.ts";
import { refOf } from "../../../core/ids.ts";
import { listImports } from "../../../storage/repos/imports.ts";
import { batchJson, stateWords } from "./batch-json.ts";
import type { listInput } from "./index.ts";

export async function run(input: InputOf<typeof listInput>, context: Context): Promise<View> {
  const rows = await listImports(await context.db(), limitOf(input));
  const data = rows.map(batchJson);
  return view({
    data: { imports: data },
    rows: data.map((row) => ({ ...row, counts: JSON.stringify(row.counts) })),
    blocks: [
      rows.length === 0
        ? line({ en: "Nothing has been imported.", es: "No se ha importado nada." })
        : table(
            [
              { header: { en: "Id", es: "Id" }, whole: true },
              { header: { en: "When (UTC)", es: "Cuándo (UTC)" }, whole: true },
              { header: { en: "File", es: "Archivo" } },
              { header: { en: "New", es: "Nuevos" }, align: "right" },
              { header: { en: "Updated", es: "Actualizados" }, align: "right" },
              { header: { en: "Refused", es: "Rechazadas" }, align: "right" },
              { header: { en: "State", es: "Estado" }, whole: true },
            ],
            rows.map((row, place) => {
              const counts = data[place]?.counts ?? {};
              return [
                refOf("imp", row.id),
                utcMinute(row.created_at),
                row.file_name,
                counts["created"] ?? 0,
                counts["updated"] ?? 0,
                counts["rejected"] ?? 0,
                { text: stateWords[row.state], ...(row.state === "running" ? { tone: "warn" as const } : {}) },
              ];
            }),
          ),
    ],
  });
}
