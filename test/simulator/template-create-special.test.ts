import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, graph } from "./helpers.ts";
import {
  address,
  authentication,
  bare,
  type Body,
  body,
  buttons,
  card,
  carousel,
  create,
  footer,
  heading,
  marketing,
  missing,
  offerBox,
  picture,
  plain,
  product,
  type Refusal,
  reply,
  says,
  shop,
  together,
  terms,
  told,
  tooLong,
  utility,
  wrongBody,
  wrongButtons,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

function accepted(rows: [string, Body][]): void {
  test.each(rows)("%s is accepted", async (_, given) => {
    expect((await create(sim, given)).body).toMatchObject({ status: "PENDING" });
  });
}
function refused(rows: [string, Body, Refusal][]): void {
  test.each(rows)("%s is refused", async (_, given, refusal) => {
    expect(told(await create(sim, given))).toMatchObject(refusal);
  });
}

const times = (count: number, each: unknown): unknown[] => Array.from({ length: count }, () => each);

describe("carousels", () => {
  const photo = card(picture("IMAGE"), body("A mug"), buttons(reply("More"), shop));
  const film = card(picture("VIDEO"), body("A mug"), buttons(reply("More"), shop));
  const goods = card(bare("PRODUCT"), buttons(product));
  const of = (...cards: unknown[]): Body => marketing(plain, carousel(...cards));
  const both = (each: Body): Body => of(each, each);

  accepted([
    ["two cards", of(photo, photo)],
    ["ten cards", of(...times(10, photo))],
    ["films", of(film, film)],
    ["cards without a text", both(card(picture("IMAGE"), buttons(shop)))],
    ["a card's text of 160 characters", both(card(picture("IMAGE"), body("x".repeat(160)), buttons(shop)))],
    ["variables on a card", both(card(picture("IMAGE"), body("For {{1}} only", "Ana"), buttons(shop)))],
    ["products", both(goods)],
    ["products with addresses", both(card(bare("PRODUCT"), buttons(shop)))],
  ]);
  refused([
    ["another category", utility(plain, carousel(photo, photo)), together],
    ["one card", of(photo), together],
    ["eleven cards", of(...times(11, photo)), together],
    ["no cards", marketing(plain, { type: "CAROUSEL" }), missing],
    ["a card that is none", of(photo, 7), says("must be an object")],
    ["a card without components", of(photo, {}), missing],
    ["a card without a header", both(card(body("A mug"), buttons(shop))), missing],
    ["a card with a text header", both(card(heading("Mug"), buttons(shop))), together],
    ["a card with a document", both(card(picture("DOCUMENT"), buttons(shop))), together],
    ["a card without buttons", both(card(picture("IMAGE"), body("A mug"))), missing],
    ["three buttons", both(card(picture("IMAGE"), buttons(...times(3, reply("More"))))), together],
    ["a footer on a card", both(card(picture("IMAGE"), footer("x"), buttons(shop))), says("{HEADER, BODY, BUTTONS}")],
    ["a card's text of 161 characters", both(card(picture("IMAGE"), body("x".repeat(161)), buttons(shop))), tooLong],
    [
      "a card's variable without a sample",
      both(card(picture("IMAGE"), body("For {{1}} only"), buttons(shop))),
      missing,
    ],
    ["three line breaks on a card", both(card(picture("IMAGE"), body("a\n\n\nb"), buttons(shop))), wrongBody],
    ["an image beside a film", of(photo, film), together],
    ["a text on one card only", of(photo, card(picture("IMAGE"), buttons(reply("More"), shop))), together],
    ["other buttons", of(photo, card(picture("IMAGE"), body("A mug"), buttons(shop, reply("More")))), together],
    ["three cards of products", of(goods, goods, goods), together],
    ["a product with a reply", both(card(bare("PRODUCT"), buttons(reply("More")))), together],
    ["a product's button on an image", both(card(picture("IMAGE"), buttons(product))), together],
    ["a footer beside the cards", marketing(plain, carousel(photo, photo), footer("Shop")), together],
    ["buttons beside the cards", marketing(plain, carousel(photo, photo), buttons(shop)), together],
    ["no body", marketing(carousel(photo, photo)), missing],
  ]);
});

describe("limited-time offers", () => {
  const code = (example: string): Body => ({ type: "COPY_CODE", example });
  const offer = (...more: unknown[]): Body => marketing(plain, offerBox("x".repeat(16), true), ...more);

  accepted([
    ["a text of 16 characters", offer(buttons(shop))],
    ["a code of 15 characters before the address", offer(buttons(code("x".repeat(15)), shop))],
    ["an image", offer(picture("IMAGE"), buttons(shop))],
    ["a film", offer(picture("VIDEO"), buttons(shop))],
    ["a body of 600 characters", marketing(body("x".repeat(600)), offerBox(), buttons(shop))],
  ]);
  refused([
    ["another category", utility(plain, offerBox(), buttons(shop)), together],
    ["a text of 17 characters", marketing(plain, offerBox("x".repeat(17)), buttons(shop)), tooLong],
    ["no text", marketing(plain, { type: "LIMITED_TIME_OFFER", limited_time_offer: {} }, buttons(shop)), missing],
    ["nothing in it", marketing(plain, { type: "LIMITED_TIME_OFFER" }, buttons(shop)), missing],
    [
      "an expiry that is no boolean",
      marketing(plain, { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "x", has_expiration: 1 } }),
      says("has_expiration must be a boolean"),
    ],
    ["a footer", offer(footer("Shop"), buttons(shop)), together],
    ["a text header", offer(heading("Hi"), buttons(shop)), together],
    ["a document", offer(picture("DOCUMENT"), buttons(shop)), together],
    ["a body of 601 characters", marketing(body("x".repeat(601)), offerBox(), buttons(shop)), tooLong],
    ["no address", offer(buttons(reply("Yes"))), wrongButtons],
    ["no buttons", offer(), wrongButtons],
    ["a code of 16 characters", offer(buttons(code("x".repeat(16)), shop)), tooLong],
    ["a code after the address", offer(buttons(shop, code("SAVE10"))), wrongButtons],
    ["something between code and address", offer(buttons(code("SAVE10"), reply("Yes"), shop)), wrongButtons],
  ]);
});

