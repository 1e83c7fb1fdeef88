import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { joinTexts } from "../../core/text.ts";
import { writeFrequency } from "../../domain/consent/frequency.ts";
import { historyOf, importsOf, type HistoryEntry } from "../../domain/consent/history.ts";
import { contactJson } from "../../domain/contacts/contact-json.ts";
import { requireContact } from "../../domain/contacts/find.ts";
import { mayGet, type MayGet } from "../../domain/contacts/may-get.ts";
import { contactWithHistory, type ContactWithHistory } from "../../domain/contacts/view.ts";
import { purposes } from "../../storage/rows.ts";
import { marketingLimitOf } from "../marketing-limit.ts";
import { actionCell, methodWord, whenCell } from "../consent/words.ts";
import { actorWord, categoryWord, consentWord } from "../words.ts";
import type { showInput } from "./list-specs.ts";

export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const settings = await context.settings();
  const db = await context.db();
  const row = await requireContact(db, input.contact, { country: settings.country });
  const marketingLimit = marketingLimitOf(settings);
  const may = await mayGet(db, row, { now: context.clock.now(), marketingLimit });
  const contact = await contactWithHistory(db, row);
  return contactView(contact, may, historyOf(contact.events, await importsOf(db, contact.events)));
}

/** Where it was said and, for what a list brought, its file and row. */
function placeOf({ source, file, row }: HistoryEntry): string {
  if (file === null) return source;
  const place = row === null ? file : `${file}:${row}`;
  return source === file ? place : `${source} (${place})`;
}

function mayJson({ verdicts }: MayGet): Record<string, unknown> {
  return Object.fromEntries(
    purposes.map((purpose) => {
      const verdict = verdicts[purpose];
      if (verdict.ok) return [purpose, { ok: true }];
      const { code, text, nextAt } = verdict;
      return [purpose, { ok: false, code, reason: text.en, nextAt: nextAt === undefined ? null : isoTime(nextAt) }];
    }),
  );
}

function mayTable({ verdicts }: MayGet): Block {
  return table(
    [
      { header: { en: "May be sent now", es: "Se le puede enviar" }, whole: true },
      { header: { en: "", es: "" }, whole: true },
      { header: { en: "Why", es: "Motivo" } },
    ],
    purposes.map((purpose) => {
      const verdict = verdicts[purpose];
      return [
        { text: categoryWord(purpose) },
        verdict.ok ? { text: { en: "yes", es: "sí" }, tone: "good" } : { text: { en: "no", es: "no" }, tone: "bad" },
        verdict.ok ? null : { text: verdict.text },
      ];
    }),
  );
}

function limitCell({ marketingLimit }: ContactWithHistory, { frequency }: MayGet): Cell {
  if (frequency === undefined) return { text: { en: "none", es: "ninguno" }, tone: "dim" };
  const limit = writeFrequency(frequency.limit);
  const had = frequency.sent.length;
  const own = marketingLimit !== null;
  return {
    text: {
      en: `${limit}${own ? "" : " (the profile's)"}; ${had} so far`,
      es: `${limit}${own ? "" : " (el del perfil)"}; van ${had}`,
    },
  };
}

function facts(contact: ContactWithHistory, may: MayGet): Block {
  const consent = purposes.map((purpose) =>
    joinTexts([categoryWord(purpose), consentWord(contact.consent[purpose])], ": "),
  );
  return pairs(
    [
      { en: "Contact", es: "Contacto" },
      { text: contact.name ?? contact.id, tone: "strong" },
    ],
    [{ en: "Id", es: "Id" }, contact.id],
    [{ en: "Phone", es: "Teléfono" }, contact.phone],
    [{ en: "Phone as given", es: "Teléfono original" }, contact.givenPhone],
    [{ en: "WhatsApp id", es: "Id de WhatsApp" }, contact.waId ?? contact.userId],
    [{ en: "Username", es: "Usuario" }, contact.username],
    [{ en: "Language", es: "Idioma" }, contact.language],
    [{ en: "Time zone", es: "Zona horaria" }, contact.timeZone],
    [{ en: "Labels", es: "Etiquetas" }, contact.labels.join(", ") || null],
    [{ en: "Import", es: "Importación" }, contact.importId],
    [{ en: "Messages", es: "Mensajes" }, contact.messages],
    [{ en: "Marketing limit", es: "Límite de publicidad" }, limitCell(contact, may)],
    [{ en: "Consent", es: "Consentimiento" }, { text: joinTexts(consent, ", ") }],
    ...(contact.merged.length === 0 ? [] : [[{ en: "Merged from", es: "Unidos" }, contact.merged.join(", ")] as const]),
    ...Object.entries(contact.fields).map(([name, value]) => [{ en: name, es: name }, value] as const),
  );
}

function contactView(contact: ContactWithHistory, may: MayGet, events: readonly HistoryEntry[]): View {
  const { givenPhone, importId, removedAt, merged, messages, marketingLimit } = contact;
  return view({
    data: {
      contact: {
        ...contactJson(contact),
        givenPhone,
        import: importId,
        marketingLimit,
        removedAt: removedAt === null ? null : isoTime(removedAt),
        merged,
        messages,
        mayMessage: mayJson(may),
        events,
      },
    },
    rows: events.map((event) => ({ ...event })),
    blocks: [
      ...(removedAt === null
        ? []
        : [
            line(
              {
                en: `Taken off the lists on ${isoTime(removedAt).slice(0, 10)}.`,
                es: `Quitado de las listas el ${isoTime(removedAt).slice(0, 10)}.`,
              },
              "warn",
            ),
          ]),
      facts(contact, may),
      line(""),
      mayTable(may),
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
              whenCell(event.at),
              { text: categoryWord(event.purpose) },
              actionCell(event.action),
              { text: methodWord(event.method) },
              placeOf(event),
              { text: actorWord(event.actor) },
            ]),
          ),
    ],
  });
}
