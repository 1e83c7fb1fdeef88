import { describe, expect, test } from "vitest";
import { chars, image, interactive, many, paths } from "./bodies.ts";

const amount = (value: unknown, offset: unknown = 100) => ({ value, offset });
const cake = { name: "Bolo", amount: amount(5000), quantity: 2 };
const pix = {
  type: "pix_dynamic_code",
  pix_dynamic_code: { code: "000201", merchant_name: "Loja", key: "loja@example.com", key_type: "EMAIL" },
};
const order = { status: "pending", items: [cake], subtotal: amount(10_000), tax: amount(500) };
const parameters = {
  reference_id: "BM345A-12",
  type: "digital-goods",
  payment_type: "br",
  payment_settings: [pix],
  currency: "BRL",
  total_amount: amount(10_500),
  order,
};
const details = (others: object = {}, parts: object = {}) =>
  interactive({
    type: "order_details",
    body: { text: "Su pedido" },
    action: { name: "review_and_pay", parameters: { ...parameters, ...others } },
    ...parts,
  });
const ordered = (others: object, total = 10_500) =>
  details({ order: { ...order, ...others }, total_amount: amount(total) });
const origin = {
  country_of_origin: "India",
  importer_name: "Import Co",
  importer_address: { address_line1: "1 Road", city: "Pune", postal_code: "411001", country_code: "IN" },
};
const paid = (setting: object) => details({ payment_settings: [setting] });
const gateway = (members: object) =>
  paid({ type: "payment_gateway", payment_gateway: { type: "razorpay", configuration_name: "main", ...members } });
const now = new Date("2026-11-20T12:00:00Z");
const seconds = (offset: number) => String(now.getTime() / 1000 + offset);
const expiring = (timestamp: unknown, description = "Caduca") => ordered({ expiration: { timestamp, description } });
const status = (members: object, parts: object = {}) =>
  interactive({
    type: "order_status",
    body: { text: "Enviado" },
    action: { name: "review_order", parameters: { reference_id: "A", order: { status: "shipped" }, ...members } },
    ...parts,
  });

const at = (...names: string[]) => names.map((name) => `interactive.action.parameters.${name}`);

const accepted: [string, unknown][] = [
  ["an order", details()],
  ["a picture above", details({}, { header: { type: "image", image } })],
  ["a reference of 35", details({ reference_id: "a".repeat(35) })],
  [
    "shipping and a discount in the sum",
    ordered(
      { shipping: amount(700), discount: { ...amount(1200), description: "Promo", discount_program_name: "Club" } },
      10_000,
    ),
  ],
  [
    "a reduced price in the subtotal",
    ordered({ items: [{ ...cake, sale_amount: amount(4000) }], subtotal: amount(8000) }, 8500),
  ],
  ["a name of 60", ordered({ items: [{ ...cake, name: chars(60) }] })],
  ["an expiry in five minutes", expiring(seconds(300), chars(120))],
  [
    "an order in India with its origin",
    details({ currency: "INR", payment_type: "upi", order: { ...order, items: [{ ...cake, ...origin }] } }),
  ],
  ["an order in India from the catalog", details({ currency: "INR", order: { ...order, catalog_id: "1" } })],
  ["a gateway", gateway({ razorpay: { receipt: "R-1", notes: { a: "b" } } })],
  ["a link", paid({ type: "payment_link", payment_link: { uri: "https://pay.example/a" } })],
  ["a boleto", paid({ type: "boleto", boleto: { digitable_line: "03399026944140000002628346101018898510000008848" } })],
  ["a card", paid({ type: "offsite_card_pay", offsite_card_pay: { last_four_digits: "4242", credential_id: "c" } })],
  ["how it stands", status({ order: { status: "partially-shipped", description: chars(120) } })],
  ["a payment", status({ payment: { status: "captured", timestamp: 1_722_445_231 } })],
];

