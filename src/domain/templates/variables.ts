import type {
  WireTemplate,
  WireTemplateBody,
  WireTemplateButton,
  WireTemplateCard,
  WireTemplateComponent,
  WireTemplateFooter,
  WireTemplateHeader,
  WireTemplateLimitedTimeOffer,
} from "../../graph/wire/templates.ts";

/** What a template needs to be known by: one read from Meta, or one about to be created. */
export type TemplateContent = Pick<WireTemplate, "name" | "language" | "category" | "components">;

export type VariableKind =
  | "text"
  /** The one-time code of an authentication template; Meta wants it in the body and in the button. */
  | "code"
  | "image"
  | "video"
  | "document"
  /** `latitude,longitude` in degrees. */
  | "location"
  /** What follows the fixed part of a button's address. */
  | "url-suffix"
  | "coupon-code"
  /** What comes back when the customer taps a quick reply; without it, the button's own text. */
  | "payload"
  /** When a limited-time offer ends: an ISO time, or milliseconds since 1970. */
  | "expiration"
  /** `<catalog id>/<product id>`: the one product of the header. */
  | "product"
  /** The product whose picture stands for the catalog; without it, the first. */
  | "thumbnail"
  /** What comes back with the answer of a flow. */
  | "flow-token";

/** One value that a send of the template carries. */
export interface TemplateVariable {
  /** How a person names it: `nombre`, `1`, `header`, `button.0`. The scheme is told at `TemplateValues`. */
  readonly key: string;
  readonly place: "header" | "offer" | "body" | "button";
  readonly kind: VariableKind;
  readonly required: boolean;
  /** In templates with named parameters. */
  readonly name?: string;
  /** From 1, within its component, in templates with positional parameters. */
  readonly position?: number;
  /** From 0, among the template's buttons. */
  readonly buttonIndex?: number;
  /** The button's label. */
  readonly label?: string;
  /** The sample that the template was approved with. */
  readonly example?: string;
}

/** What stands between `{{` and `}}`, in order, each once. */
function placeholders(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g), (match) => match[1] ?? ""))];
}

/** A text with its placeholders replaced by what `value` answers for them. */
export function fillPlaceholders(text: string, value: (placeholder: string) => string): string {
  return text.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, (_, placeholder: string) => value(placeholder));
}

export interface TemplateParts {
  readonly header: WireTemplateHeader | undefined;
  readonly body: WireTemplateBody | undefined;
  readonly footer: WireTemplateFooter | undefined;
  readonly offer: WireTemplateLimitedTimeOffer["limited_time_offer"] | undefined;
  readonly cards: readonly WireTemplateCard[];
  readonly buttons: readonly WireTemplateButton[];
}

function isOfType<Type extends WireTemplateComponent["type"]>(type: Type) {
  return (component: WireTemplateComponent): component is Extract<WireTemplateComponent, { type: Type }> =>
    component.type === type;
}

export function templateParts(template: TemplateContent): TemplateParts {
  const { components } = template;
  return {
    header: components.find(isOfType("HEADER")),
    body: components.find(isOfType("BODY")),
    footer: components.find(isOfType("FOOTER")),
    offer: components.find(isOfType("LIMITED_TIME_OFFER"))?.limited_time_offer,
    cards: components.find(isOfType("CAROUSEL"))?.cards ?? [],
    buttons: components.find(isOfType("BUTTONS"))?.buttons ?? [],
  };
}

function sampleOf(example: string | undefined): { readonly example?: string } {
  return example === undefined ? {} : { example };
}

interface Samples {
  readonly positional: readonly string[] | undefined;
  readonly named: readonly { param_name: string; example: string }[] | undefined;
}

function textVariables(place: "header" | "body", text: string, samples: Samples): TemplateVariable[] {
  return placeholders(text)
    .map((placeholder): TemplateVariable => {
      if (!/^\d+$/.test(placeholder)) {
        const example = samples.named?.find((sample) => sample.param_name === placeholder)?.example;
        return { key: placeholder, place, kind: "text", required: true, name: placeholder, ...sampleOf(example) };
      }
      const position = Number(placeholder);
      const example = samples.positional?.[position - 1];
      const key = place === "header" ? "header" : placeholder;
      return { key, place, kind: "text", required: true, position, ...sampleOf(example) };
    })
    .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0));
}

