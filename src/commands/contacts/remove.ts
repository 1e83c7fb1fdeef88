import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import { requireContacts } from "../../domain/contacts/find.ts";
import { removeContacts } from "../../domain/contacts/remove.ts";
import type { removeInput } from "./hand-specs.ts";

/** Nobody was named: which commands take everybody must be said. */
export function nobodyNamed(example: string): UsageError {
  return new UsageError({
    code: "usage.missing_argument",
    text: { en: "Which contacts? None is named.", es: "¿Qué contactos? No se indica ninguno." },
    hint: { en: `For example: ${example}`, es: `Por ejemplo: ${example}` },
  });
}

/** `{"removed":[…ids],"notOnTheLists":[…ids],"dryRun"}` */
export async function run(
  { contacts: keys, dryRun }: InputOf<typeof removeInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  if (keys.length === 0) throw nobodyNamed("recado contacts remove +12025550101");
  const { country } = await context.settings();
  const db = await context.db();
  const contacts = await requireContacts(db, keys, { country });
  const removed = await removeContacts(db, contacts, { now: context.clock.now(), dryRun });
  const ids = removed.map(({ id }) => refOf("con", id));
  const before = contacts.filter((contact) => !removed.includes(contact)).map(({ id }) => refOf("con", id));
  const named = ids.join(", ");
  return view({
    data: { removed: ids, notOnTheLists: before, dryRun },
    rows: ids.map((id) => ({ removed: id })),
    blocks: [
      ...(ids.length === 0
        ? []
        : [
            dryRun
              ? line({ en: `Would be taken off the lists: ${named}.`, es: `Se quitarían de las listas: ${named}.` })
              : line({ en: `Taken off the lists: ${named}.`, es: `Quitados de las listas: ${named}.` }, "good"),
          ]),
      ...(before.length === 0
        ? []
        : [
            line({
              en: `Not on the lists any more: ${before.join(", ")}.`,
              es: `Ya no estaban en las listas: ${before.join(", ")}.`,
            }),
          ]),
      line(
        {
          en: "Consent and history are kept. To forget a person for good: recado contacts erase <contact>",
          es: "Se conservan el consentimiento y la historia. Para olvidar a una persona por completo: recado contacts erase <contacto>",
        },
        "dim",
      ),
    ],
  });
}
