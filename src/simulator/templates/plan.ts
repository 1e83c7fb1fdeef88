type Json = Readonly<Record<string, unknown>>;

const variablePattern = /\{\{([^{}]*)\}\}/g;

/** The address that a one-time-password button reads back with; its variable carries the code. */
export const otpAddress = "https://www.whatsapp.com/otp/code/";

/** The variables of a text in order of appearance, without their braces. */
export function variablesOf(text: string): string[] {
  return Array.from(text.matchAll(variablePattern), (match) => (match[1] ?? "").trim());
}

/** A text cut at its variables, so that filling it in is a join. */
export interface PlannedText {
  readonly variables: readonly string[];
  /** One more than there are variables. */
  readonly pieces: readonly string[];
}

/** The `sub_type` under which a send fills a button in. */
export type ButtonSend =
  | "url"
  | "quick_reply"
  | "copy_code"
  | "flow"
  | "catalog"
  | "mpm"
  | "order_details"
  | "voice_call";

export interface PlannedButton {
  readonly type: string;
  /** The send must give a value for it. */
  readonly required: boolean;
  readonly sendsAs: ButtonSend | undefined;
  /** Characters of the value, where it is a text. */
  readonly maxLength: number;
  /** Its value is the one-time password, which the body repeats. */
  readonly otp: boolean;
}

export interface PlannedHeader {
  readonly format: string;
  readonly text: PlannedText;
}

/** What a card of a carousel must be given; without `body` it has no text. */
export interface PlannedCard {
  readonly header?: PlannedHeader;
  readonly body?: PlannedText;
  readonly buttons: readonly PlannedButton[];
}

export interface PlannedCarousel {
  /** Cards of products: 2 to 10 may be sent, whatever was defined. */
  readonly product: boolean;
  readonly cards: readonly PlannedCard[];
}

/** What a send of the template must fill in, worked out once when the template is made. */
export interface TemplatePlan {
  readonly header?: PlannedHeader;
  readonly body: PlannedText;
  readonly buttons: readonly PlannedButton[];
  /** Nothing but a body: its filled text may be longer. */
  readonly bodyOnly: boolean;
  /** A send need not fill in anything. */
  readonly complete: boolean;
  readonly carousel?: PlannedCarousel;
  /** A limited-time offer; `expires` says that the send must give the time. */
  readonly offer?: { readonly expires: boolean };
}

function planText(text: string): PlannedText {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(variablePattern)) {
    pieces.push(text.slice(from, match.index));
    from = match.index + match[0].length;
  }
  pieces.push(text.slice(from));
  return { variables: variablesOf(text), pieces };
}

const nothing = { required: false, sendsAs: undefined, maxLength: 0, otp: false } as const;

/** The longest coupon code: shorter in a limited-time offer. */
export const couponLength = (inOffer: boolean): number => (inOffer ? 15 : 20);

const sends: Readonly<Record<string, Omit<PlannedButton, "type">>> = {
  QUICK_REPLY: { required: false, sendsAs: "quick_reply", maxLength: 256, otp: false },
  FLOW: { required: false, sendsAs: "flow", maxLength: 0, otp: false },
  CATALOG: { required: false, sendsAs: "catalog", maxLength: 0, otp: false },
  MPM: { required: true, sendsAs: "mpm", maxLength: 0, otp: false },
  ORDER_DETAILS: { required: true, sendsAs: "order_details", maxLength: 0, otp: false },
  VOICE_CALL: { required: false, sendsAs: "voice_call", maxLength: 512, otp: false },
};

function planButton(button: Json, inOffer: boolean): PlannedButton {
  const type = textOf(button["type"]);
  if (type === "COPY_CODE")
    return { type, required: true, sendsAs: "copy_code", maxLength: couponLength(inOffer), otp: false };
  if (type !== "URL") return { type, ...(sends[type] ?? nothing) };
  const url = textOf(button["url"]);
  if (!url.includes("{{")) return { type, ...nothing };
  const otp = url.startsWith(otpAddress);
  // A one-time password has at most 15 characters.
  return { type, required: true, sendsAs: "url", maxLength: otp ? 15 : 2_000, otp };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);

function planParts(components: readonly Json[], inOffer: boolean): PlannedCard {
  let card: PlannedCard = { buttons: [] };
  for (const component of components) {
    const text = planText(textOf(component["text"]));
    switch (component["type"]) {
      case "HEADER":
        card = { ...card, header: { format: textOf(component["format"]), text } };
        break;
      case "BODY":
        card = { ...card, body: text };
        break;
      case "BUTTONS":
        card = { ...card, buttons: listOf(component["buttons"]).map((button) => planButton(button, inOffer)) };
        break;
      default:
      // A footer, or a component that takes nothing.
    }
  }
  return card;
}

/** @param components checked, in the spelling in which they are read back */
const isFixed = ({ format, text }: PlannedHeader): boolean => format === "TEXT" && text.variables.length === 0;

export function planTemplate(components: readonly { readonly type: string }[]): TemplatePlan {
  const parts = components as readonly Json[];
  const find = (type: string): Json | undefined => parts.find((part) => part["type"] === type);
  const offer = find("LIMITED_TIME_OFFER")?.["limited_time_offer"] as Json | undefined;
  const carousel = find("CAROUSEL");
  const { body = planText(""), ...card } = planParts(parts, offer !== undefined);
  const { header, buttons } = card;
  const fixed = body.variables.length === 0 && (header === undefined || isFixed(header));
  const cards = listOf(carousel?.["cards"]).map((each) => planParts(listOf(each["components"]), false));
  return {
    ...card,
    body,
    bodyOnly: components.length === 1,
    complete: fixed && carousel === undefined && offer === undefined && !buttons.some(({ required }) => required),
    ...(offer === undefined ? {} : { offer: { expires: offer["has_expiration"] === true } }),
    ...(carousel === undefined ? {} : { carousel: { product: cards[0]?.header?.format === "PRODUCT", cards } }),
  };
}

/** The text with its variables filled in; `values` in the order of the variables. */
export function fillText(text: PlannedText, values: readonly string[]): string {
  let filled = text.pieces[0] ?? "";
  for (let place = 1; place < text.pieces.length; place++)
    filled += (values[place - 1] ?? "") + (text.pieces[place] ?? "");
  return filled;
}
