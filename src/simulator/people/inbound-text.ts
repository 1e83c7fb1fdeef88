import type { Content } from "./inbound-tap.ts";
import { isObject } from "../validate/check.ts";

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
const member = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

/** What a customer's message says to the eye, for the page; undefined where there is nothing to read. */
export function readableText(content: Content): string | undefined {
  const inner = content[content.type];
  switch (content.type) {
    case "text":
      return text(member(inner, "body"));
    case "button":
      return text(member(inner, "text"));
    case "interactive": {
      const reply = member(inner, String(member(inner, "type")));
      return text(member(reply, "title")) ?? text(member(reply, "body"));
    }
    case "reaction":
      return text(member(inner, "emoji"));
    case "order":
      return orderText(inner);
    case "location": {
      const place = [member(inner, "name"), member(inner, "address")].filter((part) => text(part) !== undefined);
      return place.length > 0
        ? place.join(", ")
        : `${String(member(inner, "latitude"))}, ${String(member(inner, "longitude"))}`;
    }
    case "contacts":
      return Array.isArray(inner)
        ? text(inner.map((one) => text(member(member(one, "name"), "formatted_name")) ?? "").join(", "))
        : undefined;
    default:
      return text(member(inner, "caption")) ?? text(member(inner, "filename")) ?? text(member(inner, "body"));
  }
}

/** A line per product: how many of what, and what the customer adds in words. */
function orderText(order: unknown): string | undefined {
  const items = member(order, "product_items");
  const lines = (Array.isArray(items) ? items : []).map(
    (item) => `${String(member(item, "quantity"))} × ${String(member(item, "product_retailer_id"))}`,
  );
  return text([...lines, text(member(order, "text")) ?? ""].filter((line) => line !== "").join("\n"));
}
