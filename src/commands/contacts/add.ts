import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, view, type View } from "../../cli/view.ts";
import { joinTexts } from "../../core/text.ts";
import { addContact, type Added } from "../../domain/contacts/add.ts";
import { contactJson } from "../../domain/contacts/contact-json.ts";
import { toContact } from "../../domain/contacts/view.ts";
import { consentWordOf } from "../../domain/consent/state.ts";
import { purposes } from "../../storage/rows.ts";
import { categoryWord, consentWord } from "../words.ts";
import { askPerson } from "./ask-person.ts";
import { readGivenConsent } from "./given-consent.ts";
import type { addInput } from "./hand-specs.ts";
import { readPerson } from "./person.ts";

/** `{"contact":{…},"back","dryRun"}`: `back` is true for somebody who had been removed. */
export async function run(
  given: InputOf<typeof addInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = given;
  const input = await askPerson(given, context);
  const person = await readPerson(input, context);
  const consent = await readGivenConsent(input, context);
  const db = await context.db();
  const added = await addContact(db, { ...person, consent }, { now: context.clock.now(), dryRun });
  return addedView(added, consent?.purposes ?? [], dryRun);
}

function heading({ isBack }: Added, dryRun: boolean): View["blocks"][number] {
  if (dryRun) return line({ en: "This would be added:", es: "Se agregaría:" }, "strong");
  return isBack
    ? line(
        { en: "Back on the lists, with their history.", es: "Está de nuevo en las listas, con su historia." },
        "good",
      )
    : line({ en: "Added.", es: "Agregado." }, "good");
}

function addedView(added: Added, agreed: readonly string[], dryRun: boolean): View {
  const contact = toContact(added.contact);
  const { id: stored, ...facts } = contactJson(contact);
  const id = added.contact.id === 0 ? null : stored;
  const said = purposes.filter((purpose) => agreed.includes(purpose) || contact.consent[purpose] !== "unknown");
  const consent = said.map((purpose) =>
    joinTexts(
      [
        categoryWord(purpose),
        consentWord(agreed.includes(purpose) ? "granted" : consentWordOf(contact.consent[purpose])),
      ],
      ": ",
    ),
  );
  return view({
    data: { contact: { id, ...facts }, back: added.isBack, dryRun },
    blocks: [
      heading(added, dryRun),
      pairs(
        [{ en: "Name", es: "Nombre" }, contact.name],
        [{ en: "Phone", es: "Teléfono" }, contact.phone ?? contact.userId],
        ...(id === null ? [] : [[{ en: "Id", es: "Id" }, contact.id] as const]),
        [
          { en: "Consent", es: "Consentimiento" },
          consent.length === 0
            ? { text: { en: "nothing on record", es: "no consta nada" }, tone: "dim" }
            : { text: joinTexts(consent, ", ") },
        ],
      ),
    ],
  });
}
