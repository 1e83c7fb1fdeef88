import { maskPhone, redactText } from "../../core/redact.ts";
import { cleanLine } from "../../core/terminal.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { EventCustomer, InboundEvent, StatusEvent, WebhookEvent } from "./events.ts";
import type { ConsentChange, ProcessedEvent } from "./outcomes.ts";

const longest = 60;

/** One line about an event for the person who watches a listener. Phone numbers are masked, foreign text is cleaned. */
export function describeEvent(event: WebhookEvent): Text {
  switch (event.kind) {
    case "status":
      return describeStatus(event);
    case "inbound":
      return describeInbound(event);
    case "preference":
      return describePreference(customerName(event.customer), event.value);
    case "template-status": {
      const name = shorten(event.name ?? event.templateId ?? "?");
      const language = event.language === undefined ? "" : ` (${shorten(event.language)})`;
      const reason = event.reason === undefined ? "" : `: ${shorten(event.reason)}`;
      return {
        en: `template ${name}${language} is now ${shorten(event.status)}${reason}`,
        es: `la plantilla ${name}${language} pasó a ${shorten(event.status)}${reason}`,
      };
    }
    case "error": {
      const { code, title, error_data } = event.error;
      const name = titleOf(code, title);
      const details = error_data?.details === undefined ? "" : ` (${shorten(error_data.details)})`;
      return {
        en: `Meta reports an error: ${code} ${name.en}${details}`,
        es: `Meta informa de un error: ${code} ${name.es}${details}`,
      };
    }
    case "unknown": {
      const what = shorten([event.field, event.what].filter((part) => part !== "").join(": "));
      return { en: `kept, with nothing to do: ${what}`, es: `guardado, sin nada que hacer: ${what}` };
    }
  }
}

/** The same after it was taken in, with what it changed in the person's consent. */
export function describeProcessed({ event, consent }: ProcessedEvent): Text {
  const line = describeEvent(event);
  return consent === undefined ? line : joinTexts([line, describeConsent(consent)], " · ");
}

function describeConsent({ action, purposes }: ConsentChange): Text {
  const onlyMarketing = purposes.length === 1 && purposes[0] === "marketing";
  if (action === "granted")
    return { en: "consent to marketing granted", es: "consentimiento para publicidad otorgado" };
  return onlyMarketing
    ? { en: "consent to marketing withdrawn", es: "consentimiento para publicidad retirado" }
    : { en: "consent withdrawn", es: "consentimiento retirado" };
}

const states: Readonly<Record<string, Text>> = {
  sent: { en: "sent", es: "enviado" },
  delivered: { en: "delivered", es: "entregado" },
  read: { en: "read", es: "leído" },
  played: { en: "played", es: "escuchado" },
  failed: { en: "failed", es: "fallido" },
};

function describeStatus(event: StatusEvent): Text {
  const state = Object.hasOwn(states, event.state) ? states[event.state] : undefined;
  const words = state ?? same(shorten(event.state));
  const who = customerName(event.customer);
  const error = event.errors[0];
  const line: Text = { en: `${words.en} → ${who.en}`, es: `${words.es} → ${who.es}` };
  if (error === undefined) return line;
  const title = titleOf(error.code, error.title);
  return { en: `${line.en} · ${error.code} ${title.en}`, es: `${line.es} · ${error.code} ${title.es}` };
}

/** Our few words about an error's number, in both languages; Meta's own where the number is new. */
function titleOf(code: number, title: string): Text {
  const entry = explainCode(code);
  return entry.kind === "unknown" ? same(shorten(title)) : entry.title;
}

function describeInbound(event: InboundEvent): Text {
  const who = customerName(event.customer);
  const words = event.text === undefined ? "" : `: ${shorten(event.text)}`;
  if (event.type === "text") return { en: `${who.en} wrote${words}`, es: `${who.es} escribió${words}` };
  const type = shorten(event.type);
  if (event.type === "button" || event.type === "interactive") {
    return { en: `${who.en} tapped${words}`, es: `${who.es} tocó${words}` };
  }
  return { en: `${who.en} sent (${type})${words}`, es: `${who.es} mandó (${type})${words}` };
}

function describePreference(who: Text, value: string): Text {
  switch (value) {
    case "stop":
      return {
        en: `${who.en} stopped marketing messages`,
        es: `${who.es} dejó de aceptar publicidad`,
      };
    case "resume":
      return {
        en: `${who.en} accepts marketing messages again`,
        es: `${who.es} vuelve a aceptar publicidad`,
      };
    default:
      return {
        en: `${who.en} changed a preference: ${shorten(value)}`,
        es: `${who.es} cambió una preferencia: ${shorten(value)}`,
      };
  }
}

function customerName(customer: EventCustomer): Text {
  if (customer.waId !== undefined) return same(maskPhone(`+${customer.waId}`));
  // A username adopter: the first characters tell two people apart and address neither.
  if (customer.userId !== undefined) return same(`${cleanLine(customer.userId).slice(0, 7)}••••`);
  return { en: "someone", es: "alguien" };
}

// Meta's own sentences ("User Rui changed from …") and customers' messages carry numbers too.
const phoneLike = /\+?\d[\d ().-]{6,}\d/g;

function shorten(text: string): string {
  const line = redactText(cleanLine(text)).replace(phoneLike, maskPhone).trim();
  const characters = Array.from(line.slice(0, longest * 4));
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}