const refused: [string, unknown, string[]][] = [
  ["a film above", details({}, { header: { type: "video", video: image } }), ["interactive.header.type"]],
  ["a reference of 36", details({ reference_id: "a".repeat(36) }), at("reference_id")],
  ["a reference with a space", details({ reference_id: "a b" }), at("reference_id")],
  ["an empty reference", details({ reference_id: "" }), at("reference_id")],
  ["other goods", details({ type: "services" }), at("type")],
  ["another currency", details({ currency: "MXN" }), at("currency")],
  ["no way to pay", details({ payment_settings: [] }), at("payment_settings")],
  ["a way to pay that there is not", paid({ type: "cash", cash: {} }), at("payment_settings[0].type")],
  ["a way to pay without its details", paid({ type: "boleto" }), at("payment_settings[0].boleto")],
  ["a gateway that there is not", gateway({ type: "stripe" }), at("payment_settings[0].payment_gateway.type")],
  ["another gateway's notes", gateway({ payu: {} }), at("payment_settings[0].payment_gateway.payu")],
  [
    "three digits of a card",
    paid({ type: "offsite_card_pay", offsite_card_pay: { last_four_digits: "424", credential_id: "c" } }),
    at("payment_settings[0].offsite_card_pay.last_four_digits"),
  ],
  [
    "a key of another kind",
    paid({ ...pix, pix_dynamic_code: { ...pix.pix_dynamic_code, key_type: "IBAN" } }),
    at("payment_settings[0].pix_dynamic_code.key_type"),
  ],
  ["another offset", details({ total_amount: amount(10_500, 1000) }), at("total_amount.offset")],
  ["half a cent", details({ total_amount: amount(10_500.5) }), at("total_amount.value")],
  ["a wrong total", details({ total_amount: amount(10_499) }), at("total_amount.value")],
  ["a discount that the total forgot", ordered({ discount: amount(100) }), at("total_amount.value")],
  ["a wrong subtotal", ordered({ subtotal: amount(9999) }, 10_499), at("order.subtotal.value")],
  ["no items", ordered({ items: [] }), at("order.items")],
  [
    "nothing of an item",
    ordered({ items: [{ ...cake, quantity: 0 }], subtotal: amount(0) }, 500),
    at("order.items[0].quantity"),
  ],
  ["a name of 61", ordered({ items: [{ ...cake, name: chars(61) }] }), at("order.items[0].name")],
  ["an order that is done", ordered({ status: "completed" }), at("order.status")],
  ["no tax", ordered({ tax: undefined }), at("order.tax")],
  ["an expiry in 299 seconds", expiring(seconds(299)), at("order.expiration.timestamp")],
  ["an expiry as a number", expiring(1_800_000_000), at("order.expiration.timestamp")],
  ["an expiry's words of 121", expiring(seconds(600), chars(121)), at("order.expiration.description")],
  [
    "an order in India without its origin",
    details({ currency: "INR" }),
    at("order.items[0].country_of_origin", "order.items[0].importer_name", "order.items[0].importer_address"),
  ],
  ["a state that there is not", status({ order: { status: "lost" } }), at("order.status")],
  ["words of 121", status({ order: { status: "shipped", description: chars(121) } }), at("order.description")],
  ["a payment that is refunded", status({ payment: { status: "refunded", timestamp: 1 } }), at("payment.status")],
  ["a header on a status", status({}, { header: { type: "text", text: "x" } }), ["interactive.header"]],
];

describe("orders", () => {
  test.each(accepted)("accept %s", (_what, message) => {
    expect(paths(message, { now })).toEqual([]);
  });
  test.each(refused)("refuse %s", (_what, message, places) => {
    expect(paths(message, { now })).toEqual(places);
  });

  test("without a clock an expiry is not compared with the present", () => {
    expect(paths(expiring(seconds(-9000)))).toEqual([]);
  });
  test("a thousand faulty items are told in at most fifty problems", () => {
    expect(paths(ordered({ items: many(1000, () => ({})) }))).toHaveLength(50);
  });
});
