import type { Context } from "../../cli/context.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { allSegments } from "../../domain/contacts/segments.ts";
import type { ContactFilter } from "../../storage/repos/contact-lists.ts";
import { filterJson, filterPairs } from "../contacts/filter-words.ts";

function inWords(filter: ContactFilter): Text {
  return joinTexts(
    filterPairs(filter).map(([name, value]) =>
      joinTexts([name, same(typeof value === "object" ? "" : String(value))], ": "),
    ),
    "; ",
  );
}

/** `{"segments":[{name,filter,createdAt,updatedAt}]}` */
export async function run(_input: object, context: Context): Promise<View> {
  const segments = await allSegments(await context.db());
  const rows = segments.map(({ name, filter, createdAt, updatedAt }) => ({
    name,
    filter: filterJson(filter),
    createdAt: isoTime(createdAt),
    updatedAt: isoTime(updatedAt),
  }));
  return view({
    data: { segments: rows },
    rows: rows.map((row) => ({ ...row, filter: JSON.stringify(row.filter) })),
    blocks:
      segments.length === 0
        ? [
            line({
              en: "No segments yet. Keep one with: recado segments save <name> --label vip",
              es: "Todavía no hay segmentos. Guarde uno con: recado segments save <nombre> --label vip",
            }),
          ]
        : [
            table(
              [{ header: { en: "Name", es: "Nombre" }, whole: true }, { header: { en: "Asks for", es: "Pide" } }],
              segments.map(({ name, filter }) => [name, { text: inWords(filter) }]),
            ),
          ],
  });
}
