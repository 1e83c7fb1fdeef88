import { lengthOf } from "../check/rules.ts";
import { refusal } from "../check/send.ts";
import { tooLong } from "../check/words.ts";
import type {
  WireTemplateBodyComponent,
  WireTemplateButtonComponent,
  WireTemplateHeaderComponent,
  WireTemplateSendComponent,
} from "../wire/messages.ts";
import { checked, each } from "./make.ts";
import type { Content } from "./plain.ts";
import {
  bodyParameters,
  buttonComponent,
  headerParameter,
  type TemplateBody,
  type TemplateButton,
  type TemplateHeader,
} from "./template-parts.ts";

interface Parts {
  readonly header?: TemplateHeader | undefined;
  readonly body?: TemplateBody | undefined;
  readonly buttons?: readonly TemplateButton[] | undefined;
}

/** An authentication template takes a code of at most 15 characters, which goes into its body and its button. */
type Filling =
  | (Parts & { readonly code?: never })
  | ({ readonly code: string } & { readonly [Part in keyof Parts]?: never });

export type TemplateInput = Filling & {
  readonly name: string;
  /** As the template has it: `es`, `pt_BR`. */
  readonly language: string;
  /** Two to ten cards. */
  readonly carousel?: readonly Parts[] | undefined;
  /** When the offer ends. */
  readonly limitedTimeOffer?: Date | undefined;
  readonly tapTarget?: { readonly url: string; readonly title: string } | undefined;
};

type Component = WireTemplateHeaderComponent | WireTemplateBodyComponent | WireTemplateButtonComponent;

function components({ header, body, buttons }: Parts): Component[] {
  return [
    ...(header === undefined ? [] : [{ type: "header" as const, parameters: [headerParameter(header)] }]),
    ...(body === undefined ? [] : [{ type: "body" as const, parameters: bodyParameters(body) }]),
    ...(buttons === undefined ? [] : each(buttons, buttonComponent)),
  ];
}

const longestCode = 15;

/** Meta wants the code of an authentication template twice. */
function partsOf(input: TemplateInput): Parts {
  return input.code === undefined ? input : { body: [input.code], buttons: [{ url: input.code }] };
}

/**
 * A template and what fills it. Values go in their order (`body: ["Ana", "F-77"]`) or by name (`body: {nombre: "Ana"}`),
 * as the template was made. To compare the values with the template itself, see `composeTemplate`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function template(input: TemplateInput): Content<"template"> {
  const { name, language, carousel, limitedTimeOffer, tapTarget } = input;
  const all: WireTemplateSendComponent[] = components(partsOf(input));
  if (limitedTimeOffer !== undefined) {
    const limited_time_offer = { expiration_time_ms: limitedTimeOffer.getTime() };
    all.push({ type: "limited_time_offer", parameters: [{ type: "limited_time_offer", limited_time_offer }] });
  }
  if (tapTarget !== undefined) {
    const parameter = { type: "tap_target_configuration" as const, tap_target_configuration: [tapTarget] };
    all.push({ type: "tap_target_configuration", parameters: [parameter] });
  }
  if (carousel !== undefined) {
    const cards = each(carousel, (card, card_index) => ({ card_index, components: components(card) }));
    all.push({ type: "carousel", cards });
  }
  const send = { name, language: { code: language } };
  const made = checked({ type: "template" as const, template: all.length === 0 ? send : { ...send, components: all } });
  const length = input.code === undefined ? 0 : lengthOf(input.code);
  if (length <= longestCode) return made;
  throw refusal([{ path: "template.components[0].parameters[0].text", text: tooLong(length, longestCode) }]);
}
