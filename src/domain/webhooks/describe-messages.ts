import { same, type Text } from "../../core/text.ts";
import { after, customerName, shorten, titleOf, withError, type Lines } from "./describe-words.ts";
import type { EventOf, InboundContent, MessagingEvent } from "./events.ts";

const states: Readonly<Record<string, Text>> = {
  sent: { en: "sent", es: "enviado" },
  delivered: { en: "delivered", es: "entregado" },
  read: { en: "read", es: "leído" },
  played: { en: "played", es: "escuchado" },
  failed: { en: "failed", es: "fallido" },
};

const payments: Readonly<Record<string, Text>> = {
  captured: { en: "paid", es: "pagado" },
  pending: { en: "pending", es: "pendiente" },
  failed: { en: "failed", es: "fallido" },
};

function wordOf(words: Readonly<Record<string, Text>>, state: string): Text {
  return (Object.hasOwn(words, state) ? words[state] : undefined) ?? same(shorten(state));
}

export const messagingLines: Lines<MessagingEvent> = {
  status: (event) => {
    const words = wordOf(states, event.state);
    const who = customerName(event.customer);
    const line: Text =
      event.groupId === undefined
        ? { en: `${words.en} → ${who.en}`, es: `${words.es} → ${who.es}` }
        : { en: `${words.en} → ${who.en}, in a group`, es: `${words.es} → ${who.es}, en un grupo` };
    return withError(line, event.errors);
  },
  payment: (event) => {
    const words = wordOf(payments, event.state);
    const who = customerName(event.customer);
    const order = after(" ", event.referenceId);
    return {
      en: `payment of order${order} by ${who.en}: ${words.en}`,
      es: `pago del pedido${order} de ${who.es}: ${words.es}`,
    };
  },
  inbound: describeInbound,
  preference: (event) => {
    const who = customerName(event.customer);
    switch (event.value) {
      case "stop":
        return { en: `${who.en} stopped marketing messages`, es: `${who.es} dejó de aceptar publicidad` };
      case "resume":
        return { en: `${who.en} accepts marketing messages again`, es: `${who.es} vuelve a aceptar publicidad` };
      case "signup":
        return { en: `${who.en} signed up for marketing messages`, es: `${who.es} se suscribió a la publicidad` };
      default:
        return {
          en: `${who.en} changed a preference: ${shorten(event.value)}`,
          es: `${who.es} cambió una preferencia: ${shorten(event.value)}`,
        };
    }
  },
  "link-click": (event) =>
    event.component === "cta"
      ? { en: "someone tapped the button of a campaign", es: "alguien tocó el botón de una campaña" }
      : { en: "someone tapped a link of a campaign", es: "alguien tocó un enlace de una campaña" },
  "conversation-context": (event) => ({
    en: `said before this conversation was routed here${after(": ", event.summary)}`,
    es: `lo dicho antes de que esta conversación llegara aquí${after(": ", event.summary)}`,
  }),
  error: ({ error: { code, title, error_data } }) => {
    const name = titleOf(code, title);
    const details = after(" (", error_data?.details, ")");
    return {
      en: `Meta reports an error: ${code} ${name.en}${details}`,
      es: `Meta informa de un error: ${code} ${name.es}${details}`,
    };
  },
  unknown: (event) => {
    const what = shorten([event.field, event.what].filter((part) => part !== "").join(": "));
    return { en: `kept, with nothing to do: ${what}`, es: `guardado, sin nada que hacer: ${what}` };
  },
};

/** What the customer did, to stand behind the name; undefined where the kind has no words of its own. */
function deedOf(content: InboundContent): Text | undefined {
  switch (content.type) {
    case "text":
      return { en: "wrote", es: "escribió" };
    case "button":
      return { en: "tapped", es: "tocó" };
    case "interactive":
      return answerOf(content.interactive.type);
    case "order": {
      const pieces = content.order.product_items.length;
      return {
        en: `ordered ${pieces === 1 ? "1 product" : `${pieces} products`}`,
        es: `pidió ${pieces === 1 ? "1 producto" : `${pieces} productos`}`,
      };
    }
    case "reaction":
      return content.reaction.emoji === undefined
        ? { en: "took a reaction back", es: "quitó una reacción" }
        : { en: "reacted", es: "reaccionó" };
    case "edit":
      return { en: "edited a message", es: "editó un mensaje" };
    case "revoke":
      return { en: "deleted a message", es: "eliminó un mensaje" };
    default:
      return undefined;
  }
}

function answerOf(type: string): Text {
  switch (type) {
    case "nfm_reply":
      return { en: "filled in a form", es: "completó un formulario" };
    case "call_permission_reply":
      return { en: "answered a request to call", es: "respondió a una solicitud de llamada" };
    case "payment_method":
      return { en: "chose how to pay", es: "eligió cómo pagar" };
    default:
      return { en: "tapped", es: "tocó" };
  }
}

function describeInbound(event: EventOf<"inbound">): Text {
  const who = customerName(event.customer);
  const words = after(": ", event.text);
  const deed = deedOf(event.content);
  if (deed !== undefined) return { en: `${who.en} ${deed.en}${words}`, es: `${who.es} ${deed.es}${words}` };
  if (event.type === "system") {
    return { en: `WhatsApp says about ${who.en}${words}`, es: `WhatsApp informa sobre ${who.es}${words}` };
  }
  const kind = event.content.type === "unsupported" ? (event.content.unsupported.type ?? event.type) : event.type;
  const type = shorten(kind);
  return { en: `${who.en} sent (${type})${words}`, es: `${who.es} mandó (${type})${words}` };
}
