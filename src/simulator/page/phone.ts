import { html } from "hono/html";
import { cleanText } from "../../core/terminal.ts";
import type { Customer } from "../people/customers.ts";
import type { World } from "../world.ts";
import { type Bubble, bubblesOf } from "./bubbles.ts";
import { action, type Drawing, type Markup, timeCell } from "./markup.ts";
import { texts } from "./texts.ts";
import { wordOf } from "./words.ts";

/** The people that have anything on their phones, those written to last first. */
function peopleOf(world: World): string[] {
  const last = new Map<string, number>();
  const seen = (phone: string, at: number): void => {
    last.set(phone, Math.max(last.get(phone) ?? 0, at));
  };
  for (const customer of world.state.customers.known()) seen(customer.phone, 0);
  for (const { to, group_id, timestamp } of world.state.messages.list()) {
    if (group_id === undefined) seen(to, Number(timestamp) * 1_000);
  }
  for (const { from, at } of world.state.received.values()) seen(from, at);
  return [...last].toSorted((a, b) => b[1] - a[1]).map(([phone]) => phone);
}

const shownPeople = 100;

export function peopleList(world: World, drawing: Drawing, chosen: string | undefined): Markup {
  const { language, query } = drawing;
  const base = new URLSearchParams(query);
  base.delete("phone");
  return html`<nav id="people" aria-label="${texts.phones[language]}">
    <h2>${texts.phones[language]}</h2>
    <ul id="people-list">
      ${peopleOf(world)
        .slice(0, shownPeople)
        .map((phone) => {
          const { name } = world.state.customers.get(phone);
          const address = new URLSearchParams([...base, ["phone", phone]]).toString();
          const current = phone === chosen ? html` aria-current="page"` : "";
          return html`<li>
            <a href="/_simulator/?${address}" ${current}>${cleanText(name)}<small>+${phone}</small></a>
          </li>`;
        })}
    </ul>
    <form class="line" method="get" action="/_simulator/">
      ${[...base].map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}" />`)}
      <input name="phone" type="tel" required placeholder="+1 202 555 0101" aria-label="${texts.newPhone[language]}" />
      <button>${texts.open[language]}</button>
    </form>
  </nav>`;
}

/** A person's phone: what was said, what can be tapped, and what they can do. */
export function phoneOf(world: World, drawing: Drawing, phone: string | undefined): Markup {
  const { language } = drawing;
  if (phone === undefined) return html`<div class="phone"><p class="dim">${texts.choose[language]}</p></div>`;
  const customer = world.state.customers.get(phone);
  const values = { from: phone };
  return html`<div class="phone">
    <header id="phone-state">
      <h2>${cleanText(customer.name)}</h2>
      <p>+${phone}</p>
      ${windowOf(drawing, customer)}
    </header>
    <ol id="chat" class="chat" tabindex="0" aria-label="${texts.chat[language]}">
      ${bubblesOf(world, phone).map((bubble) => bubbleOf(drawing, bubble, phone))}
    </ol>
    <form class="line" method="post" action="/_simulator/page/write?${drawing.query}">
      <input type="hidden" name="from" value="${phone}" />
      <input
        name="text"
        required
        autocomplete="off"
        aria-label="${texts.write[language]}"
        placeholder="${texts.write[language]}"
      />
      <button>${texts.send[language]}</button>
    </form>
    <form class="line" method="post" action="/_simulator/page/order?${drawing.query}">
      <input type="hidden" name="from" value="${phone}" />
      <input
        name="product"
        required
        autocomplete="off"
        aria-label="${texts.product[language]}"
        placeholder="${texts.product[language]}"
      />
      <button>${texts.order[language]}</button>
    </form>
    <footer id="phone-actions">
      ${action(drawing, customer.optOut ? "resume" : "stop", customer.optOut ? texts.resume : texts.stop, values)}
      ${action(drawing, customer.blocked ? "unblock" : "block", customer.blocked ? texts.unblock : texts.block, values)}
    </footer>
  </div>`;
}

function windowOf(drawing: Drawing, customer: Customer): Markup {
  const until = Math.max(0, ...customer.windows.values());
  const { language, now } = drawing;
  return until > now
    ? html`<p>${texts.windowOpen[language]} ${timeCell(drawing, until)}</p>`
    : html`<p class="dim">${texts.windowClosed[language]}</p>`;
}

function bubbleOf(
  drawing: Drawing,
  { at, mine, message, kind, header, footer, buttons }: Bubble,
  phone: string,
): Markup {
  const { language } = drawing;
  const status = "status" in message ? message.status : undefined;
  const error = "errors" in message ? message.errors?.[0] : undefined;
  return html`<li class="${mine ? "business" : "customer"} ${status ?? ""}">
    ${kind === undefined ? "" : html`<span class="kind">${wordOf("messageTypes", kind, language)}</span>`}
    ${header === undefined ? "" : html`<p><strong>${cleanText(header)}</strong></p>`}
    ${message.text === undefined ? "" : html`<p>${cleanText(message.text)}</p>`}
    ${footer === undefined ? "" : html`<p class="dim">${cleanText(footer)}</p>`}
    <small>
      ${timeCell(drawing, at)} ${status === undefined ? "" : wordOf("messageStatuses", status, language)}
      ${error === undefined ? "" : `${error.code} ${error.title}`}
    </small>
    ${
      buttons.length === 0
        ? ""
        : html`<div class="buttons">
            ${buttons.map(({ title, id }) =>
              id === undefined
                ? html`<span class="plain">${cleanText(title)}</span>`
                : action(drawing, "tap", title, { from: phone, tap: id, message: message.id }),
            )}
          </div>`
    }
  </li>`;
}
