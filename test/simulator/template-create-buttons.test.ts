import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, graph } from "./helpers.ts";
import {
  address,
  bare,
  type Body,
  body,
  buttons,
  create,
  marketing,
  missing,
  plain,
  product,
  type Refusal,
  reply,
  says,
  shop,
  together,
  told,
  tooLong,
  wrongButtons,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const withButtons = (...list: unknown[]): Body => marketing(plain, buttons(...list));
const many = (count: number): Body[] => Array.from({ length: count }, (_, index) => reply(`Answer ${index}`));
const phone = { type: "PHONE_NUMBER", text: "Call", phone_number: "+12025550101" };
const coupon = (example: unknown): Body => ({ type: "COPY_CODE", example });
const flow = (more: Body): Body => ({ type: "FLOW", text: "Book", ...more });
const call = (more: Body = {}): Body => ({ type: "VOICE_CALL", text: "Call us", ...more });
const long = (prefix: string, length: number): string => prefix.padEnd(length, "x");

test.each<[string, Body]>([
  ["ten quick replies", withButtons(...many(10))],
  ["quick replies, then an address", withButtons(...many(2), shop)],
  ["an address, then quick replies", withButtons(shop, ...many(2))],
  ["a label of 25 characters", withButtons(reply("x".repeat(25)))],
  ["two addresses", withButtons(shop, address("https://a.example"))],
  ["an address of 2,000 characters", withButtons(address(long("https://a.example/", 2_000)))],
  ["an address with a variable", withButtons(address("https://a.example/{{1}}", "https://a.example/1"))],
  ["its sample as a text", withButtons({ ...address("https://a.example/{{1}}"), example: "https://a.example/1" })],
  ["a phone number", withButtons(phone)],
  ["a phone number of 20 characters", withButtons({ ...phone, phone_number: "+1 (202) 555-0101 xx" })],
  ["a code of 20 characters", withButtons(coupon("x".repeat(20)))],
  ["a code in a list", withButtons(coupon(["SAVE10"]))],
  ["Meta's label on a code", withButtons({ ...coupon("SAVE10"), text: "Copy offer code" })],
  ["a flow by id", withButtons(flow({ flow_id: "880011223344" }))],
  ["a flow by a numeric id", withButtons(flow({ flow_id: 880_011_223_344 }))],
  ["a flow by name", withButtons(flow({ flow_name: "booking", navigate_screen: "START", icon: "document" }))],
  ["a flow with its JSON", withButtons(flow({ flow_json: "{}", flow_action: "data_exchange" }))],
  ["a catalog", withButtons({ type: "CATALOG", text: "View catalog" })],
  ["several products", withButtons({ type: "MPM", text: "View items" })],
  ["one product", marketing(body("x".repeat(160)), bare("PRODUCT"), buttons(product))],
  ["a call for a minute", withButtons(call({ ttl_minutes: 1 }))],
  ["a call for a month", withButtons(call({ ttl_minutes: 43_200 }))],
  ["a call", withButtons(call())],
  ["an order", withButtons({ type: "ORDER_DETAILS", text: "Review and Pay" })],
  ["contact details", withButtons({ type: "REQUEST_CONTACT_INFO" })],
  ["contact details with their label", withButtons({ type: "REQUEST_CONTACT_INFO", text: "Share Contact Info" })],
  ["an app", withButtons({ type: "APP", text: "Open", app_deep_link: { meta_app_id: "1" } })],
  ["small letters for a type", withButtons({ type: "quick_reply", text: "Yes" })],
])("%s is accepted", async (_, given) => {
  expect((await create(sim, given)).status).toBe(200);
});

test.each<[string, Body, Refusal]>([
  ["no button", withButtons(), missing],
  ["a list that is none", marketing(plain, { type: "BUTTONS", buttons: {} }), says("must be an array")],
  ["eleven buttons", withButtons(...many(11)), wrongButtons],
  ["quick replies apart", withButtons(reply("a"), shop, reply("b")), wrongButtons],
  ["a label of 26 characters", withButtons(reply("x".repeat(26))), tooLong],
  ["no label", withButtons({ type: "QUICK_REPLY" }), missing],
  ["a variable in a label", withButtons(reply("Hi {{1}} there")), says("cannot have variables")],
  ["an unknown member", withButtons({ ...reply("a"), payload: "x" }), says('Unexpected key "payload"')],
  ["an unknown type", withButtons({ type: "LEVER" }), says("must be one of {QUICK_REPLY, URL")],
  ["a type named like a method", withButtons({ type: "constructor" }), says("must be one of {QUICK_REPLY, URL")],
  ["OTP", withButtons({ type: "OTP", otp_type: "COPY_CODE" }), wrongButtons],
  ["three addresses", withButtons(shop, shop, shop), wrongButtons],
  ["two phone numbers", withButtons(phone, phone), wrongButtons],
  ["two codes", withButtons(coupon("a"), coupon("b")), wrongButtons],
  ["two flows", withButtons(flow({ flow_id: "1" }), flow({ flow_id: "2" })), wrongButtons],
  ["two catalogs", withButtons({ type: "CATALOG" }, { type: "CATALOG" }), wrongButtons],
  ["two calls", withButtons(call(), call()), wrongButtons],
  ["an address of 2,001 characters", withButtons(address(long("https://a.example/", 2_001))), tooLong],
  ["an address that is none", withButtons(address("shop")), says("is not a valid address")],
  ["another scheme", withButtons(address("ftp://a.example")), says("is not a valid address")],
  ["a variable inside an address", withButtons(address("https://a.example/{{1}}/x", "y")), wrongButtons],
  ["two variables", withButtons(address("https://a.example/{{1}}{{2}}", "y")), wrongButtons],
  ["a variable that is not the first", withButtons(address("https://a.example/{{2}}", "y")), wrongButtons],
  ["no sample of an address", withButtons(address("https://a.example/{{1}}")), missing],
  ["two samples", withButtons(address("https://a.example/{{1}}", "x", "y")), missing],
  ["no phone number", withButtons({ type: "PHONE_NUMBER", text: "Call" }), missing],
  ["a phone number of 21 characters", withButtons({ ...phone, phone_number: "+".padEnd(21, "1") }), tooLong],
  ["a code of 21 characters", withButtons(coupon("x".repeat(21))), tooLong],
  ["no code", withButtons({ type: "COPY_CODE" }), missing],
  ["another label on a code", withButtons({ ...coupon("a"), text: "Copy" }), wrongButtons],
  ["no flow", withButtons(flow({})), missing],
  ["two sources of a flow", withButtons(flow({ flow_id: "1", flow_name: "x" })), wrongButtons],
  ["a flow's JSON that is none", withButtons(flow({ flow_json: "{" })), says("is not valid JSON")],
  ["another action of a flow", withButtons(flow({ flow_id: "1", flow_action: "dance" })), says("flow_action")],
  [
    "a screen without navigation",
    withButtons(flow({ flow_id: "1", flow_action: "data_exchange", navigate_screen: "START" })),
    wrongButtons,
  ],
  ["another icon", withButtons(flow({ flow_id: "1", icon: "STAR" })), says("DOCUMENT, PROMOTION, REVIEW")],
  ["another label on a catalog", withButtons({ type: "CATALOG", text: "See all" }), wrongButtons],
  ["another label on products", withButtons({ type: "MPM", text: "See all" }), wrongButtons],
  ["a product without its header", withButtons(product), together],
  ["161 characters with a product", marketing(body("x".repeat(161)), bare("PRODUCT"), buttons(product)), tooLong],
  ["a call for no time", withButtons(call({ ttl_minutes: 0 })), says("from 1 to 43200")],
  ["a call for more than a month", withButtons(call({ ttl_minutes: 43_201 })), says("from 1 to 43200")],
  ["no label on an order", withButtons({ type: "ORDER_DETAILS" }), missing],
  ["another label on contact details", withButtons({ type: "REQUEST_CONTACT_INFO", text: "Share" }), wrongButtons],
  ["an app without a link", withButtons({ type: "APP", text: "Open" }), missing],
  ["a link of an app that is none", withButtons({ type: "APP", text: "Open", app_deep_link: "x" }), says("an object")],
])("%s is refused", async (_, given, refusal) => {
  expect(told(await create(sim, given))).toMatchObject(refusal);
});

describe("what is read back", () => {
  test("has Meta's labels and capitals", async () => {
    const given = withButtons({ type: "copy_code", example: "SAVE10" }, { type: "catalog" }, { type: "mpm" });
    const id = String(at((await create(sim, given)).body, "id"));
    const read = await graph(sim, "GET", `/${id}?fields=components`);
    expect(at(read.body, "components", 1)).toEqual({
      type: "BUTTONS",
      buttons: [
        { type: "COPY_CODE", text: "Copy offer code", example: ["SAVE10"] },
        { type: "CATALOG", text: "View catalog" },
        { type: "MPM", text: "View items" },
      ],
    });
  });
});
