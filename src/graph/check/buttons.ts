/**
 * Reply buttons, and the links before them that Direct Send allows.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
import { member, unique } from "./cross.ts";
import { label, linkParameters } from "./interactive-parts.ts";
import type { Findings } from "./problem.ts";
import { byKind, list, need, oneOf, own, ownList, shape, text, type Rule } from "./rules.ts";
import { tooMany } from "./words.ts";

const id = text({ max: 256, trimmed: true });
const button = byKind("type", {
  reply: shape({ type: oneOf("reply"), reply: need(shape({ id: need(id), title: need(label) })) }),
  cta_url: shape({ type: oneOf("cta_url"), cta_url: need(linkParameters) }),
});

const mostReplies = 3;
const mostMixed = 10;
const mostLinks = 2;
const isLink = (entry: unknown): boolean => own(entry, "type") === "cta_url";

/** Whether a message has a link among its buttons, as only Direct Send may. */
export const hasLinkButton = (interactive: unknown): boolean =>
  ownList(own(interactive, "action"), "buttons").slice(0, mostMixed).some(isLink);

function mixed(buttons: readonly unknown[], path: string, findings: Findings): void {
  const links = buttons.filter(isLink).length;
  if (links > mostLinks) findings.add(path, tooMany(links, mostLinks));
  const firstReply = buttons.findIndex((entry) => !isLink(entry));
  for (const [index, entry] of buttons.entries()) {
    if (!isLink(entry) || firstReply === -1 || index < firstReply) continue;
    findings.add(`${path}[${index}]`, {
      en: "is a link after a reply; links come first",
      es: "es un enlace después de una respuesta; los enlaces van primero",
    });
  }
}

const everyButton = list(button, 1, mostMixed);

const buttons: Rule = (value, path, findings) => {
  everyButton(value, path, findings);
  if (!Array.isArray(value)) return;
  const looked = (value as unknown[]).slice(0, mostMixed);
  const entries = [...looked.entries()];
  unique(
    entries.map(([index, entry]) => member(entry, `${path}[${index}]`, "reply", "id")),
    findings,
  );
  const title = ([index, entry]: [number, unknown]) =>
    isLink(entry)
      ? member(entry, `${path}[${index}]`, "cta_url", "display_text")
      : member(entry, `${path}[${index}]`, "reply", "title");
  unique(entries.map(title), findings);
  if (looked.some(isLink)) mixed(looked, path, findings);
  else if (value.length > mostReplies && value.length <= mostMixed)
    findings.add(path, tooMany(value.length, mostReplies));
};

export const buttonsAction = shape({ buttons: need(buttons) });
