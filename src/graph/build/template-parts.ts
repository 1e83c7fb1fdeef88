import type {
  WireMediaSource,
  WireNamedDocument,
  WireOrderDetailsParameters,
  WireProductSection,
  WireTemplateBodyParameter,
  WireTemplateButtonComponent,
  WireTemplateHeaderParameter,
  WireTemplateLocation,
} from "../wire/messages.ts";
import { each, given } from "./make.ts";

/** The header's value: of a text (with its name, where parameters have names), a file, a place, a product. */
export type TemplateHeader =
  | string
  | { readonly text: string; readonly name?: string | undefined }
  | { readonly image: WireMediaSource }
  | { readonly video: WireMediaSource }
  | { readonly gif: WireMediaSource }
  | { readonly document: WireNamedDocument }
  | { readonly location: WireTemplateLocation }
  | { readonly product: { readonly id: string; readonly catalogId: string } };

/** In their order, or by name. A value that is no text is a parameter in Meta's own shape. */
export type TemplateBody = readonly (string | WireTemplateBodyParameter)[] | Readonly<Record<string, string>>;

/**
 * What a button takes. Its place among the template's buttons is its place in the list; with `index` it is another, so
 * that buttons which take nothing can be left out.
 */
export type TemplateButton = { readonly index?: number | undefined } & (
  | { /** The end of the address. */ readonly url: string }
  | { /** What comes back when it is tapped; at most 256 characters. */ readonly reply: string }
  | { /** The code to copy: at most 20 characters, 15 in a limited-time offer. */ readonly coupon: string }
  | { readonly flow: { readonly token?: string | undefined; readonly data?: Record<string, unknown> | undefined } }
  | { readonly catalog: { readonly thumbnailProductId: string } }
  | { readonly products: { readonly thumbnailProductId: string; readonly sections: WireProductSection[] } }
  | { readonly order: WireOrderDetailsParameters }
  | { readonly call: { readonly minutes?: number | undefined; readonly payload?: string | undefined } }
);

export function headerParameter(header: TemplateHeader): WireTemplateHeaderParameter {
  if (typeof header === "string") return { type: "text", text: header };
  if ("text" in header) return { type: "text", text: header.text, ...given({ parameter_name: header.name }) };
  if ("image" in header) return { type: "image", image: header.image };
  if ("video" in header) return { type: "video", video: header.video };
  if ("gif" in header) return { type: "gif", gif: header.gif };
  if ("document" in header) return { type: "document", document: header.document };
  if ("location" in header) return { type: "location", location: header.location };
  const { id, catalogId } = header.product;
  return { type: "product", product: { product_retailer_id: id, catalog_id: catalogId } };
}

const inOrder = (body: TemplateBody): body is Extract<TemplateBody, readonly unknown[]> => Array.isArray(body);

export function bodyParameters(body: TemplateBody): WireTemplateBodyParameter[] {
  if (inOrder(body)) return each(body, (value) => (typeof value === "string" ? { type: "text", text: value } : value));
  return Object.entries(body).map(([parameter_name, text]) => ({ type: "text", parameter_name, text }));
}

export function buttonComponent(button: TemplateButton, position: number): WireTemplateButtonComponent {
  const at = { type: "button" as const, index: String(button.index ?? position) };
  const action = <Members>(members: Members) => [{ type: "action" as const, action: members }];
  if ("url" in button) return { ...at, sub_type: "url", parameters: [{ type: "text", text: button.url }] };
  if ("reply" in button) {
    return { ...at, sub_type: "quick_reply", parameters: [{ type: "payload", payload: button.reply }] };
  }
  if ("coupon" in button) {
    return { ...at, sub_type: "copy_code", parameters: [{ type: "coupon_code", coupon_code: button.coupon }] };
  }
  if ("flow" in button) {
    const { token, data } = button.flow;
    return { ...at, sub_type: "flow", parameters: action(given({ flow_token: token, flow_action_data: data })) };
  }
  if ("catalog" in button) {
    const { thumbnailProductId: thumbnail_product_retailer_id } = button.catalog;
    return { ...at, sub_type: "catalog", parameters: action({ thumbnail_product_retailer_id }) };
  }
  if ("products" in button) {
    const { thumbnailProductId: thumbnail_product_retailer_id, sections } = button.products;
    return { ...at, sub_type: "mpm", parameters: action({ thumbnail_product_retailer_id, sections }) };
  }
  if ("order" in button)
    return { ...at, sub_type: "order_details", parameters: action({ order_details: button.order }) };
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
