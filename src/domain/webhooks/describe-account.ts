import type { Text } from "../../core/text.ts";
import { after, dayOf, ofNumber, shortId, shorten, type Lines } from "./describe-words.ts";
import type { AccountEvent, AccountUpdate, MessagingLimit, NumberEvent } from "./events.ts";

export const accountLines: Lines<AccountEvent> = {
  "account-update": (event) => {
    const more = detailOf(event.update);
    const name = shorten(event.event);
    return { en: `the account changed: ${name}${more.en}`, es: `la cuenta cambió: ${name}${more.es}` };
  },
  "account-alert": (event) => {
    const what = `${shorten(event.type)}${after(": ", event.description)}`;
    return { en: `Meta warns about the account: ${what}`, es: `Meta avisa sobre la cuenta: ${what}` };
  },
  "account-review": (event) => ({
    en: `review of the account: ${shorten(event.decision)}`,
    es: `revisión de la cuenta: ${shorten(event.decision)}`,
  }),
  capability: (event) => {
    const people = limitWords(event.limit);
    return event.limit === undefined
      ? { en: "what the account may do has changed", es: "cambió lo que la cuenta puede hacer" }
      : {
          en: `the account may now write to ${people.en} in 24 hours`,
          es: `la cuenta ya puede escribir a ${people.es} en 24 horas`,
        };
  },
  "payment-configuration": (event) => ({
    en: `payment configuration ${shorten(event.name)}: ${shorten(event.status)}`,
    es: `configuración de pagos ${shorten(event.name)}: ${shorten(event.status)}`,
  }),
  "partner-solution": (event) => {
    const what = `${shortId(event.solutionId)}: ${shorten(event.status ?? event.event)}`;
    return { en: `partner solution ${what}`, es: `solución de socio ${what}` };
  },
  flow: (event) => {
    const flow = event.flowId === undefined ? "" : ` ${shortId(event.flowId)}`;
    if (event.newStatus !== undefined) {
      const status = shorten(event.newStatus);
      return { en: `flow${flow} is now ${status}`, es: `el flujo${flow} pasó a ${status}` };
    }
    const what = `${shorten(event.event)}${after(" ", event.alertState)}`;
    return { en: `alert about flow${flow}: ${what}`, es: `alerta sobre el flujo${flow}: ${what}` };
  },
};

export const numberLines: Lines<NumberEvent> = {
  "number-quality": (event) => {
    const who = ofNumber(event.displayPhoneNumber);
    const people = limitWords(event.limit);
    const limit =
      event.limit === undefined
        ? { en: "", es: "" }
        : { en: `, ${people.en} in 24 hours`, es: `, ${people.es} en 24 horas` };
    const what = shorten(event.event);
    return { en: `state ${who.en}: ${what}${limit.en}`, es: `estado ${who.es}: ${what}${limit.es}` };
  },
  "number-name": (event) => {
    const who = ofNumber(event.displayPhoneNumber);
    const what = `${after("", event.name)} ${shorten(event.decision)}${after(": ", event.reason)}`.trim();
    return { en: `display name ${who.en}: ${what}`, es: `nombre visible ${who.es}: ${what}` };
  },
  security: (event) => {
    const who = ofNumber(event.displayPhoneNumber);
    const what = shorten(event.event);
    return { en: `security ${who.en}: ${what}`, es: `seguridad ${who.es}: ${what}` };
  },
  username: (event) => {
    const who = ofNumber(event.displayPhoneNumber);
    const what = `${after("@", event.username)} ${shorten(event.status)}`.trim();
    return { en: `username ${who.en}: ${what}`, es: `nombre de usuario ${who.es}: ${what}` };
  },
  "account-settings": (event) => ({
    en: `settings changed: ${shorten(event.type)}`,
    es: `cambió la configuración: ${shorten(event.type)}`,
  }),
};

function limitWords(limit: MessagingLimit | undefined): Text {
  if (limit === "unlimited") return { en: "any number of people", es: "cualquier cantidad de personas" };
  return { en: `${limit ?? "?"} people`, es: `${limit ?? "?"} personas` };
}

function detailOf(update: AccountUpdate): Text {
  const words = (text: string): Text => ({ en: text, es: text });
  switch (update.event) {
    case "ACCOUNT_VIOLATION":
      return words(after(": ", update.violation));
    case "ACCOUNT_RESTRICTION":
      return restrictionWords(update.restrictions);
    case "DISABLED_UPDATE":
      return words(`${after(": ", update.state)}${after(", ", update.date)}`);
    case "PARTNER_REMOVED":
      return words(after(": ", update.disconnection?.reason));
    case "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE":
      return words(after(": ", update.status));
    case "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE":
      return words(after(": ", update.country));
    case "VOLUME_BASED_PRICING_TIER_UPDATE":
      return words(`${after(": ", update.category)}${after(", ", update.region)}`);
    default:
      return words("");
  }
}

function restrictionWords(
  restrictions: Extract<AccountUpdate, { event: "ACCOUNT_RESTRICTION" }>["restrictions"],
): Text {
  const [first] = restrictions;
  if (first === undefined) return { en: "", es: "" };
  const type = shorten(first.type);
  if (first.until === undefined) return { en: `: ${type}`, es: `: ${type}` };
  const day = dayOf(first.until);
  return { en: `: ${type} until ${day}`, es: `: ${type} hasta el ${day}` };
}
