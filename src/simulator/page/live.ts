import { createHash } from "node:crypto";
import { raw } from "hono/html";
import type { SimulatorEvent } from "../events.ts";

/** What changes something that the page shows. */
const shownEvents = [
  "message",
  "status",
  "inbound",
  "seen",
  "template",
  "customer",
  "webhook",
  "delivery",
  "faults",
  "limits",
  "clock",
  "reset",
] as const satisfies readonly SimulatorEvent["type"][];

/** The ids of what is fetched anew. Nothing that a person types into is among them. */
const parts = [
  "people-list",
  "phone-state",
  "chat",
  "phone-actions",
  "clock",
  "fault-list",
  "templates",
  "messages",
  "prices",
  "webhooks",
];

/**
 * When something happens, the parts that show it are fetched anew; a form is sent without leaving the page, so that the
 * focus stays and one writes on. Without this program the page still works, a reload behind.
 */
const program = `
const parts = ${JSON.stringify(parts)};
const problem = document.getElementById("problem"), offline = document.getElementById("offline");
const scrollers = ".wide, ul, pre";
let waiting, busy = false;

const keyOf = (element) => {
  const form = element.closest("form");
  return form ? form.action + " " + new URLSearchParams(new FormData(form)) : element.href ?? element.parentElement?.id;
};

function swap(now, then) {
  const end = now.scrollHeight - now.scrollTop - now.clientHeight < 40, top = now.scrollTop;
  const scrolled = [...now.querySelectorAll(scrollers)].map((one) => [one.scrollLeft, one.scrollTop]);
  const open = [...now.querySelectorAll("details[open]")].map(({ id }) => id);
  const focused = now.contains(document.activeElement) && document.activeElement;
  for (const one of then.querySelectorAll("details")) one.open = open.includes(one.id);
  now.replaceWith(then);
  then.scrollTop = end ? then.scrollHeight : top;
  then.querySelectorAll(scrollers).forEach((one, place) => one.scrollTo(...(scrolled[place] ?? [0, 0])));
  if (focused === now) then.focus();
  else if (focused) {
    const same = [...then.querySelectorAll("a, button, summary")].find((one) => keyOf(one) === keyOf(focused));
    (same ?? then.querySelector("[tabindex]"))?.focus();
  }
}

function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  for (const id of parts) {
    const now = document.getElementById(id), then = fresh.getElementById(id);
    if (!now || !then) continue;
    const closed = now.cloneNode(true);
    for (const one of closed.querySelectorAll("details")) one.open = false;
    if (closed.innerHTML !== then.innerHTML) swap(now, then);
  }
  return fresh;
}

async function refresh() {
  waiting = undefined;
  if (busy) return later();
  busy = true;
  try { show(await (await fetch(location.href)).text()); } catch { offline.hidden = false; } finally { busy = false; }
}
function later() { waiting ??= setTimeout(refresh, 150); }

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  form.reset();
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    const told = show(await answer.text()).getElementById("problem");
    problem.replaceChildren(...(told?.childNodes ?? []));
    if (answer.ok) return;
  } catch { offline.hidden = false; }
  for (const [name, value] of body) form.elements[name].value ||= value;
});

const events = new EventSource("/_simulator/events" + location.search);
events.onopen = () => { offline.hidden = true; };
events.onerror = () => { offline.hidden = false; };
for (const type of ${JSON.stringify(shownEvents)}) events.addEventListener(type, later);
// The clock runs while nothing happens.
setInterval(() => document.hidden || later(), 10000);
const chat = document.getElementById("chat");
if (chat) chat.scrollTop = chat.scrollHeight;
`;

/** The only program in the page. */
export const live = raw(`<script type="module">${program}</script>`);

/** Says to the browser: this one program, nothing from elsewhere, nothing to elsewhere. */
export const contentPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(program).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "img-src data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");
