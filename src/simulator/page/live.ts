import { raw } from "hono/html";

/**
 * The only program in the page: when something happens, the parts that show it are fetched anew. What the reader is
 * typing stays, since inputs are carried over, and without it the page still works, a click behind.
 */
export const live = raw(`
const parts = ["people", "phone", "clock", "messages", "templates", "faults", "webhooks"];
let waiting;
async function refresh() {
  waiting = undefined;
  const answer = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const typing = document.activeElement;
  for (const id of parts) {
    const [now, then] = [document.getElementById(id), fresh.getElementById(id)];
    if (!now || !then || now.contains(typing) && typing.matches("input, select")) continue;
    if ([...now.querySelectorAll("details[open]")].length > 0) continue;
    if (now.innerHTML !== then.innerHTML) now.replaceWith(then);
  }
  scrollChat();
}
function scrollChat() { const chat = document.querySelector(".chat"); if (chat) chat.scrollTop = chat.scrollHeight; }
const events = new EventSource("/_simulator/events" + location.search);
for (const type of ["message", "status", "inbound", "seen", "template", "customer", "webhook", "delivery", "faults", "limits", "clock", "reset"])
  events.addEventListener(type, () => { waiting ??= setTimeout(refresh, 200); });
scrollChat();
`);
