import { describe, expect, test } from "vitest";
import { GraphFault } from "../../src/simulator/errors.ts";
import { fillText, planTemplate } from "../../src/simulator/templates/plan.ts";
import { checkTemplateCreate } from "../../src/simulator/validate/templates/create.ts";
import { checkTemplateEdit, type EditedTemplate } from "../../src/simulator/validate/templates/edit.ts";
import { sameContent } from "../../src/simulator/validate/templates/same.ts";
import {
  address,
  authentication,
  bare,
  type Body,
  body,
  buttons,
  card,
  carousel,
  footer,
  heading,
  marketing,
  offerBox,
  picture,
  plain,
  product,
  reply,
  shop,
  utility,
} from "./template-helpers.ts";

const made = (template: Body): EditedTemplate & { id: string } => ({ id: "1", ...checkTemplateCreate(template) });

function refusalOf(edit: Body, template: Body): GraphFault["options"] | undefined {
  try {
    checkTemplateEdit(edit, made(template));
    return undefined;
  } catch (error) {
    if (error instanceof GraphFault) return { ...error.options, details: error.options.details ?? error.message };
    throw error;
  }
}

describe("edits", () => {
  const login = authentication({ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" }));
  const sale = marketing(plain, offerBox(), buttons(shop));

  test.each<[string, Body, Body]>([
    ["all components", { components: [plain, footer("Shop")] }, utility(plain)],
    [
      "the components that were read",
      { components: made(utility(plain, picture("IMAGE"))).components },
      utility(plain),
    ],
    ["the time to live", { message_send_ttl_seconds: 60 }, utility(plain)],
    ["the time to live of a one-time password", { message_send_ttl_seconds: 60 }, login],
    ["the category, with components that fit", { category: "MARKETING" }, utility(plain, buttons(reply("Yes")))],
    [
      "the category and the components",
      { category: "AUTHENTICATION", components: login["components"] },
      utility(plain),
    ],
    ["the opt-out of link tracking", { cta_url_link_tracking_opted_out: true }, utility(plain)],
    ["the kind of parameters where there are none", { parameter_format: "NAMED" }, utility(plain)],
  ])("may change %s", (_, edit, template) => {
    expect(refusalOf(edit, template)).toBeUndefined();
  });

  test.each<[string, Body, Body, string | number]>([
    ["nothing", {}, utility(plain), "The parameter components is required"],
    ["the name", { name: "other" }, utility(plain), 'Unexpected key "name"'],
    ["the language", { language: "es" }, utility(plain), 'Unexpected key "language"'],
    ["a part of the components", { components: [footer("Shop")] }, utility(plain), 2388043],
    ["to a bad body", { components: [body("{{1}} is here", "x")] }, utility(plain), 2388299],
    ["the time to live out of its range", { message_send_ttl_seconds: 901 }, login, "from 30 to 900"],
    ["the category of an offer", { category: "UTILITY" }, sale, "Invalid parameter"],
    ["the category of a one-time password", { category: "UTILITY" }, login, "belong to no other category"],
    [
      "to a one-time password without its components",
      { category: "AUTHENTICATION" },
      utility(plain),
      "belong to no other",
    ],
    ["to an unknown category", { category: "NEWS" }, utility(plain), "must be one of {AUTHENTICATION"],
    [
      "the category under its time to live",
      { category: "MARKETING" },
      { ...utility(plain), message_send_ttl_seconds: 60 },
      "from 43200",
    ],
    ["the kind of the parameters alone", { parameter_format: "NAMED" }, utility(body("a {{1}} b", "x")), 2388072],
    ["the sub-category", { sub_category: "CUSTOM" }, utility(plain), 'Unexpected key "sub_category"'],
  ])("may not change %s", (_, edit, template, expected) => {
    const refusal = refusalOf(edit, template);
    expect(`${refusal?.subcode ?? ""} ${refusal?.details ?? ""}`).toContain(String(expected));
  });

  test("an edit names only what it changes", () => {
    expect(checkTemplateEdit({ message_send_ttl_seconds: 60 }, made(utility(plain)))).toEqual({
      ttlSeconds: 60,
      extras: {},
    });
  });
});

describe("duplicates", () => {
  const first = made(utility(plain, footer("Shop")));
  const other = (template: Body): ReturnType<typeof made> => ({ ...made(template), id: "2" });
  test.each<[string, Body, boolean]>([
    ["the same body and footer", utility(plain, footer("Shop")), true],
    ["spaces around the body", utility(body(" Your order is on its way. "), footer("Shop")), true],
    ["another header", utility(heading("Hi"), plain, footer("Shop")), true],
    ["another category", marketing(plain, footer("Shop")), true],
    ["another footer", utility(plain, footer("Store")), false],
    ["no footer", utility(plain), false],
    ["another body", utility(body("Your order is late."), footer("Shop")), false],
    ["another language", { ...utility(plain, footer("Shop")), language: "en_GB" }, false],
  ])("%s", (_, template, same) => {
    expect(sameContent(first, [other(template)])).toBe(same);
  });

  test("a template is no duplicate of itself, and one-time passwords never are", () => {
    expect(sameContent(first, [first])).toBe(false);
    const login = authentication({ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" }));
    expect(sameContent(made(login), [other(login)])).toBe(false);
  });
});

describe("plans", () => {
  const plan = (template: Body) => planTemplate(checkTemplateCreate(template).components);

  test("a text is filled in at its variables", () => {
    const { body: text } = plan(utility(body("a {{1}} b {{2}} c", "x", "y")));
    expect(text.variables).toEqual(["1", "2"]);
    expect(fillText(text, ["$&", "{{1}}"])).toBe("a $& b {{1}} c");
  });

  test.each<[unknown, string | undefined, boolean, number]>([
    [reply("Yes"), "quick_reply", false, 256],
    [shop, undefined, false, 0],
    [address("https://a.example/{{1}}", "x"), "url", true, 2_000],
    [{ type: "PHONE_NUMBER", text: "Call", phone_number: "+12025550101" }, undefined, false, 0],
    [{ type: "COPY_CODE", example: "SAVE10" }, "copy_code", true, 20],
    [{ type: "FLOW", text: "Book", flow_id: "1" }, "flow", false, 0],
    [{ type: "CATALOG" }, "catalog", false, 0],
    [{ type: "MPM" }, "mpm", true, 0],
    [{ type: "VOICE_CALL", text: "Call" }, "voice_call", false, 512],
    [{ type: "ORDER_DETAILS", text: "Review and Pay" }, "order_details", true, 0],
    [{ type: "REQUEST_CONTACT_INFO" }, undefined, false, 0],
    [{ type: "APP", text: "Open", app_deep_link: {} }, undefined, false, 0],
  ])("a send fills in %j", (button, sendsAs, required, maxLength) => {
    expect(plan(marketing(plain, buttons(button))).buttons[0]).toMatchObject({
      sendsAs,
      required,
      maxLength,
      otp: false,
    });
  });

  test("the button of a one-time password takes the code", () => {
    const login = plan(authentication({ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })));
    expect(login.buttons).toEqual([{ type: "URL", sendsAs: "url", required: true, maxLength: 15, otp: true }]);
    expect(login.body.variables).toEqual(["1"]);
  });

  test("an offer says whether it expires, and shortens its code", () => {
    const coupon = { type: "COPY_CODE", example: "SAVE10" };
    expect(plan(marketing(plain, offerBox("Soon", true), buttons(coupon, shop)))).toMatchObject({
      offer: { expires: true },
      buttons: [{ maxLength: 15 }, {}],
    });
    expect(plan(marketing(plain, offerBox(), buttons(shop))).offer).toEqual({ expires: false });
  });

  test("a carousel has a plan for each card", () => {
    const photo = card(picture("IMAGE"), body("For {{1}} only", "x"), buttons(shop));
    expect(plan(marketing(plain, carousel(photo, photo))).carousel).toMatchObject({
      product: false,
      cards: [{ header: { format: "IMAGE" }, body: { variables: ["1"] } }, {}],
    });
    const goods = card(bare("PRODUCT"), buttons(product));
    expect(plan(marketing(plain, carousel(goods, goods))).carousel?.product).toBe(true);
  });
});
