import { html } from "hono/html";
import { isoTime } from "../../core/clock.ts";
import { cleanText } from "../../core/terminal.ts";
import { type Language, languageOfLocale, type Text } from "../../core/text.ts";
import { magicNumbers } from "../magic-numbers.ts";
import type { World } from "../world.ts";
import { wordOf } from "./words.ts";

const texts = {
  title: { en: "recado simulator", es: "Simulador de recado" },
  note: {
    en: "A simulated account: nothing here reaches WhatsApp. The page reloads every five seconds.",
    es: "Una cuenta simulada: nada de esto llega a WhatsApp. La página se actualiza cada cinco segundos.",
  },
  clock: { en: "Clock", es: "Reloj" },
  messages: { en: "Messages sent", es: "Mensajes enviados" },
  received: { en: "Messages received", es: "Mensajes recibidos" },
  templates: { en: "Templates", es: "Plantillas" },
  customers: { en: "Customers", es: "Clientes" },
  magic: { en: "Numbers with a fixed outcome", es: "Números con un resultado fijo" },
  nothing: { en: "Nothing yet.", es: "Todavía no hay nada." },
  time: { en: "Time (UTC)", es: "Hora (UTC)" },
  to: { en: "To", es: "Para" },
  from: { en: "From", es: "De" },
  type: { en: "Type", es: "Tipo" },
  text: { en: "Text", es: "Texto" },
  status: { en: "Status", es: "Estado" },
  price: { en: "Category and price type", es: "Categoría y tipo de precio" },
  name: { en: "Name", es: "Nombre" },
  language: { en: "Language", es: "Idioma" },
  category: { en: "Category", es: "Categoría" },
  phone: { en: "Phone", es: "Teléfono" },
  window: { en: "Window open until (UTC)", es: "Ventana abierta hasta (UTC)" },
  optOut: { en: "Opted out", es: "De baja" },
  meaning: { en: "What happens", es: "Qué ocurre" },
  yes: { en: "yes", es: "sí" },
} satisfies Record<string, Text>;

const shown = 100;

type Markup = ReturnType<typeof html>;
/** A text is escaped; markup is ours. */
type Cell = string | Markup;

/** A table with escaped cells, or a sentence where there is nothing. */
function table(language: Language, headings: readonly Text[], rows: readonly (readonly Cell[])[]): Markup {
  if (rows.length === 0) return html`<p>${texts.nothing[language]}</p>`;
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading[language]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell) => html`<td>${typeof cell === "string" ? cleanText(cell) : cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The time of day, with the day where it is not the clock's. @param at milliseconds */
function timeCell(at: number, now: number): Cell {
  const iso = isoTime(at);
  const [day = "", time = ""] = iso.slice(0, 19).split("T");
  return html`<time datetime="${iso}" title="${iso}">${isoTime(now).startsWith(day) ? time : `${day} ${time}`}</time>`;
}

/** The page: what has been sent, what came back, and who is there. Whatever others wrote is escaped. */
export function renderPage(world: World, languages: string | undefined): Markup {
  const language = languageOfLocale(languages) ?? "en";
  const { state } = world;
  const now = world.clock.now();
  const word = (kind: Parameters<typeof wordOf>[0], code: string): string => wordOf(kind, code, language);
  const messages = state.messages
    .list()
    .slice(-shown)
    .toReversed()
    .map((message) => [
      timeCell(Number(message.timestamp) * 1_000, now),
      `+${message.to}`,
      message.template ?? word("messageTypes", message.type),
      message.text ?? "",
      [word("messageStatuses", message.status), ...(message.errors ?? []).slice(0, 1).map(({ code }) => code)].join(
        " ",
      ),
      message.pricing === undefined
        ? ""
        : [
            word("categories", message.pricing.category),
            ...(message.pricing.type === undefined ? [] : [word("priceTypes", message.pricing.type)]),
          ].join(", "),
    ]);
  const received = [...state.received.values()]
    .slice(-shown)
    .toReversed()
    .map((message) => [
      timeCell(message.at, now),
      `+${message.from}`,
      word("messageTypes", message.type),
      message.text ?? "",
    ]);
  const templates = state.templates
    .values()
    .map((template) => [
      template.name,
      template.language,
      word("categories", template.category),
      word("templateStatuses", template.status),
    ]);
  const customers = [...state.customers.known()].map((customer) => [
    `+${customer.phone}`,
    customer.name,
    customer.windows.size === 0 ? "" : timeCell(Math.max(...customer.windows.values()), now),
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
            max-width: 24rem;
            overflow-wrap: break-word;
            white-space: pre-wrap;
          }
          time {
            white-space: nowrap;
          }
          .wide {
            overflow-x: auto;
          }
        </style>
      </head>
      <body>
        <h1>${texts.title[language]}</h1>
        <p>${texts.note[language]}</p>
        <p>${texts.clock[language]}: ${isoTime(now).slice(0, 19).replace("T", " ")} UTC</p>
        ${section(texts.messages, table(language, [texts.time, texts.to, texts.type, texts.text, texts.status, texts.price], messages))}
        ${section(texts.received, table(language, [texts.time, texts.from, texts.type, texts.text], received))}
        ${section(texts.templates, table(language, [texts.name, texts.language, texts.category, texts.status], templates))}
        ${section(texts.customers, table(language, [texts.phone, texts.name, texts.window, texts.optOut], customers))}
        ${section(texts.magic, table(language, [texts.phone, texts.meaning], magic))}
      </body>
    </html>`;
}
