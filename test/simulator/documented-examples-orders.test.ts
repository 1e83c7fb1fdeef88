import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Body, common, delivered, reached } from "./documented-examples.ts";
import { person } from "./helpers.ts";

// Orders and addresses as Meta's pages print them, member by member, with values of our own.
// https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-br

let sim: Simulator;
const indian = "+910000000000";
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => {
  sim.reset();
  for (const from of [person, indian]) sim.inbound({ from, type: "text", text: { body: "I take it" } });
});

const amount = (value: number): Body => ({ value, offset: 100 });
const cup = { retailer_id: "1234567", name: "Cup, handmade", amount: amount(50_000), quantity: 1 };
const details = (parameters: Body, more: Body = {}): Body => ({
  type: "order_details",
  body: { text: "Here is your order" },
  action: {
    name: "review_and_pay",
    parameters: { reference_id: "order-1", type: "digital-goods", total_amount: amount(50_000), ...parameters },
  },
  ...more,
});
const plainOrder: Body = {
  status: "pending",
  tax: { value: 0, offset: 100, description: "none" },
  items: [cup],
  subtotal: amount(50_000),
};
const brazilian = (...payment_settings: Body[]): Body =>
  details({ payment_type: "br", payment_settings, currency: "BRL", order: plainOrder });
const pix = {
  type: "pix_dynamic_code",
  pix_dynamic_code: { code: "0002010102122670", merchant_name: "Mug Shop", key: "39580525000189", key_type: "CNPJ" },
};
const link = { type: "payment_link", payment_link: { uri: "https://pay.example/1" } };
const boleto = { type: "boleto", boleto: { digitable_line: "03399026944140000002628346101018898510000008848" } };
const savedCard = { type: "offsite_card_pay", offsite_card_pay: { last_four_digits: "5235", credential_id: "cred-1" } };

const imported = {
  country_of_origin: "India",
  importer_name: "Mug Shop",
  importer_address: { address_line1: "1 Hill Road", city: "Pune", country_code: "IN", postal_code: "411001" },
};
const india = (setting: Body, order: Body = {}, more: Body = {}): Body =>
  details(
    {
      payment_settings: [setting],
      currency: "INR",
      type: "physical-goods",
      beneficiaries: [
        {
          name: "Asha Rao",
          address_line1: "2 Lake Road",
          address_line2: "Near the park",
          city: "Pune",
          state: "Maharashtra",
          country: "India",
          postal_code: "411001",
        },
      ],
      total_amount: amount(21_000),
      order: {
        status: "pending",
        expiration: {
          timestamp: String(Date.parse("2026-11-20T13:00:00Z") / 1_000),
          description: "Pay within the hour",
        },
        items: [
          { name: "Cup", amount: amount(10_000), quantity: 1, sale_amount: amount(9_000), ...imported },
          { name: "Pot", amount: amount(10_000), quantity: 1, ...imported },
        ],
        subtotal: amount(19_000),
        tax: { ...amount(1_000), description: "GST" },
        shipping: { ...amount(2_000), description: "By courier" },
        discount: { ...amount(1_000), description: "First order", discount_program_name: "Welcome" },
        ...order,
      },
    },
    { footer: { text: "Mug Shop" }, ...more },
  );
const gateway = (type: string, own?: Body): Body => ({
  type: "payment_gateway",
  payment_gateway: { type, configuration_name: "shop-live", ...(own === undefined ? {} : { [type]: own }) },
});

describe("order details", () => {
  test.each<[string, Body]>([
    ["Pix", brazilian(pix)],
    ["a payment link", brazilian(link)],
    ["a boleto", brazilian(boleto)],
    ["a saved card", brazilian(savedCard)],
    ["several ways to pay", brazilian(pix, link, boleto)],
    [
      "Razorpay with a receipt and notes",
      india(gateway("razorpay", { receipt: "receipt-1", notes: { campaign: "autumn" } })),
    ],
    ["PayU with fields of one's own", india(gateway("payu", { udf1: "a", udf2: "b", udf3: "c", udf4: "d" }))],
    ["BillDesk", india(gateway("billdesk", { additional_info1: "a" }))],
    ["Zaakpay", india(gateway("zaakpay", { extra1: "a", extra2: "b" }))],
    ["UPI", india({ type: "upi_intent_link", upi_intent_link: { link: "upi://pay?pa=shop@psp&pn=Mug&mc=5399&tr=1" } })],
    ["to be paid at once", india(gateway("razorpay"), { type: "quick_pay" })],
    [
      "an image above",
      india(gateway("razorpay"), {}, { header: { type: "image", image: { link: "https://img.example/a.jpg" } } }),
    ],
    [
      "items with pictures of their own",
      india(gateway("razorpay"), {
        items: [
          {
            name: "Cup",
            image: { link: "https://img.example/a.jpg" },
            amount: amount(19_000),
            quantity: 1,
            ...imported,
          },
        ],
      }),
    ],
  ])("%s", async (_, interactive) => {
    expect(await delivered(sim, { ...common, type: "interactive", interactive })).toEqual(reached);
  });
});

describe("order status", () => {
  const status = (state: Body, more: Body = {}): Body => ({
    type: "order_status",
    body: { text: "News of your order" },
    action: { name: "review_order", parameters: { reference_id: "order-1", order: state, ...more } },
  });

  test.each<[string, Body]>([
    ["in work", status({ status: "processing", description: "The oven is on" })],
    ["sent", status({ status: "shipped", description: "It is on its way" })],
    ["partly sent", status({ status: "partially-shipped" })],
    ["done", { ...status({ status: "completed" }), footer: { text: "Thank you" } }],
    ["cancelled", status({ status: "canceled", description: "Out of clay" })],
    ["paid", status({ status: "processing" }, { payment: { status: "captured", timestamp: 1_795_176_000 } })],
  ])("%s", async (_, interactive) => {
    expect(await delivered(sim, { ...common, type: "interactive", interactive: brazilian(pix) })).toEqual(reached);
    expect(await delivered(sim, { ...common, type: "interactive", interactive })).toEqual(reached);
  });
});

describe("address requests", () => {
  const values = {
    name: "Asha Rao",
    phone_number: indian,
    in_pin_code: "411001",
    address: "2 Lake Road",
    city: "Pune",
  };
  test.each<[string, Body]>([
    ["an empty form", { country: "IN" }],
    ["a form that is filled in", { country: "IN", values }],
    [
      "saved addresses",
      {
        country: "IN",
        saved_addresses: [{ id: "home", value: { ...values, building_name: "", landmark_area: "Park" } }],
      },
    ],
    ["what was wrong", { country: "IN", values, validation_errors: { in_pin_code: "There is no such code." } }],
  ])("%s", async (_, parameters) => {
    const interactive = {
      type: "address_message",
      body: { text: "Where shall it go?" },
      action: { name: "address_message", parameters },
    };
    expect(await delivered(sim, { ...common, to: indian, type: "interactive", interactive })).toEqual(reached);
    expect(sim.messages().at(-1)?.payload).toMatchObject({ interactive: { action: { parameters } } });
  });
});