describe("permission to call", () => {
  accepted([
    ["for a utility template", utility(plain, { type: "CALL_PERMISSION_REQUEST" })],
    ["for a marketing template", marketing(plain, { type: "call_permission_request" })],
  ]);
  refused([
    ["a member", utility(plain, { type: "CALL_PERMISSION_REQUEST", text: "x" }), says('Unexpected key "text"')],
    ["an authentication template", authentication({ type: "BODY" }, { type: "CALL_PERMISSION_REQUEST" }), together],
  ]);
});

describe("one-time passwords", () => {
  const app = { package_name: "com.example.shop", signature_hash: "x".repeat(11) };
  const otp = (otp_type: string, more: Body = {}): Body => ({ type: "OTP", otp_type, ...more });
  const login = (...list: unknown[]): Body => authentication({ type: "BODY" }, buttons(...list));
  const copy = otp("COPY_CODE");
  const expires = (code_expiration_minutes: unknown): Body =>
    authentication({ type: "BODY" }, { type: "FOOTER", code_expiration_minutes }, buttons(copy));
  const apps = (...supported_apps: unknown[]): Body => login(otp("ONE_TAP", { supported_apps }));

  accepted([
    ["a code to copy", login(copy)],
    [
      "labels of 25 characters",
      login(otp("ONE_TAP", { text: "x".repeat(25), autofill_text: "y".repeat(25), supported_apps: [app] })),
    ],
    ["one tap", apps(app)],
    ["five apps", apps(...times(5, app))],
    ["a package of 224 characters", apps({ ...app, package_name: "x".repeat(224) })],
    ["no tap", login(otp("zero_tap", { supported_apps: [app], zero_tap_terms_accepted: true }))],
    ["an expiry of a minute", expires(1)],
    ["an expiry of 90 minutes", expires(90)],
    ["30 seconds to live", { ...login(copy), message_send_ttl_seconds: 30 }],
    ["900 seconds to live", { ...login(copy), message_send_ttl_seconds: 900 }],
    ["a month to live", { ...login(copy), message_send_ttl_seconds: -1 }],
  ]);
  refused([
    ["own words", authentication(plain, buttons(copy)), says('Unexpected key "text"')],
    ["a header", authentication(heading("Hi"), { type: "BODY" }, buttons(copy)), together],
    ["a picture", authentication(picture("IMAGE"), { type: "BODY" }, buttons(copy)), together],
    [
      "own words in the footer",
      authentication({ type: "BODY" }, footer("Shop"), buttons(copy)),
      says("Unexpected key"),
    ],
    ["no button", authentication({ type: "BODY" }), missing],
    ["no body", authentication(buttons(copy)), missing],
    ["two buttons", login(copy, copy), wrongButtons],
    ["an address", login(shop), wrongButtons],
    ["an unknown kind", login(otp("TELEPATHY")), says("{COPY_CODE, ONE_TAP, ZERO_TAP}")],
    ["a label of 26 characters", login(otp("COPY_CODE", { text: "x".repeat(26) })), tooLong],
    ["an autofill label of 26 characters", login(otp("ONE_TAP", { autofill_text: "x".repeat(26) })), tooLong],
    ["no apps", login(otp("ONE_TAP")), missing],
    ["six apps", apps(...times(6, app)), says("at most 5 apps")],
    ["a package of 225 characters", apps({ ...app, package_name: "x".repeat(225) }), tooLong],
    ["a hash of 10 characters", apps({ ...app, signature_hash: "x".repeat(10) }), says("exactly 11")],
    ["a hash of 12 characters", apps({ ...app, signature_hash: "x".repeat(12) }), tooLong],
    ["no hash", apps({ package_name: "com.example.shop" }), missing],
    ["terms not accepted", login(otp("ZERO_TAP", { supported_apps: [app] })), terms],
    ["an expiry at once", expires(0), says("from 1 to 90")],
    ["an expiry after 91 minutes", expires(91), says("from 1 to 90")],
    [
      "a recommendation that is no boolean",
      authentication({ type: "BODY", add_security_recommendation: 1 }, buttons(copy)),
      says("a boolean"),
    ],
    ["29 seconds to live", { ...login(copy), message_send_ttl_seconds: 29 }, says("from 30 to 900")],
    ["901 seconds to live", { ...login(copy), message_send_ttl_seconds: 901 }, says("from 30 to 900")],
  ]);

  test.each([
    [
      "en_US",
      "*{{1}}* is your verification code. For your security, do not share this code.",
      "This code expires in 10 minutes.",
      "Copy code",
    ],
    [
      "es_MX",
      "*{{1}}* es su código de verificación. Por su seguridad, no comparta este código.",
      "Este código vence en 10 minutos.",
      "Copiar código",
    ],
    [
      "pt_BR",
      "*{{1}}* é o seu código de verificação. Para sua segurança, não compartilhe este código.",
      "Este código expira em 10 minutos.",
      "Copiar código",
    ],
    [
      "de",
      "*{{1}}* is your verification code. For your security, do not share this code.",
      "This code expires in 10 minutes.",
      "Copy code",
    ],
  ])("in %s they read back with Meta's words", async (language, text, foot, label) => {
    const given = authentication(
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 10 },
      buttons(copy),
    );
    const id = String(at((await create(sim, { ...given, language })).body, "id"));
    const url = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}";
    expect(at((await graph(sim, "GET", `/${id}?fields=components`)).body, "components")).toMatchObject([
      { type: "BODY", text },
      { type: "FOOTER", text: foot },
      { type: "BUTTONS", buttons: [{ type: "URL", text: label, url }] },
    ]);
  });
});

test("an address may not carry a variable of its own name in a positional template", async () => {
  expect(told(await create(sim, marketing(plain, buttons(address("https://a.example/{{id}}", "x")))))).toMatchObject(
    wrongButtons,
  );
});
