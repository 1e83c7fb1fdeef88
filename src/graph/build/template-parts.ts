import type {
  WireMediaSource,
  WireNamedDocument,
  WireOrderDetailsParameters,
  WireProductSection,
  WireTemplateBodyParameter,
  WireTemplateButtonComponent,
  WireTemplateCardHeaderParameter,
  WireTemplateHeaderParameter,
  WireTemplateLocation,
} from "../wire/messages.ts";
import { each, given } from "./make.ts";
import { noneOf, onlyOne, type OneOf } from "./one-of.ts";

interface HeaderFiles {
  image: WireMediaSource;
  video: WireMediaSource;
  product: { readonly id: string; readonly catalogId: string };
}

interface HeaderKinds extends HeaderFiles {
  text: string;
  gif: WireMediaSource;
  document: WireNamedDocument;
  location: WireTemplateLocation;
}

/** The header's value: of a text (with its name, where parameters have names), a file, a place, a product. */
export type TemplateHeaderInput =
  | string
  | (OneOf<HeaderKinds> & { readonly name?: never })
  | (Extract<OneOf<HeaderKinds>, { text: string }> & { readonly name: string });

/** The header of a carousel's card: a picture, a film, or a product. */
export type TemplateCardHeaderInput = OneOf<HeaderFiles>;

/** In their order, or by name. A value that is no text is a parameter in Meta's own shape. */
export type TemplateBodyInput = readonly (string | WireTemplateBodyParameter)[] | Readonly<Record<string, string>>;

interface ButtonKinds {
  /** The end of the address. */
  url: string;
  /** What comes back when it is tapped; at most 256 characters. */
  reply: string;
  /** The code to copy: at most 20 characters, 15 in a limited-time offer. */
  coupon: string;
  flow: { readonly token?: string | undefined; readonly data?: Record<string, unknown> | undefined };
  catalog: { readonly thumbnailProductId: string };
  products: { readonly thumbnailProductId: string; readonly sections: WireProductSection[] };
  order: WireOrderDetailsParameters;
  call: { readonly minutes?: number | undefined; readonly payload?: string | undefined };
}

/**
 * What a button takes. Its place among the template's buttons is its place in the list; with `index` it is another, so
 * that buttons which take nothing can be left out.
 */
export type TemplateButtonInput = OneOf<ButtonKinds> & { readonly index?: number | undefined };

const cardKinds: readonly (keyof HeaderFiles)[] = ["image", "video", "product"];
const headerKinds: readonly (keyof HeaderKinds)[] = [...cardKinds, "text", "gif", "document", "location"];
const buttonKinds: readonly (keyof ButtonKinds)[] = [
  "url",
  "reply",
  "coupon",
  "flow",
  "catalog",
  "products",
  "order",
  "call",
];

/** Pictures, films and products stand above templates and above the cards of a carousel. */
export function cardHeaderParameter(header: TemplateCardHeaderInput, path: string): WireTemplateCardHeaderParameter {
  onlyOne(header, cardKinds, path);
  if (header.image !== undefined) return { type: "image", image: header.image };
  if (header.video !== undefined) return { type: "video", video: header.video };
  const { id, catalogId } = header.product;
  return { type: "product", product: { product_retailer_id: id, catalog_id: catalogId } };
}

export function headerParameter(header: TemplateHeaderInput, path: string): WireTemplateHeaderParameter {
  if (typeof header === "string") return { type: "text", text: header };
  onlyOne(header, headerKinds, path);
  if (header.text !== undefined) return { type: "text", text: header.text, ...given({ parameter_name: header.name }) };
  noneOf(header, ["name"], "a file, a place or a product", path);
  if (header.gif !== undefined) return { type: "gif", gif: header.gif };
  if (header.document !== undefined) return { type: "document", document: header.document };
  if (header.location !== undefined) return { type: "location", location: header.location };
  return cardHeaderParameter(header, path);
}

const inOrder = (body: TemplateBodyInput): body is Extract<TemplateBodyInput, readonly unknown[]> =>
  Array.isArray(body);

export function bodyParameters(body: TemplateBodyInput): WireTemplateBodyParameter[] {
  if (inOrder(body)) return each(body, (value) => (typeof value === "string" ? { type: "text", text: value } : value));
  return Object.entries(body).map(([parameter_name, text]) => ({ type: "text", parameter_name, text }));
}

export function buttonComponent(
  button: TemplateButtonInput,
  position: number,
  path: string,
): WireTemplateButtonComponent {
  onlyOne(button, buttonKinds, path);
  const at = { type: "button" as const, index: String(button.index ?? position) };
  const action = <Members>(members: Members) => [{ type: "action" as const, action: members }];
  if (button.url !== undefined) return { ...at, sub_type: "url", parameters: [{ type: "text", text: button.url }] };
  if (button.reply !== undefined) {
    return { ...at, sub_type: "quick_reply", parameters: [{ type: "payload", payload: button.reply }] };
  }
  if (button.coupon !== undefined) {
    return { ...at, sub_type: "copy_code", parameters: [{ type: "coupon_code", coupon_code: button.coupon }] };
  }
  if (button.flow !== undefined) {
    const { token, data } = button.flow;
    return { ...at, sub_type: "flow", parameters: action(given({ flow_token: token, flow_action_data: data })) };
  }
  if (button.catalog !== undefined) {
    const { thumbnailProductId: thumbnail_product_retailer_id } = button.catalog;
    return { ...at, sub_type: "catalog", parameters: action({ thumbnail_product_retailer_id }) };
  }
  if (button.products !== undefined) {
    const { thumbnailProductId: thumbnail_product_retailer_id, sections } = button.products;
    return { ...at, sub_type: "mpm", parameters: action({ thumbnail_product_retailer_id, sections }) };
  }
  if (button.order !== undefined) {
    return { ...at, sub_type: "order_details", parameters: action({ order_details: button.order }) };
  }
  const { minutes, payload } = button.call;
  return {
    ...at,
    sub_type: "voice_call",
    parameters: [
      ...(minutes === undefined ? [] : [{ type: "ttl_minutes" as const, ttl_minutes: minutes }]),
      ...(payload === undefined ? [] : [{ type: "payload" as const, payload }]),
    ],
  };
}
