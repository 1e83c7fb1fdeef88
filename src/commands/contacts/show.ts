import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, view, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import { maskPhone } from "../../core/redact.ts";
import { joinTexts } from "../../core/text.ts";
import { findContact } from "../../domain/contacts/find.ts";
import { contactWithHistory, type ContactWithHistory } from "../../domain/contacts/view.ts";
import { purposes } from "../../storage/rows.ts";
import { actorWord, categoryWord, consentWord, methodWord } from "../words.ts";
import type { showInput } from "./index.ts";
import { contactJson } from "./list.ts";

export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const { country } = await context.settings();
  const db = await context.db();
  const row = await findContact(db, input.contact, { country });
  if (row === undefined) {
    const asked = /^con_\w+$/.test(input.contact) ? input.contact : maskPhone(input.contact);
    throw new InputError({
      code: "contacts.not_found",
      text: { en: `There is no contact "${asked}".`, es: `No existe el contacto "${asked}".` },
      hint: { en: "List them with: recado contacts list", es: "Consúltelos con: recado contacts list" },
    });
  }
  return contactView(await contactWithHistory(db, row));
}

function contactView(contact: ContactWithHistory): View {
  const events = contact.events.map((event) => ({
    purpose: event.purpose,
    action: event.action,
    at: isoTime(event.occurred_at),
    recordedAt: isoTime(event.recorded_at),
    method: event.method,
    source: event.source,
    wording: event.wording,
    evidence: event.evidence,
    actor: event.actor,
  }));
  const consent = purposes.map((purpose) =>
    joinTexts([categoryWord(purpose), consentWord(contact.consent[purpose])], ": "),
  );
  return view({
    data: { contact: { ...contactJson(contact), givenPhone: contact.givenPhone, import: contact.importId, events } },
    rows: events,
    blocks: [
      pairs(
        [
          { en: "Contact", es: "Contacto" },
          { text: contact.name ?? contact.id, tone: "strong" },
        ],
        [{ en: "Id", es: "Id" }, contact.id],
        [{ en: "Phone", es: "Teléfono" }, contact.phone],
        [{ en: "Phone as imported", es: "Teléfono original" }, contact.givenPhone],
        [{ en: "WhatsApp id", es: "Id de WhatsApp" }, contact.waId ?? contact.userId],
        [{ en: "Language", es: "Idioma" }, contact.language],
        [{ en: "Consent", es: "Consentimiento" }, { text: joinTexts(consent, ", ") }],
        ...Object.entries(contact.fields).map(([name, value]) => [{ en: name, es: name }, value] as const),
      ),
      line(""),
      events.length === 0
        ? line({ en: "Nothing is recorded of their consent.", es: "No consta nada sobre su consentimiento." }, "dim")
        : table(
            [
              { header: { en: "When (UTC)", es: "Cuándo (UTC)" }, whole: true },
              { header: { en: "Purpose", es: "Finalidad" }, whole: true },
              { header: { en: "What", es: "Qué" }, whole: true },
              { header: { en: "How", es: "Cómo" } },
              { header: { en: "Where", es: "Dónde" } },
              { header: { en: "Recorded by", es: "Anotado por" } },
            ],
            events.map((event) => [
              event.at.slice(0, 16).replace("T", " "),
              { text: categoryWord(event.purpose) },
              event.action === "granted"
                ? { text: { en: "agreed", es: "aceptó" }, tone: "good" }
                : { text: { en: "withdrew", es: "se dio de baja" }, tone: "bad" },
              { text: methodWord(event.method) },
              event.source,
              { text: actorWord(event.actor) },
            ]),
          ),
    ],
  });
}
