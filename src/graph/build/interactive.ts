import type { WireDirectContent, WireFlowParameters, WireInteractive, WireListMessage } from "../wire/messages.ts";
import { around, bodyAndFooter, checked, each, given, type Around } from "./make.ts";
import type { Content } from "./plain.ts";

/** What every builder of an interactive message gives. */
export type Interactive<Kind extends WireInteractive["type"]> = Content<"interactive"> & {
  interactive: Extract<WireInteractive, { type: Kind }>;
};

export interface Choice {
  /** Comes back when it is tapped; at most 256 characters. */
  readonly id: string;
  /** At most 20 characters. */
  readonly title: string;
}

/**
 * One to three buttons under a text, with ids and titles that differ.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-reply-buttons-messages
 */
export function buttons(input: Around & { readonly buttons: readonly Choice[] }): Interactive<"button"> {
  const action = { buttons: each(input.buttons, (reply) => ({ type: "reply" as const, reply })) };
  return checked({ type: "interactive", interactive: { type: "button", ...around(input), action } });
}

export interface Link {
  /** At most 20 characters. */
  readonly title: string;
  readonly url: string;
}

/**
 * One or two links and then replies, ten buttons at most; only for a send with a `category` (Direct Send).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/direct-send
 */
export function mixedButtons(
  input: Around & { readonly links: readonly [Link, ...Link[]]; readonly buttons: readonly Choice[] },
): Extract<WireDirectContent, { type: "interactive" }> {
  const [first, ...others] = each(input.links, ({ title, url }) => ({
    type: "cta_url" as const,
    cta_url: { display_text: title, url },
  }));
  const replies = each(input.buttons, (reply) => ({ type: "reply" as const, reply }));
  const all = first === undefined ? [] : [first, ...others, ...replies];
  return checked({
    type: "interactive",
    interactive: { type: "button", ...around(input), action: { buttons: all as [(typeof all)[0] & object] } },
  } as Extract<WireDirectContent, { type: "interactive" }>);
}

/**
 * Up to ten rows that open with a button of at most 20 characters; several sections need a title each (24). Row: id 200,
 * title 24, description 72 characters.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-list-messages
 */
export function list(
  input: Omit<Around, "header"> & {
    readonly header?: string | undefined;
    readonly button: string;
    readonly sections: WireListMessage["action"]["sections"];
  },
): Interactive<"list"> {
  const { header, button, sections } = input;
  const head = given({ header: header === undefined ? undefined : { type: "text" as const, text: header } });
  return checked({
    type: "interactive",
    interactive: { type: "list", ...head, ...bodyAndFooter(input), action: { button, sections } },
  });
}

/**
 * A button (at most 20 characters) that opens a web address.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-cta-url-messages
 */
export function ctaUrl(input: Around & { readonly button: string; readonly url: string }): Interactive<"cta_url"> {
  const parameters = { display_text: input.button, url: input.url };
  return checked({
    type: "interactive",
    interactive: { type: "cta_url", ...around(input), action: { name: "cta_url", parameters } },
  });
}

export type FlowInput = Around & {
  /** The button; Meta advises at most 30 characters and no emoji. */
  readonly button: string;
  readonly token?: string | undefined;
  readonly mode?: "draft" | "published" | undefined;
} & ({ readonly id: string; readonly name?: never } | { readonly name: string; readonly id?: never }) &
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
export function flow(input: FlowInput): Interactive<"flow"> {
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
export function locationRequest(body: string): Interactive<"location_request_message"> {
  return checked({
    type: "interactive",
    interactive: { type: "location_request_message", body: { text: body }, action: { name: "send_location" } },
  });
}

type Address = Record<string, string>;

/**
 * Asks for an address, between businesses and people in India.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/address-messages
 */
export function addressRequest(
  input: Around & {
    /** ISO 3166, two letters. */
    readonly country: string;
    readonly values?: Address | undefined;
    readonly saved?: readonly { readonly id: string; readonly value: Address }[] | undefined;
    readonly errors?: Address | undefined;
  },
): Interactive<"address_message"> {
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
export function callPermissionRequest(body?: string): Interactive<"call_permission_request"> {
  return checked({
    type: "interactive",
    interactive: {
      type: "call_permission_request",
      ...given({ body: body === undefined ? undefined : { text: body } }),
      action: { name: "call_permission_request" },
    },
  });
}

/**
 * A button that calls the business: label of at most 20 characters, for 1–43,200 minutes (default 10,080).
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling/call-button-messages-deep-links
 */
export function voiceCall(input: {
  readonly body: string;
  readonly button?: string | undefined;
  readonly minutes?: number | undefined;
  /** Comes back with the call; at most 512 characters. */
  readonly payload?: string | undefined;
}): Interactive<"voice_call"> {
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
export function contactRequest(input: Around): Interactive<"request_contact_info"> {
  return checked({
    type: "interactive",
    interactive: { type: "request_contact_info", ...around(input), action: { name: "request_contact_info" } },
  });
}
