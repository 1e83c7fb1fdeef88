import type { Language, Text } from "../../core/text.ts";
import { foreign, escapeHtml, pageEnd, pageStart, pairsHtml, tableHtml } from "../consent/report/html.ts";
import { personHtml } from "../consent/report/page.ts";
import type { PersonData } from "./person-export.ts";

const words = {
  title: { en: "Your data with us", es: "Sus datos en nuestra empresa" },
  madeAt: { en: "Made (UTC)", es: "Elaborado (UTC)" },
  contacts: { en: "Contact", es: "Contacto" },
  consent: { en: "Consent", es: "Consentimiento" },
  messages: { en: "Messages", es: "Mensajes" },
  deliveries: { en: "Received from WhatsApp about you", es: "Recibido de WhatsApp sobre usted" },
  imports: { en: "Lists you came with", es: "Listas en las que venía" },
  segments: { en: "Segments you fall in", es: "Segmentos a los que pertenece" },
  files: { en: "Kept files", es: "Archivos guardados" },
  none: { en: "Nothing.", es: "Nada." },
  when: { en: "When (UTC)", es: "Cuándo (UTC)" },
  direction: { en: "Direction", es: "Sentido" },
  out: { en: "to you", es: "para usted" },
  in: { en: "from you", es: "de usted" },
  content: { en: "Content", es: "Contenido" },
  state: { en: "State", es: "Estado" },
  cost: { en: "Cost", es: "Costo" },
} as const satisfies Readonly<Record<string, Text>>;

/** Everything about a person as one page that needs nothing from anywhere. */
export function personPage(data: PersonData, language: Language): string {
  const say = (text: Text): string => text[language];
  const heading = (text: Text): string => `<h2>${escapeHtml(say(text))}</h2>\n`;
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? `<p class="dim">${say(words.none)}</p>\n` : items.map(valueBlock).join("");
  return [
    pageStart(words.title, language),
    pairsHtml([[say(words.madeAt), foreign(data.madeAt)]]),
    heading(words.contacts),
    list(data.contacts),
    heading(words.consent),
    personHtml(data.consent, say),
    heading(words.messages),
    data.messages.length === 0 ? list([]) : messagesTable(data.messages, say),
    heading(words.deliveries),
    list(data.deliveries),
    heading(words.imports),
    list(data.imports),
    heading(words.segments),
    list(data.segments),
    heading(words.files),
    list(data.files),
    pageEnd,
  ].join("");
}

/** A record as names and values; what lies deeper as JSON. */
function valueBlock(value: unknown): string {
  if (typeof value !== "object" || value === null) return `<p>${foreign(String(value))}</p>\n`;
  return `${pairsHtml(Object.entries(value).map(([name, member]) => [name, cell(member)]))}\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return foreign(null);
  if (typeof value === "object") return `<pre>${foreign(JSON.stringify(value, null, 1))}</pre>`;
  return foreign(typeof value === "string" ? value : JSON.stringify(value));
}

function messagesTable(messages: PersonData["messages"], say: (text: Text) => string): string {
  const header = [words.when, words.direction, words.content, words.state, words.cost].map(say);
  return tableHtml(
    header,
    messages.map((message) => [
      cell(message["createdAt"]),
      say(message["direction"] === "in" ? words.in : words.out),
      cell(
        message["template"] === null ? message["content"] : { template: message["template"], ...contentOf(message) },
      ),
      cell(message["state"]),
      cell(message["cost"]),
    ]),
  );
}

function contentOf(message: Record<string, unknown>): Record<string, unknown> {
  return { content: message["content"] };
}
