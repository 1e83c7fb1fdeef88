import { cleanText } from "../../core/terminal.ts";
import type { Text } from "../../core/text.ts";
import type {
  WireTemplateBody,
  WireTemplateButton,
  WireTemplateCard,
  WireTemplateHeader,
} from "../../graph/wire/templates.ts";
import { valuesGiven } from "./given-components.ts";
import { bindValues, type TemplateValues } from "./values.ts";
import { fillPlaceholders, templateParts, templateVariables, type TemplateContent } from "./variables.ts";

export interface RenderedHeader {
  readonly format: WireTemplateHeader["format"];
  /** With format TEXT. */
  readonly text?: string;
  /** The address or id of the media, or `latitude,longitude`, where it is given. */
  readonly source?: string;
  readonly filename?: string;
}

export interface RenderedButton {
  readonly type: WireTemplateButton["type"];
  readonly text: string;
  readonly url?: string;
  readonly phone?: string;
  readonly code?: string;
  readonly payload?: string;
}

/** What the customer gets to see. A variable without a value stays as it is written in the template: `{{nombre}}`. */
export interface RenderedTemplate {
  readonly header?: RenderedHeader;
  readonly body: string;
  readonly footer?: string;
  /** The words of a limited-time offer. */
  readonly offer?: string;
  readonly buttons: readonly RenderedButton[];
  /** Of a carousel. */
  readonly cards?: readonly RenderedTemplate[];
}

type Fill = (text: string, place: "header" | "body" | `button.${number}`) => string;

function fillWith(values: ReadonlyMap<string, string>): Fill {
  return (text, place) =>
    fillPlaceholders(text, (placeholder) => {
      const positional = /^\d+$/.test(placeholder);
      const key = place === "body" || (place === "header" && !positional) ? placeholder : place;
      return values.get(key) ?? `{{${placeholder}}}`;
    });
}

function renderHeader(
  header: WireTemplateHeader,
  given: TemplateValues,
  values: ReadonlyMap<string, string>,
  fill: Fill,
) {
  const { format } = header;
  if (format === "TEXT") return { format, text: fill(header.text ?? "", "header") };
  const source = given.header?.link ?? given.header?.id ?? values.get("header");
  const filename = given.headerFilename;
  return { format, ...(source === undefined ? {} : { source }), ...(filename === undefined ? {} : { filename }) };
}

/** Meta writes the body of authentication templates itself, and leaves it out of some answers. */
function bodyText(body: WireTemplateBody | undefined): string {
  if (body?.text !== undefined) return body.text;
  const warning = body?.add_security_recommendation === true ? " For your security, do not share this code." : "";
  return `*{{1}}* is your verification code.${warning}`;
}

function renderButton(button: WireTemplateButton, index: number, values: ReadonlyMap<string, string>, fill: Fill) {
  const { type } = button;
  const text = button.text ?? "";
  const value = values.get(`button.${index}`);
  switch (button.type) {
    case "URL":
      return { type, text, url: fill(button.url, `button.${index}`) };
    case "PHONE_NUMBER":
      return { type, text, phone: button.phone_number };
    case "COPY_CODE":
      return { type, text, ...(value === undefined ? {} : { code: value }) };
    case "QUICK_REPLY":
      return { type, text, ...(value === undefined ? {} : { payload: value }) };
    default:
      return { type, text };
  }
}

/** A card is a message of its own, whose values only given components can bring. */
function renderCard(
  template: TemplateContent,
  card: WireTemplateCard,
  given: NonNullable<TemplateValues["components"]>,
): RenderedTemplate {
  const place = templateParts(template).cards.indexOf(card);
  const sent = given.flatMap((component) => (component.type === "carousel" ? component.cards : []));
  const own = sent.find(({ card_index: index }) => index === place)?.components ?? [];
  return renderTemplate({ ...template, components: card.components }, { named: {}, positional: [], components: own });
}

/** The message as the customer will see it. Values may be incomplete: nothing is checked here. */
export function renderTemplate(template: TemplateContent, given: TemplateValues): RenderedTemplate {
  const { components = [] } = given;
  const { values: bound } = bindValues(template, given);
  const values = new Map([...bound, ...valuesGiven(templateVariables(template), components)]);
  const { header, body, footer, offer, cards, buttons } = templateParts(template);
  const fill = fillWith(values);
  const isCode = template.category.toUpperCase() === "AUTHENTICATION";
  const code = values.get("1");
  // The button of an authentication template repeats the code.
  const atButtons = isCode && code !== undefined ? new Map([...values, ["button.0", code]]) : values;
  return {
    ...(header === undefined ? {} : { header: renderHeader(header, given, values, fill) }),
    body: fill(isCode ? bodyText(body) : (body?.text ?? ""), "body"),
    ...(footer?.text === undefined ? {} : { footer: footer.text }),
    ...(offer === undefined ? {} : { offer: offer.text }),
    buttons: buttons.map((button, index) => renderButton(button, index, atButtons, fillWith(atButtons))),
    ...(cards.length === 0 ? {} : { cards: cards.map((card) => renderCard(template, card, components)) }),
  };
}

const headerNouns: Record<Exclude<WireTemplateHeader["format"], "TEXT">, Text> = {
  IMAGE: { en: "image", es: "imagen" },
  VIDEO: { en: "video", es: "video" },
  GIF: { en: "GIF", es: "GIF" },
  DOCUMENT: { en: "document", es: "documento" },
  LOCATION: { en: "location", es: "ubicación" },
  PRODUCT: { en: "product", es: "producto" },
};

function headerLine(header: RenderedHeader): Text {
  if (header.format === "TEXT") return { en: `*${header.text ?? ""}*`, es: `*${header.text ?? ""}*` };
  // Formats that the shape does not list keep Meta's word.
  const noun: Text | undefined = headerNouns[header.format];
  const what = header.filename ?? header.source;
  const tail = what === undefined ? "" : `: ${what}`;
  return { en: `[${noun?.en ?? header.format}${tail}]`, es: `[${noun?.es ?? header.format}${tail}]` };
}

function buttonLine(button: RenderedButton): string {
  const target = button.url ?? button.phone ?? button.code;
  return `[ ${button.text}${target === undefined ? "" : ` → ${target}`} ]`;
}

function blocksOf(rendered: RenderedTemplate, language: "en" | "es"): string[] {
  const { header, offer, body, footer, buttons, cards = [] } = rendered;
  return [
    ...(header === undefined ? [] : [headerLine(header)[language]]),
    ...(offer === undefined ? [] : [`⏳ ${offer}`]),
    ...(body === "" ? [] : [body]),
    ...(footer === undefined ? [] : [footer]),
    ...buttons.map(buttonLine),
    ...cards.flatMap((card, place) => [`── ${place + 1} ──`, ...blocksOf(card, language)]),
  ];
}

/** The message on several lines, made safe for a terminal: header, body, footer, a line for each button, then the cards. */
export function previewText(rendered: RenderedTemplate): Text {
  const text = (language: "en" | "es"): string => cleanText(blocksOf(rendered, language).join("\n"));
  return { en: text("en"), es: text("es") };
}
