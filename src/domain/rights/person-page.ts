import type { Language, Text } from "../../core/text.ts";
import { foreign, escapeHtml, pageEnd, pageStart, pairsHtml, tableHtml } from "../pages/html.ts";
import { personHtml } from "../consent/report/page.ts";
import type { PersonData } from "./person-export.ts";
import { memberWord, stateWord, words } from "./person-page-words.ts";

/** Everything about a person as one page that needs nothing from anywhere. */
export function personPage(data: PersonData, language: Language): string {
  const say = (text: Text): string => text[language];
  const heading = (text: Text): string => `<h2>${escapeHtml(say(text))}</h2>\n`;
  const list = (items: readonly unknown[]): string =>
    items.length === 0
      ? `<p class="dim">${say(words.none)}</p>\n`
      : items.map((item) => valueBlock(item, say)).join("");
  return [
    pageStart(words.title, language),
    pairsHtml([
      [say(words.madeAt), cell(data.madeAt)],
      ...(data.doNotContactSince === null ? [] : [[say(words.doNotContact), cell(data.doNotContactSince)] as const]),
    ]),
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

type Say = (text: Text) => string;

/** A record as names and values; what lies deeper as JSON. */
function valueBlock(value: unknown, say: Say): string {
  if (typeof value !== "object" || value === null) return `<p>${foreign(String(value))}</p>\n`;
  return `${pairsHtml(Object.entries(value).map(([name, member]) => [say(memberWord(name)), cell(member)]))}\n`;
}

const isPlain = (value: unknown): value is string | number => typeof value === "string" || typeof value === "number";
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text);

/** Labels are a list, fields are names with values; only what lies deeper, in WhatsApp's own form, stays JSON. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return foreign(null);
  if (typeof value === "string") return foreign(isInstant(value) ? value.slice(0, 19).replace("T", " ") : value);
  if (typeof value !== "object") return foreign(JSON.stringify(value));
  if (Array.isArray(value) && value.every(isPlain)) return foreign(value.join(", "));
  const members = Object.entries(value);
  if (members.length === 0) return foreign(null);
  if (members.every(([, member]) => isPlain(member)) && !Array.isArray(value)) {
    return members.map(([name, member]) => `${foreign(name)}: ${foreign(member as string | number)}`).join("<br>");
  }
  return `<pre>${foreign(JSON.stringify(value, null, 1))}</pre>`;
}

function messagesTable(messages: PersonData["messages"], say: Say): string {
  const header = [words.when, words.direction, words.content, words.state, words.cost].map(say);
  return tableHtml(
    header,
    messages.map((message) => [
      cell(message["createdAt"]),
      say(message["direction"] === "in" ? words.in : words.out),
      contentHtml(message, say),
      foreign(say(stateWord(String(message["state"])))),
      costHtml(message["cost"]),
    ]),
  );
}

function contentHtml({ template, content }: Record<string, unknown>, say: Say): string {
  if (template === null) return cell(content);
  return `${say(words.template)}: ${cell(template)}<br>${cell(content)}`;
}

function costHtml(cost: unknown): string {
  if (typeof cost !== "object" || cost === null || !("amount" in cost) || !("currency" in cost)) return cell(cost);
  return foreign(`${String(cost.amount)} ${String(cost.currency)}`);
}
