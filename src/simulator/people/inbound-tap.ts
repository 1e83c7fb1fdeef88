import { ControlError } from "../control/error.ts";
import type { Customer } from "./customers.ts";
import type { SimulatedMessage } from "../sending/messages.ts";
import type { World } from "../world.ts";

/** What a person's message holds besides who and when. */
export type Content = Readonly<Record<string, unknown>> & { readonly type: string };

/** Something in a message that can be tapped. */
interface Option {
  /** Title and id. */
  readonly names: readonly string[];
  /** Missing where a tap tells the business nothing: it opens a page or dials a number. */
  readonly answer?: (() => Content) | undefined;
}

export interface Tap {
  readonly message: SimulatedMessage;
  readonly content: Content;
}

const get = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const word = (value: unknown): string => (typeof value === "string" ? value : "");

/** Finds what is tapped: in the message answered, or in the newest one to the person that has it. */
export function findTap(
  world: World,
  customer: Customer,
  tap: string,
  messageId: string | undefined,
  response: Readonly<Record<string, unknown>> | undefined,
): Tap {
  const { messages } = world.state;
  const named = messageId === undefined ? undefined : messages.get(messageId);
  const candidates = messageId === undefined ? messages.list({ to: customer.phone }).toReversed() : [named];
  const seen: string[] = [];
  for (const message of candidates) {
    if (message === undefined) continue;
    const options = optionsOf(world, customer, message, response);
    const found = options.find(({ names }) => names.includes(tap));
    if (found?.answer !== undefined) return { message, content: found.answer() };
    if (found !== undefined) throw silentTap(tap);
    seen.push(...options.flatMap(({ names }) => names.slice(0, 1)));
  }
  throw new ControlError(404, "no_button", {
    en: `There is no "${tap}" to tap on. There is: ${seen.join(", ") || "nothing"}.`,
    es: `No hay "${tap}" que tocar. Hay: ${seen.join(", ") || "nada"}.`,
  });
}

function silentTap(tap: string): ControlError {
  return new ControlError(400, "silent_button", {
    en: `A tap on "${tap}" opens something on the phone and sends nothing to the business.`,
    es: `Al tocar "${tap}" se abre algo en el teléfono y no se envía nada a la empresa.`,
  });
}

function optionsOf(
  world: World,
  customer: Customer,
  message: SimulatedMessage,
  response: Readonly<Record<string, unknown>> = {},
): Option[] {
  const { payload } = message;
  if (message.type === "template") return templateOptions(world, customer, get(payload, "template"), response);
  const interactive = get(payload, "interactive");
  const kind = word(get(interactive, "type"));
  const action = get(interactive, "action");
  switch (kind) {
    case "list":
      return list(get(action, "sections")).flatMap((section) => list(get(section, "rows")).map(listRow));
    case "flow":
      return [
        flowOption(word(get(action, "parameters", "flow_cta")), get(action, "parameters", "flow_token"), response),
      ];
    case "call_permission_request":
      return ["accept", "reject"].map((choice) => callPermission(world, choice));
    case "request_contact_info":
      return [{ names: ["share", kind], answer: () => sharedContact(customer) }];
    case "address_message":
      return [{ names: ["send", kind], answer: () => formReply("address_message", response) }];
    case "carousel":
      return list(get(action, "cards")).flatMap((card) => buttons(get(card, "action")));
    default:
      return buttons(action);
  }
}

/** Reply buttons, those of cards, and links beside them. */
function buttons(action: unknown): Option[] {
  const link = get(action, "parameters", "display_text");
  const own: Option[] = typeof link === "string" ? [{ names: [link] }] : [];
  const others = list(get(action, "buttons")).map((button): Option => {
    const reply = get(button, "reply") ?? get(button, "quick_reply");
    const title = word(get(reply, "title"));
    const id = word(get(reply, "id"));
    if (reply === undefined) return { names: [word(get(button, "cta_url", "display_text"))] };
    return {
      names: [title, id],
      answer: () => ({ type: "interactive", interactive: { type: "button_reply", button_reply: { id, title } } }),
    };
  });
  return [...own, ...others];
}

function listRow(row: unknown): Option {
  const id = word(get(row, "id"));
  const title = word(get(row, "title"));
  const description = get(row, "description");
  const reply = { id, title, ...(typeof description === "string" ? { description } : {}) };
  return {
    names: [title, id],
    answer: () => ({ type: "interactive", interactive: { type: "list_reply", list_reply: reply } }),
  };
}

function templateOptions(
  world: World,
  customer: Customer,
  sent: unknown,
  response: Readonly<Record<string, unknown>>,
): Option[] {
  const template = world.state.templates.find(word(get(sent, "name")), word(get(sent, "language", "code")));
  const filled = list(get(sent, "components"));
  const own = buttonsOf(template?.components, filled, customer, response);
  const cards = list(template?.components).flatMap((component) => list(get(component, "cards")));
  const sentCards = filled.flatMap((component) => list(get(component, "cards")));
  const onCards = cards.flatMap((card, place) => {
    const sentCard = sentCards.find((other) => Number(get(other, "card_index")) === place);
    return buttonsOf(get(card, "components"), list(get(sentCard, "components")), customer, response);
  });
  return [...own, ...onCards];
}

function buttonsOf(
  components: unknown,
  filled: readonly unknown[],
  customer: Customer,
  response: Readonly<Record<string, unknown>>,
): Option[] {
  const defined = list(components).flatMap((component) => list(get(component, "buttons")));
  return defined.map((button, index): Option => {
    const text = word(get(button, "text"));
    const sent = filled.find(
      (part) => word(get(part, "type")).toLowerCase() === "button" && Number(get(part, "index")) === index,
    );
    const [parameter] = list(get(sent, "parameters"));
    switch (get(button, "type")) {
      case "QUICK_REPLY": {
        const payload = word(get(parameter, "payload")) || text;
        return { names: [text, payload], answer: () => ({ type: "button", button: { payload, text } }) };
      }
      case "REQUEST_CONTACT_INFO":
        return { names: [text], answer: () => sharedContact(customer) };
      case "FLOW":
        return flowOption(text, get(parameter, "action", "flow_token"), response);
      default:
        return { names: [text] };
    }
  });
}

function flowOption(title: string, token: unknown, response: Readonly<Record<string, unknown>>): Option {
  const flow_token = typeof token === "string" ? token : "unused";
  return { names: [title], answer: () => formReply("flow", { flow_token, ...response }) };
}

function formReply(name: string, response: Readonly<Record<string, unknown>>): Content {
  const nfm_reply = { name, body: "Sent", response_json: JSON.stringify(response) };
  return { type: "interactive", interactive: { type: "nfm_reply", nfm_reply } };
}

const week = 7 * 86_400;

function callPermission(world: World, response: string): Option {
  const expires = Math.floor(world.clock.now() / 1_000) + week;
  const call_permission_reply = {
    response,
    ...(response === "accept" ? { is_permanent: false, expiration_timestamp: expires } : {}),
    response_source: "user_action",
  };
  return {
    names: [response],
    answer: () => ({ type: "interactive", interactive: { type: "call_permission_reply", call_permission_reply } }),
  };
}

/** The answer to a request for the phone number. */
export function sharedContact(customer: Customer): Content {
  const { phone, name } = customer;
  return {
    type: "contacts",
    contacts: [
      {
        origin: "contact_request",
        name: { formatted_name: name, first_name: name },
        phones: [{ phone: `+${phone}`, wa_id: phone, type: "MOBILE" }],
      },
    ],
  };
}
