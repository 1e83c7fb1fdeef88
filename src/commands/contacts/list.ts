import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { line, table, view, type Cell, type View } from "../../cli/view.ts";
import { consentWordOf, type ConsentState } from "../../domain/consent/state.ts";
import { contactJson } from "../../domain/contacts/contact-json.ts";
import { contactList } from "../../domain/contacts/view.ts";
import { purposes } from "../../storage/rows.ts";
import { consentCell } from "../words.ts";
import { readFilter } from "./filter.ts";
import type { listInput } from "./list-specs.ts";

/** One cell for all purposes but marketing, whose consent is told apart. */
function noticesCell(consent: ConsentState): Cell {
  const others = purposes.filter((purpose) => purpose !== "marketing").map((purpose) => consent[purpose]);
  if (others.includes("granted")) return consentCell("granted");
  return consentCell(others.includes("withdrawn") ? "withdrawn" : "unknown");
}

/** `{"contacts":[…],"more"}` */
export async function run(input: InputOf<typeof listInput>, context: Context): Promise<View> {
  const filter = await readFilter(input, context);
  const { contacts, next } = await contactList(await context.db(), { ...filter, limit: limitOf(input) });
  const rows = contacts.map(contactJson);
  return view({
    data: { contacts: rows, more: next !== undefined },
    rows: contacts.map((contact, place) => ({
      ...rows[place],
      labels: JSON.stringify(contact.labels),
      fields: JSON.stringify(contact.fields),
      consent: JSON.stringify(rows[place]?.["consent"]),
    })),
    blocks:
      contacts.length === 0
        ? [line({ en: "No contacts.", es: "No hay contactos." })]
        : [
            table(
              [
                { header: { en: "Name", es: "Nombre" } },
                { header: { en: "Phone", es: "Teléfono" }, whole: true },
                { header: { en: "Labels", es: "Etiquetas" } },
                { header: { en: "Notices", es: "Avisos" }, whole: true },
                { header: { en: "Marketing", es: "Publicidad" }, whole: true },
                { header: { en: "Id", es: "Id" }, whole: true },
              ],
              contacts.map((contact) => [
                contact.name,
                contact.phone ?? contact.userId,
                contact.labels.join(", "),
                noticesCell(contact.consent),
                consentCell(consentWordOf(contact.consent.marketing)),
                contact.id,
              ]),
            ),
            ...(next === undefined
              ? []
              : [line({ en: "There are more: --limit N or --all.", es: "Hay más: --limit N o --all." }, "dim")]),
          ],
  });
}
