import { lengthOf } from "../check/rules.ts";
import { refusal } from "../check/send.ts";
import { tooLong } from "../check/words.ts";
import type { WireTemplateSendCard, WireTemplateSendComponent } from "../wire/messages.ts";
import { checked, each } from "./make.ts";
import { noneOf } from "./one-of.ts";
import type { MessageContent } from "./plain.ts";
import {
  bodyParameters,
  buttonComponent,
  cardHeaderParameter,
  headerParameter,
  type TemplateBodyInput,
  type TemplateButtonInput,
  type TemplateCardHeaderInput,
  type TemplateHeaderInput,
} from "./template-parts.ts";

/** What fills a card of a template's carousel. */
export interface TemplateCardInput {
  readonly header?: TemplateCardHeaderInput | undefined;
  readonly body?: TemplateBodyInput | undefined;
  readonly buttons?: readonly TemplateButtonInput[] | undefined;
}

/** What fills a template that is not for authentication. */
interface TemplateParts {
  readonly header?: TemplateHeaderInput | undefined;
  readonly body?: TemplateBodyInput | undefined;
  readonly buttons?: readonly TemplateButtonInput[] | undefined;
  /** Two to ten cards. */
  readonly carousel?: readonly TemplateCardInput[] | undefined;
  /** When the offer ends. */
  readonly limitedTimeOffer?: Date | undefined;
  readonly tapTarget?: { readonly url: string; readonly title: string } | undefined;
}

/** What `content.template` takes: the template's name, and what fills it. */
export type TemplateInput = {
  readonly name: string;
  /** As the template has it: `es`, `pt_BR`. */
  readonly language: string;
} & (
  | (TemplateParts & { readonly code?: never })
  | ({
      /** Of an authentication template: at most 15 characters, which go into its body and its button. */
      readonly code: string;
    } & { readonly [Part in keyof TemplateParts]?: never })
);

const partNames: readonly (keyof TemplateParts)[] = [
  "header",
  "body",
  "buttons",
  "carousel",
  "limitedTimeOffer",
  "tapTarget",
];

/** `at`: where the components stand in the message. */
function bodyAndButtons({ body, buttons }: Pick<TemplateCardInput, "body" | "buttons">, at: string, first: number) {
  const texts = body === undefined ? [] : [{ type: "body" as const, parameters: bodyParameters(body) }];
  const start = first + texts.length;
  const made =
    buttons === undefined
      ? []
      : each(buttons, (button, index) => buttonComponent(button, index, `${at}[${start + index}]`));
  return [...texts, ...made];
}

function cardOf(card: TemplateCardInput, card_index: number, path: string): WireTemplateSendCard {
  const at = `${path}.cards[${card_index}].components`;
  const parameter = (header: TemplateCardHeaderInput) => cardHeaderParameter(header, `${at}[0].parameters[0]`);
  const head = card.header === undefined ? [] : [{ type: "header" as const, parameters: [parameter(card.header)] }];
  return { card_index, components: [...head, ...bodyAndButtons(card, at, head.length)] };
}

function components(input: TemplateParts): WireTemplateSendComponent[] {
  const at = "template.components";
  const { header, limitedTimeOffer, tapTarget, carousel } = input;
  const all: WireTemplateSendComponent[] = [];
  if (header !== undefined) {
    all.push({ type: "header", parameters: [headerParameter(header, `${at}[0].parameters[0]`)] });
  }
  all.push(...bodyAndButtons(input, at, all.length));
  if (limitedTimeOffer !== undefined) {
    const limited_time_offer = { expiration_time_ms: limitedTimeOffer.getTime() };
    all.push({ type: "limited_time_offer", parameters: [{ type: "limited_time_offer", limited_time_offer }] });
  }
  if (tapTarget !== undefined) {
    const parameter = { type: "tap_target_configuration" as const, tap_target_configuration: [tapTarget] };
    all.push({ type: "tap_target_configuration", parameters: [parameter] });
  }
  if (carousel !== undefined) {
    const path = `${at}[${all.length}]`;
    all.push({ type: "carousel", cards: each(carousel, (card, index) => cardOf(card, index, path)) });
  }
  return all;
}

const longestCode = 15;

/** Meta wants the code of an authentication template twice. */
function partsOf(input: TemplateInput): TemplateParts {
  if (input.code === undefined) return input;
  noneOf(input, partNames, "code", "template.components");
  return { body: [input.code], buttons: [{ url: input.code }] };
}

/**
 * A template and what fills it. Values go in their order (`body: ["Ana", "F-77"]`) or by name (`body: {nombre: "Ana"}`),
 * as the template was made. To compare the values with the template itself, see `composeTemplate`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function template(input: TemplateInput): MessageContent<"template"> {
  const { name, language } = input;
  const all = components(partsOf(input));
  const send = { name, language: { code: language } };
  const made = checked({ type: "template" as const, template: all.length === 0 ? send : { ...send, components: all } });
  const length = input.code === undefined ? 0 : lengthOf(input.code);
  if (length <= longestCode) return made;
  throw refusal([{ path: "template.components[0].parameters[0].text", text: tooLong(length, longestCode) }]);
}
