import type { WireDirectInteractive, WireFlowParameters, WireInteractive, WireListMessage } from "../wire/messages.ts";
import { around, bodyAndFooter, checked, each, given, type MessageFrame } from "./make.ts";
import type { OneOf } from "./one-of.ts";
import type { MessageContent } from "./plain.ts";

/** What the builder of an interactive message gives. */
export type InteractiveContent<Kind extends WireInteractive["type"]> = MessageContent<"interactive"> & {
  interactive: Extract<WireInteractive, { type: Kind }>;
};

/** A reply that can be tapped. */
export interface ReplyChoice {
  /** Comes back when it is tapped; at most 256 characters. */
  readonly id: string;
  /** At most 20 characters. */
  readonly title: string;
}

/** What `content.buttons` takes. */
export interface ButtonsInput extends MessageFrame {
  readonly buttons: readonly ReplyChoice[];
}

/**
 * One to three buttons under a text, with ids and titles that differ.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
export function buttons(input: ButtonsInput): InteractiveContent<"button"> {
  const action = { buttons: each(input.buttons, (reply) => ({ type: "reply" as const, reply })) };
  return checked({ type: "interactive", interactive: { type: "button", ...around(input), action } });
}

/** A link that can be tapped. */
export interface LinkChoice {
  /** At most 20 characters. */
  readonly title: string;
  readonly url: string;
}

/** What `content.mixedButtons` takes. */
export interface MixedButtonsInput extends ButtonsInput {
  /** One or two. */
  readonly links: readonly [LinkChoice, ...LinkChoice[]];
}

/**
 * One or two links and then replies, ten buttons at most; only for a send with a `category` (Direct Send).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/direct-send
 */
export function mixedButtons(input: MixedButtonsInput): WireDirectInteractive {
  const links = each(input.links, ({ title, url }) => ({
    type: "cta_url" as const,
    cta_url: { display_text: title, url },
  }));
  const replies = each(input.buttons, (reply) => ({ type: "reply" as const, reply }));
  // What is no list is passed on to be refused.
  const all = [links, replies].find((list) => !Array.isArray(list)) ?? [...links, ...replies];
  return checked({
    type: "interactive",
    interactive: { type: "button", ...around(input), action: { buttons: all } },
  } as WireDirectInteractive);
}

/** What `content.list` takes. */
export interface ListInput extends Omit<MessageFrame, "header"> {
  /** At most 60 characters. */
  readonly header?: string | undefined;
  /** What opens the list: at most 20 characters. */
  readonly button: string;
  readonly sections: WireListMessage["action"]["sections"];
}

/**
 * Up to ten rows that open with a button of at most 20 characters; several sections need a title each (24). Row: id 200,
 * title 24, description 72 characters.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export function list(input: ListInput): InteractiveContent<"list"> {
  const { header, button, sections } = input;
  const head = given({ header: header === undefined ? undefined : { type: "text" as const, text: header } });
  return checked({
    type: "interactive",
    interactive: { type: "list", ...head, ...bodyAndFooter(input), action: { button, sections } },
  });
}

/** What `content.ctaUrl` takes. */
export interface CtaUrlInput extends MessageFrame {
  /** At most 20 characters. */
  readonly button: string;
  readonly url: string;
}

/**
 * A button (at most 20 characters) that opens a web address.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export function ctaUrl(input: CtaUrlInput): InteractiveContent<"cta_url"> {
  const parameters = { display_text: input.button, url: input.url };
  return checked({
    type: "interactive",
    interactive: { type: "cta_url", ...around(input), action: { name: "cta_url", parameters } },
  });
}

/** What `content.flow` takes. */
export type FlowInput = MessageFrame & {
  /** The button; Meta advises at most 30 characters and no emoji. */
  readonly button: string;
  readonly token?: string | undefined;
  readonly mode?: "draft" | "published" | undefined;
} & OneOf<{ id: string; name: string }> &
  (
    | {
        readonly action?: "navigate" | undefined;
        readonly screen?: string | undefined;
        /** What the first screen is given: not empty. */
        readonly data?: Record<string, unknown> | undefined;
      }
    | { readonly action: "data_exchange"; readonly screen?: never; readonly data?: never }
  );

/**
 * A form that opens inside WhatsApp.
 * @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow
 */
export function flow(input: FlowInput): InteractiveContent<"flow"> {
  const { id, name, button, token, mode, action, screen, data } = input;
  const payload = screen === undefined && data === undefined ? undefined : given({ screen, data });
  const parameters = {
    flow_message_version: "3",
    flow_cta: button,
    ...given({ flow_id: id, flow_name: name, flow_token: token, mode, flow_action: action }),
    ...given({ flow_action_payload: payload }),
  } as WireFlowParameters;
  return checked({
    type: "interactive",
    interactive: { type: "flow", ...around(input), action: { name: "flow", parameters } },
  });
}

/**
 * Asks where somebody is; the answer is a `location` message.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/location-request-messages
 */
export function locationRequest(body: string): InteractiveContent<"location_request_message"> {
  return checked({
    type: "interactive",
    interactive: { type: "location_request_message", body: { text: body }, action: { name: "send_location" } },
  });
}

type Address = Record<string, string>;

/** What `content.addressRequest` takes. */
export interface AddressRequestInput extends MessageFrame {
  /** ISO 3166, two letters. */
  readonly country: string;
  readonly values?: Address | undefined;
  readonly saved?: readonly { readonly id: string; readonly value: Address }[] | undefined;
  readonly errors?: Address | undefined;
}

/**
 * Asks for an address, between businesses and people in India.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/address-messages
 */
export function addressRequest(input: AddressRequestInput): InteractiveContent<"address_message"> {
  const { country, values, saved, errors } = input;
  const saved_addresses = saved === undefined ? undefined : each(saved, (address) => address);
  const parameters = { country, ...given({ values, saved_addresses, validation_errors: errors }) };
  return checked({
    type: "interactive",
    interactive: { type: "address_message", ...around(input), action: { name: "address_message", parameters } },
  });
}

/**
 * Asks whether the business may call: once in 24 hours and twice in 7 days for each person.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/user-call-permissions
 */
export function callPermissionRequest(body?: string): InteractiveContent<"call_permission_request"> {
  return checked({
    type: "interactive",
    interactive: {
      type: "call_permission_request",
      ...given({ body: body === undefined ? undefined : { text: body } }),
      action: { name: "call_permission_request" },
    },
  });
}

/** What `content.voiceCall` takes. */
export interface VoiceCallInput {
  /** At most 1,024 characters. */
  readonly body: string;
  /** At most 20 characters. */
  readonly button?: string | undefined;
  readonly minutes?: number | undefined;
  /** Comes back with the call; at most 512 characters. */
  readonly payload?: string | undefined;
}

/**
 * A button that calls the business: label of at most 20 characters, for 1–43,200 minutes (default 10,080).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/call-button-messages-deep-links
 */
export function voiceCall(input: VoiceCallInput): InteractiveContent<"voice_call"> {
  const { body, button, minutes, payload } = input;
  const parameters = given({ display_text: button, ttl_minutes: minutes, payload });
  return checked({
    type: "interactive",
    interactive: { type: "voice_call", body: { text: body }, action: { name: "voice_call", parameters } },
  });
}

/**
 * Asks for somebody's phone number, where only their user id is known.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
export function contactRequest(input: MessageFrame): InteractiveContent<"request_contact_info"> {
  return checked({
    type: "interactive",
    interactive: { type: "request_contact_info", ...around(input), action: { name: "request_contact_info" } },
  });
}
