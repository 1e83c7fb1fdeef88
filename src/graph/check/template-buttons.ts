/** What the buttons of a template take when it is sent. */
import { freeJson } from "./free-json.ts";
import { productSections, productTotal } from "./lists.ts";
import { orderDetails } from "./orders.ts";
import { byKind, list, need, oneOf, shape, text, whole, type Rule } from "./rules.ts";
import { filling } from "./template-parameters.ts";

const mostButtons = 10;
const longestAddress = 2000;
const longestCoupon = 20;

/** A button's place: 0–9, as a number or as text. */
const index: Rule = (value, path, findings) => {
  const number = typeof value === "string" && /^\d$/.test(value) ? Number(value) : value;
  if (Number.isInteger(number) && Number(number) >= 0 && Number(number) < mostButtons) return;
  findings.add(path, {
    en: `must be the button's place, from 0 to ${mostButtons - 1}`,
    es: `debe ser el lugar del botón, de 0 a ${mostButtons - 1}`,
  });
};

const product = need(text());
const action = (members: Rule): Rule => shape({ type: oneOf("action"), action: need(members) });

const payload = (max: number): Rule => shape({ type: oneOf("payload"), payload: need(text({ max })) });
const minutes = shape({ type: oneOf("ttl_minutes"), ttl_minutes: need(whole(1, 43_200)) });
const catalog = byKind("type", { action: action(shape({ thumbnail_product_retailer_id: product })) });

/** By the button's kind: its parameters, how few and how many. */
const kinds: Readonly<Record<string, readonly [Rule, 0 | 1, number]>> = {
  url: [byKind("type", { text: shape({ type: oneOf("text"), text: need(filling(longestAddress)) }) }), 1, 1],
  quick_reply: [byKind("type", { payload: payload(256) }), 1, 1],
  copy_code: [
    byKind("type", {
      coupon_code: shape({ type: oneOf("coupon_code"), coupon_code: need(filling(longestCoupon)) }),
    }),
    1,
    1,
  ],
  flow: [byKind("type", { action: action(shape({ flow_token: text(), flow_action_data: freeJson() })) }), 1, 1],
  catalog: [catalog, 1, 1],
  CATALOG: [catalog, 1, 1],
  mpm: [
    byKind("type", {
      action: action(shape({ thumbnail_product_retailer_id: product, sections: need(productSections) }, productTotal)),
    }),
    1,
    1,
  ],
  order_details: [byKind("type", { action: action(shape({ order_details: need(orderDetails) })) }), 1, 1],
  voice_call: [byKind("type", { ttl_minutes: minutes, payload: payload(512) }), 1, 2],
};

export const buttonComponent = byKind(
  "sub_type",
  Object.fromEntries(
    Object.entries(kinds).map(([kind, [rule, least, most]]) => [
      kind,
      shape({
        type: oneOf("button"),
        sub_type: oneOf(kind),
        index: need(index),
        parameters: need(list(rule, least, most)),
      }),
    ]),
  ),
);
