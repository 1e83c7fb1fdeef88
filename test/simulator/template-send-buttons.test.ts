import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { code } from "./helpers.ts";
import {
  address,
  authentication,
  type Body,
  body,
  button,
  buttons,
  filled,
  marketing,
  offerBox,
  plain,
  reply,
  sendNotice,
  shop,
  values,
  words,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

type Row = [string, unknown[] | undefined, number | undefined];

function table(template: Body, rows: Row[]): void {
  test.each(rows)("%s", async (_, components, expected) => {
    sim.template(template as never);
    const answer = await sendNotice(sim, components);
    expect([code(answer), answer.status]).toEqual([expected, expected === undefined ? 200 : 400]);
  });
}

const withButtons = (...list: unknown[]): Body => marketing(plain, buttons(...list));
const payload = (text: unknown): unknown => ({ type: "payload", payload: text });
const coupon = (text: string): unknown => ({ type: "coupon_code", coupon_code: text });
const action = (inner: unknown): unknown => ({ type: "action", action: inner });

describe("quick replies and fixed buttons", () => {
  const phone = { type: "PHONE_NUMBER", text: "Call", phone_number: "+12025550101" };
  table(withButtons(reply("Yes"), reply("No"), shop, phone), [
    ["nothing is needed", undefined, undefined],
    ["a payload", [button("quick_reply", "0", payload("YES"))], undefined],
    ["capitals, and a number as index", [button("QUICK_REPLY", 1, payload("NO"))], undefined],
    ["256 characters", [button("quick_reply", 0, payload("x".repeat(256)))], undefined],
    ["257 characters", [button("quick_reply", 0, payload("x".repeat(257)))], 131009],
    ["a payload that is no text", [button("quick_reply", 0, payload(7))], 131009],
    ["a text for a payload", [button("quick_reply", 0, words("YES"))], 132012],
    ["two payloads", [button("quick_reply", 0, payload("a"), payload("b"))], 132000],
    ["no payload", [button("quick_reply", 0)], 132000],
    ["a button twice", [button("quick_reply", 0, payload("a")), button("quick_reply", "0", payload("b"))], 132012],
    ["no index", [button("quick_reply", undefined, payload("a"))], 131008],
    ["index 10", [button("quick_reply", 10, payload("a"))], 131009],
    ["index -1", [button("quick_reply", -1, payload("a"))], 131009],
    ["half an index", [button("quick_reply", 0.5, payload("a"))], 131009],
    ["a button that is not there", [button("quick_reply", 9, payload("a"))], 132012],
    ["no sub_type", [{ type: "button", index: 0, parameters: [] }], 131008],
    ["another sub_type", [button("url", 0, words("x"))], 132012],
    ["a value for a fixed address", [button("url", 2, words("x"))], 132000],
    ["a value for a phone number", [button("phone_number", 3, words("x"))], 132000],
    ["an unknown member", [{ ...button("quick_reply", 0, payload("a")), text: "x" }], 100],
  ]);
});

describe("addresses", () => {
  table(withButtons(reply("Yes"), address("https://a.example/{{1}}", "https://a.example/1")), [
    ["an end of the address", [button("url", "1", words("PX-204"))], undefined],
    ["nothing", undefined, 131008],
    ["another button only", [button("quick_reply", 0, payload("a"))], 131008],
    ["a line break", [button("url", "1", words("a\nb"))], 132007],
    ["2,000 characters", [button("url", "1", words("x".repeat(2_000)))], undefined],
    ["2,001 characters", [button("url", "1", words("x".repeat(2_001)))], 131009],
    ["an unknown group", [button("url", "1", { type: "group_id", group_id: "x" })], 131009],
  ]);
});

describe("coupon codes", () => {
  table(withButtons({ type: "COPY_CODE", example: "SAVE10" }), [
    ["20 characters", [button("copy_code", 0, coupon("x".repeat(20)))], undefined],
    ["21 characters", [button("copy_code", 0, coupon("x".repeat(21)))], 131009],
    ["none", undefined, 131008],
    ["a text", [button("copy_code", 0, words("SAVE10"))], 132012],
  ]);
});

describe("limited-time offers", () => {
  const until = (expiration_time_ms: unknown): unknown =>
    filled("limited_time_offer", { type: "limited_time_offer", limited_time_offer: { expiration_time_ms } });
  const save = button("copy_code", 0, coupon("x".repeat(15)));
  const end = until(Date.parse("2026-12-24T00:00:00Z"));
  const code15 = { type: "COPY_CODE", example: "SAVE10" };
  const offer = marketing(plain, offerBox("Ends soon", true), buttons(code15, shop));
  table(offer, [
    ["its end and a code of 15 characters", [end, save], undefined],
    ["a code of 16 characters", [end, button("copy_code", 0, coupon("x".repeat(16)))], 131009],
    ["no end", [save], 131008],
    ["an end that is a text", [until("soon"), save], 131009],
    ["an end in half milliseconds", [until(1.5), save], 131009],
    ["two ends", [{ ...filled("limited_time_offer"), parameters: [end, end] }, save], 132000],
    ["another parameter", [filled("limited_time_offer", words("x")), save], 132012],
  ]);
  test("without an expiry no end is needed, and elsewhere none is taken", async () => {
    sim.template(marketing(plain, offerBox(), buttons(shop)) as never);
    expect((await sendNotice(sim)).status).toBe(200);
    sim.reset();
    sim.template(marketing(plain) as never);
    expect(code(await sendNotice(sim, [end]))).toBe(132012);
  });
});

describe("flows, catalogs and products", () => {
  table(withButtons({ type: "FLOW", text: "Book", flow_id: "1" }), [
    ["a flow needs nothing", undefined, undefined],
    ["token and data", [button("flow", 0, action({ flow_token: "t", flow_action_data: { guests: 2 } }))], undefined],
    ["data that are none", [button("flow", 0, action({ flow_action_data: 7 }))], 131009],
    ["a token that is none", [button("flow", 0, action({ flow_token: 7 }))], 131009],
    ["an unknown member", [button("flow", 0, action({ screen: "START" }))], 100],
    ["no action", [button("flow", 0, { type: "action" })], 131008],
  ]);
  const thumbnail = { thumbnail_product_retailer_id: "mug" };
  table(withButtons({ type: "CATALOG" }), [
    ["a catalog needs nothing", undefined, undefined],
    ["a picture of the catalog", [button("CATALOG", 0, action(thumbnail))], undefined],
    ["no picture in the action", [button("catalog", 0, action({}))], 131008],
  ]);
  const section = (count: number, title: string | undefined = "Mugs"): unknown => ({
    ...(title === undefined ? {} : { title }),
    product_items: Array.from({ length: count }, (_, index) => ({ product_retailer_id: `mug-${index}` })),
  });
  const sections = (...list: unknown[]): unknown[] => [button("mpm", 0, action({ ...thumbnail, sections: list }))];
  table(withButtons({ type: "MPM" }), [
    ["no products", undefined, 131008],
    ["one section", sections(section(1)), undefined],
    ["ten sections with 30 products", sections(...Array.from({ length: 10 }, () => section(3))), undefined],
    ["no section", sections(), 131009],
    ["eleven sections", sections(...Array.from({ length: 11 }, () => section(1))), 131009],
    ["30 products", sections(section(30)), undefined],
    ["31 products", sections(section(16), section(15)), 131009],
    ["a title of 24 characters", sections(section(1, "x".repeat(24))), undefined],
    ["a title of 25 characters", sections(section(1, "x".repeat(25))), 131009],
    [
      "two sections, one without a title",
      sections(section(1), { product_items: [{ product_retailer_id: "a" }] }),
      131008,
    ],
    ["a section without products", sections(section(0)), 131009],
    ["a product without an id", sections({ product_items: [{}] }), 131008],
    ["no picture", [button("mpm", 0, action({ sections: [section(1)] }))], 131008],
  ]);
});

describe("calls and orders", () => {
  const minutes = (ttl_minutes: unknown): unknown => ({ type: "ttl_minutes", ttl_minutes });
  table(withButtons({ type: "VOICE_CALL", text: "Call us" }), [
    ["a call needs nothing", undefined, undefined],
    ["a minute", [button("voice_call", 0, minutes(1))], undefined],
    ["a month, and a payload", [button("voice_call", 0, minutes(43_200), payload("x"))], undefined],
    ["no minute", [button("voice_call", 0, minutes(0))], 131009],
    ["more than a month", [button("voice_call", 0, minutes(43_201))], 131009],
    ["a payload of 512 characters", [button("voice_call", 0, payload("x".repeat(512)))], undefined],
    ["a payload of 513 characters", [button("voice_call", 0, payload("x".repeat(513)))], 131009],
    ["minutes twice", [button("voice_call", 0, minutes(1), minutes(2))], 132012],
    ["three parameters", [button("voice_call", 0, minutes(1), payload("a"), payload("b"))], 132000],
  ]);

  const amount = (value: number): unknown => ({ value, offset: 100 });
  const order = (more: Body = {}): unknown[] => [
    button(
      "order_details",
      0,
      action({
        order_details: {
          reference_id: "order-7",
          type: "physical-goods",
          payment_settings: [{ type: "payment_link", payment_link: { uri: "https://pay.example/7" } }],
          currency: "BRL",
          total_amount: amount(1_100),
          order: {
            status: "pending",
            items: [{ retailer_id: "mug", name: "Mug", amount: amount(1_000), quantity: 1 }],
            subtotal: amount(1_000),
            tax: amount(100),
          },
          ...more,
        },
      }),
    ),
  ];
  const review = withButtons({ type: "ORDER_DETAILS", text: "Review and Pay" });
  table(review, [
    ["an order", order(), undefined],
    ["no order", undefined, 131008],
    ["a total that is not the sum", order({ total_amount: amount(1_000) }), 131009],
    ["another currency", order({ currency: "USD" }), 131009],
    ["no action", [button("order_details", 0, action({}))], 131008],
  ]);
  test("the number of an order is used once, and not by a refused send", async () => {
    sim.template(review as never);
    expect(code(await sendNotice(sim, [...order(), values("body", "x")]))).toBe(132000);
    expect((await sendNotice(sim, order())).status).toBe(200);
    expect(code(await sendNotice(sim, order()))).toBe(131009);
  });
});

describe("one-time passwords", () => {
  const login = authentication({ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" }));
  const twice = (first: string, second = first): unknown[] => [
    values("body", first),
    button("url", "0", words(second)),
  ];
  table(login, [
    ["the code twice", twice("123456"), undefined],
    ["15 characters", twice("x".repeat(15)), undefined],
    ["16 characters", twice("x".repeat(16)), 131009],
    ["two codes", twice("123456", "654321"), 132012],
    ["the code in the body only", [values("body", "123456")], 131008],
    ["the code on the button only", [button("url", "0", words("123456"))], 132000],
    ["another kind", [values("body", "1"), button("copy_code", 0, coupon("1"))], 132012],
  ]);
});

describe("where a tap leads", () => {
  const target = (more: Body = {}): unknown =>
    filled("tap_target_configuration", {
      type: "tap_target_configuration",
      tap_target_configuration: [{ url: "https://shop.example", title: "Shop", ...more }],
    });
  table(marketing(body("Hello there")), [
    ["an address and a title", [target()], undefined],
    ["no title", [target({ title: undefined })], 131008],
    ["an address that is none", [target({ url: "shop" })], 131009],
    ["an unknown member", [target({ colour: "red" })], 100],
  ]);
});
