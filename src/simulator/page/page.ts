import { html } from "hono/html";
import { isoTime } from "../../core/clock.ts";
import { cleanText } from "../../core/terminal.ts";
import { type Language, languageOfLocale, type Text } from "../../core/text.ts";
import { magicNumbers } from "../magic-numbers.ts";
import type { World } from "../world.ts";

const texts = {
  title: { en: "recado simulator", es: "Simulador de recado" },
  note: {
    en: "A simulated account: nothing here reaches WhatsApp. The page reloads every five seconds.",
    es: "Una cuenta simulada: nada de esto llega a WhatsApp. La página se actualiza cada cinco segundos.",
  },
  clock: { en: "Clock", es: "Reloj" },
  messages: { en: "Latest messages", es: "Últimos mensajes" },
  received: { en: "Latest replies", es: "Últimas respuestas" },
  templates: { en: "Templates", es: "Plantillas" },
  customers: { en: "Customers", es: "Clientes" },
  magic: { en: "Numbers with a fixed outcome", es: "Números con un resultado fijo" },
  nothing: { en: "None yet.", es: "Todavía no hay." },
  time: { en: "Time", es: "Hora" },
  to: { en: "To", es: "Para" },
  from: { en: "From", es: "De" },
  type: { en: "Type", es: "Tipo" },
  text: { en: "Text", es: "Texto" },
  status: { en: "Status", es: "Estado" },
  price: { en: "Price", es: "Precio" },
  name: { en: "Name", es: "Nombre" },
  language: { en: "Language", es: "Idioma" },
  category: { en: "Category", es: "Categoría" },
  phone: { en: "Phone", es: "Teléfono" },
  window: { en: "Window open until", es: "Ventana abierta hasta" },
  optOut: { en: "Opted out", es: "De baja" },
  meaning: { en: "What happens", es: "Qué ocurre" },
  yes: { en: "yes", es: "sí" },
} satisfies Record<string, Text>;

const shown = 100;

type Markup = ReturnType<typeof html>;

/** A table with escaped cells, or a sentence where there is nothing. */
function table(language: Language, headings: readonly Text[], rows: readonly (readonly string[])[]): Markup {
  if (rows.length === 0) return html`<p>${texts.nothing[language]}</p>`;
  return html`<table>
    <thead>
      <tr>
        ${headings.map((heading) => html`<th>${heading[language]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cleanText(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const timeOf = (seconds: string): string => isoTime(Number(seconds) * 1_000);

/** The page: what has been sent, what came back, and who is there. Whatever others wrote is escaped. */
export function renderPage(world: World, languages: string | undefined): Markup {
  const language = languageOfLocale(languages) ?? "en";
  const { state } = world;
  const messages = state.messages
    .list()
    .slice(-shown)
    .toReversed()
    .map((message) => [
      timeOf(message.timestamp),
      `+${message.to}`,
      message.template ?? message.type,
      message.text ?? "",
      message.errors?.[0] === undefined ? message.status : `${message.status} ${message.errors[0].code}`,
      message.pricing === undefined ? "" : `${message.pricing.category} ${message.pricing.type ?? ""}`,
    ]);
  const received = [...state.received.values()]
    .slice(-shown)
    .toReversed()
    .map((message) => [isoTime(message.at), `+${message.from}`, message.type, message.text ?? ""]);
  const templates = state.templates
    .values()
    .map((template) => [template.name, template.language, template.category, template.status]);
  const customers = [...state.customers.known()].map((customer) => [
    `+${customer.phone}`,
    customer.name,
    Array.from(customer.windows.values(), isoTime).join(", "),
    customer.optOut ? texts.yes[language] : "",
  ]);
  const magic = magicNumbers.map(({ phone, text }) => [`+${phone}`, text[language]]);
  const section = (heading: Text, content: Markup): Markup =>
    html`<section>
      <h2>${heading[language]}</h2>
      ${content}
    </section>`;
  return html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta http-equiv="refresh" content="5" />
        <title>${texts.title[language]}</title>
        <style>
          body {
            font:
              15px/1.5 system-ui,
              sans-serif;
            margin: 2rem auto;
            max-width: 72rem;
            padding: 0 1rem;
          }
          table {
            border-collapse: collapse;
            width: 100%;
          }
          th,
          td {
            border-bottom: 1px solid #ccc;
            padding: 0.3rem 0.6rem;
            text-align: left;
            vertical-align: top;
          }
          td {
            white-space: pre-wrap;
            overflow-wrap: anywhere;
          }
        </style>
      </head>
      <body>
        <h1>${texts.title[language]}</h1>
        <p>${texts.note[language]}</p>
        <p>${texts.clock[language]}: ${isoTime(world.clock.now())}</p>
        ${section(texts.messages, table(language, [texts.time, texts.to, texts.type, texts.text, texts.status, texts.price], messages))}
        ${section(texts.received, table(language, [texts.time, texts.from, texts.type, texts.text], received))}
        ${section(texts.templates, table(language, [texts.name, texts.language, texts.category, texts.status], templates))}
        ${section(texts.customers, table(language, [texts.phone, texts.name, texts.window, texts.optOut], customers))}
        ${section(texts.magic, table(language, [texts.phone, texts.meaning], magic))}
      </body>
    </html>`;
}
