import { html } from "hono/html";
import { cleanText } from "../../core/terminal.ts";
import { faultKinds } from "../limits/faults.ts";
import { magicNumbers } from "../people/magic-numbers.ts";
import type { World } from "../world.ts";
import { action, type Drawing, field, type Markup, phoneLink, section, table, timeCell } from "./markup.ts";
import { texts } from "./texts.ts";
import { wordOf } from "./words.ts";

const shown = 100;

export function clockPanel(drawing: Drawing): Markup {
  const steps = ["1m", "1h", "25h", "7d"];
  return section(
    drawing,
    "clock",
    texts.clock,
    html`<p>${timeCell({ ...drawing, now: 0 }, drawing.now)} UTC</p>
      <div class="buttons">
        ${steps.map((by) => action(drawing, "advance", `${texts.advance[drawing.language]} ${by}`, { by }))}
      </div>`,
  );
}

export function messagesPanel(world: World, drawing: Drawing): Markup {
  const { language } = drawing;
  const rows = world.state.messages
    .list()
    .slice(-shown)
    .toReversed()
    .map((message) => [
      timeCell(drawing, Number(message.timestamp) * 1_000),
      message.group_id === undefined ? phoneLink(drawing, message.to) : message.to,
      message.template ?? wordOf("messageTypes", message.type, language),
      message.text ?? "",
      [
        wordOf("messageStatuses", message.status, language),
        ...(message.errors ?? []).slice(0, 1).map(({ code }) => code),
      ].join(" "),
      message.pricing === undefined
        ? ""
        : [
            wordOf("categories", message.pricing.category, language),
            ...(message.pricing.type === undefined ? [] : [wordOf("priceTypes", message.pricing.type, language)]),
          ].join(", "),
    ]);
  const headings = [texts.time, texts.to, texts.type, texts.text, texts.status, texts.price];
  return section(drawing, "messages", texts.messages, table(drawing, texts.messages, headings, rows));
}

export function templatesPanel(world: World, drawing: Drawing): Markup {
  const { language } = drawing;
  const change = (id: string, status: string, label: { en: string; es: string }): Markup =>
    action(drawing, "template", label, { id, status });
  const rows = world.state.templates
    .values()
    .map((template) => [
      template.name,
      template.language,
      wordOf("categories", template.category, language),
      wordOf("templateStatuses", template.status, language),
      html`<div class="buttons">
        ${template.status === "APPROVED" ? "" : change(template.id, "APPROVED", texts.approve)}
        ${template.status === "PENDING" ? change(template.id, "REJECTED", texts.reject) : ""}
        ${template.status === "APPROVED" ? change(template.id, "PAUSED", texts.pause) : ""}
      </div>`,
    ]);
  const headings = [texts.name, texts.language, texts.category, texts.status, texts.actions];
  return section(drawing, "templates", texts.templates, table(drawing, texts.templates, headings, rows));
}

const faultTargets = ["messages", "media", "templates", "*"];

export function faultsPanel(world: World, drawing: Drawing): Markup {
  const { language, query } = drawing;
  const faults = world.faults.list(drawing.now);
  const options = (values: readonly string[]): Markup[] =>
    values.map((value) => html`<option value="${value}">${value}</option>`);
  const rows = faults.map((fault) => [
    fault.on,
    [fault.kind, fault.code ?? fault.status ?? ""].join(" "),
    fault.to === undefined ? "" : /^\d/.test(fault.to) ? `+${fault.to}` : fault.to,
    `${fault.hits}${fault.times === undefined ? "" : `/${fault.times}`}`,
    action(drawing, "clear-fault", texts.clear, { id: fault.id }),
  ]);
  return section(
    drawing,
    "faults",
    texts.faults,
    html`<div id="fault-list">
        ${table(drawing, texts.faults, [texts.on, texts.kind, texts.to, texts.hits, texts.actions], rows)}
        ${faults.length > 1 ? action(drawing, "clear-fault", texts.clearAll) : ""}
      </div>
      <form class="line" method="post" action="/_simulator/page/fault?${query}">
        ${field(
          texts.on[language],
          html`<select name="on">
            ${options(faultTargets)}
          </select>`,
        )}
        ${field(
          texts.kind[language],
          html`<select name="kind">
            ${options(faultKinds)}
          </select>`,
        )}
        ${field(texts.times[language], html`<input name="times" type="number" min="1" value="1" />`)}
        <button>${texts.addFault[language]}</button>
      </form>`,
  );
}

export function webhooksPanel(world: World, drawing: Drawing): Markup {
  const { language } = drawing;
  const deliveries = world.deliverer.deliveries();
  const rows = deliveries
    .slice(-shown)
    .toReversed()
    .map(({ id, field: name, state, attempts, body }) => [
      name,
      `${wordOf("deliveryStates", state, language)} ${attempts.at(-1)?.status ?? attempts.at(-1)?.error ?? ""}`,
      String(attempts.length),
      html`<details id="${id}">
        <summary>JSON</summary>
        <pre>${cleanText(body)}</pre>
      </details>`,
    ]);
  const { webhook } = world;
  return section(
    drawing,
    "webhooks",
    texts.webhooks,
    html`<p class="${webhook === undefined ? "dim" : ""}">${webhook?.url ?? texts.noWebhook[language]}</p>
      ${table(drawing, texts.webhooks, [texts.field, texts.status, texts.attempts, texts.body], rows)}
      ${deliveries.some(({ state }) => state !== "delivered") ? action(drawing, "redeliver", texts.redeliver) : ""}`,
  );
}

export function magicPanel(drawing: Drawing): Markup {
  const rows = magicNumbers.map(({ phone, text }) => [phoneLink(drawing, phone), text[drawing.language]]);
  return section(drawing, "magic", texts.magic, table(drawing, texts.magic, [texts.phone, texts.meaning], rows));
}
