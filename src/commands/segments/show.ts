import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { requireSegment } from "../../domain/contacts/segments.ts";
import { countContacts } from "../../storage/repos/contact-lists.ts";
import { filterJson, filterPairs } from "../contacts/filter-words.ts";
import type { namedInput } from "./index.ts";

/** `{"segment":{name,filter,createdAt,updatedAt},"contacts"}` */
export async function run(input: InputOf<typeof namedInput>, context: Context): Promise<View> {
  const db = await context.db();
  const { name, filter, createdAt, updatedAt } = await requireSegment(db, input.name);
  const contacts = await countContacts(db, filter);
  return view({
    data: {
      segment: { name, filter: filterJson(filter), createdAt: isoTime(createdAt), updatedAt: isoTime(updatedAt) },
      contacts,
    },
    blocks: [
      line(name, "strong"),
      pairs(...filterPairs(filter), [{ en: "Contacts now", es: "Contactos ahora" }, contacts]),
      line(
        {
          en: `See them: recado contacts list --segment "${name}"`,
          es: `Véalos: recado contacts list --segment "${name}"`,
        },
        "dim",
      ),
    ],
  });
}