const headerKinds: Readonly<Partial<Record<WireTemplateHeader["format"], VariableKind>>> = {
  IMAGE: "image",
  VIDEO: "video",
  DOCUMENT: "document",
  LOCATION: "location",
  PRODUCT: "product",
};

function headerVariables(header: WireTemplateHeader): TemplateVariable[] {
  if (header.format === "TEXT") {
    const { example } = header;
    const samples = { positional: example?.header_text, named: example?.header_text_named_params };
    return textVariables("header", header.text ?? "", samples);
  }
  // Meta has formats that the shape does not list.
  const kind = headerKinds[header.format];
  return kind === undefined ? [] : [{ key: "header", place: "header", kind, required: true }];
}

function bodyVariables(body: WireTemplateBody): TemplateVariable[] {
  const { example } = body;
  const samples = { positional: example?.body_text?.[0], named: example?.body_text_named_params };
  return textVariables("body", body.text ?? "", samples);
}

function buttonVariables(button: WireTemplateButton, buttonIndex: number): TemplateVariable[] {
  const label = button.text === undefined ? {} : { label: button.text };
  const base = { key: `button.${buttonIndex}`, place: "button", buttonIndex, ...label } as const;
  switch (button.type) {
    case "URL": {
      if (placeholders(button.url).length === 0) return [];
      const full = button.example?.[0];
      const fixed = button.url.slice(0, button.url.indexOf("{{"));
      const suffix = full?.startsWith(fixed) === true ? full.slice(fixed.length) : full;
      return [{ ...base, kind: "url-suffix", required: true, ...sampleOf(suffix) }];
    }
    case "COPY_CODE": {
      const example = typeof button.example === "string" ? button.example : button.example?.[0];
      return [{ ...base, kind: "coupon-code", required: true, ...sampleOf(example) }];
    }
    case "QUICK_REPLY":
      return [{ ...base, kind: "payload", required: false, ...sampleOf(button.text) }];
    case "CATALOG":
      return [{ ...base, kind: "thumbnail", required: false }];
    case "FLOW":
      return [{ ...base, kind: "flow-token", required: false }];
    default:
      return [];
  }
}

/**
 * What a send of the template has to bring, in the order of the message: header, body, buttons.
 *
 * An authentication template has one variable, its code: the copy that the button needs is made by `composeTemplate`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
export function templateVariables(template: TemplateContent): TemplateVariable[] {
  if (template.category.toUpperCase() === "AUTHENTICATION") {
    return [{ key: "1", place: "body", kind: "code", required: true, position: 1 }];
  }
  const { header, offer, body, buttons } = templateParts(template);
  return [
    ...(header === undefined ? [] : headerVariables(header)),
    ...(offer?.has_expiration === true
      ? [{ key: "offer", place: "offer", kind: "expiration", required: true } as const]
      : []),
    ...(body === undefined ? [] : bodyVariables(body)),
    ...buttons.flatMap(buttonVariables),
  ];
}

const knownComponents = new Set<string>([
  "HEADER",
  "BODY",
  "FOOTER",
  "BUTTONS",
  "CALL_PERMISSION_REQUEST",
  "LIMITED_TIME_OFFER",
]);
const knownHeaders = new Set<string>(["TEXT", ...Object.keys(headerKinds)]);
/** Buttons that need no value, or whose value may be left out. */
const sendableButtons = new Set<string>(
  "QUICK_REPLY URL PHONE_NUMBER COPY_CODE OTP FLOW CATALOG SPM VOICE_CALL REQUEST_CONTACT_INFO APP".split(" "),
);

/** A part that demands values of a kind that recado cannot fill. */
export interface StrangePart {
  /** In Meta's words: `CAROUSEL`, `MPM`. */
  readonly name: string;
  /** The component that fills it in a send, in Meta's words. */
  readonly type: string;
  readonly buttonIndex?: number;
}

export function unsupportedParts(template: TemplateContent): StrangePart[] {
  const { header, buttons } = templateParts(template);
  return [
    ...template.components
      .map(({ type }): string => type)
      .filter((type) => !knownComponents.has(type))
      .map((name) => ({ name, type: name.toLowerCase() })),
    ...(header === undefined || knownHeaders.has(header.format)
      ? []
      : [{ name: `HEADER ${header.format}`, type: "header" }]),
    ...buttons
      .map(({ type }, buttonIndex) => ({ name: type as string, type: "button", buttonIndex }))
      .filter(({ name }) => !sendableButtons.has(name)),
  ];
}
