import { describe, expect, test } from "vitest";
import { checkTemplate, checkTemplateEdit, checkTemplateUpsert } from "../../../src/graph/check/template-create.ts";
import type { SendProblem } from "../../../src/graph/check/send.ts";
import { body, buttons, plain, reply, utility } from "../../simulator/template-helpers.ts";
import { acceptedTemplates, refusedTemplates } from "./template-rows.ts";

const paths = (problems: readonly SendProblem[]): string[] => problems.map(({ path }) => path);

test.each(acceptedTemplates)("%s is accepted", (_, given) => {
  expect(checkTemplate(given)).toEqual([]);
});

test.each(refusedTemplates)("%s is refused, with its place and in both languages", (_, given, wanted) => {
  const problems = checkTemplate(given);
  expect(paths(problems)).toEqual(wanted);
  for (const { text } of problems) {
    expect(text.en).toMatch(/\S/);
    expect(text.es).toMatch(/\S/);
    expect(text.es).not.toBe(text.en);
  }
});

test("a language that is nearly one is told its neighbours", () => {
  expect(checkTemplate({ ...utility(plain), language: "es_mx" })[0]?.text).toEqual({
    en: expect.stringContaining("did you mean es_MX") as string,
    es: expect.stringContaining("quiso decir es_MX") as string,
  });
});

describe("a template of the library", () => {
  const made = { name: "ours", language: "en", category: "UTILITY", library_template_name: "order_1" };
  const link = {
    type: "URL",
    url: { base_url: "https://shop.example/{{1}}", url_suffix_example: "https://shop.example/1" },
  };

  test.each<[string, object]>([
    ["as it is", {}],
    ["with a link", { library_template_button_inputs: [link] }],
    ["with its inputs as JSON", { library_template_button_inputs: JSON.stringify([link]) }],
    ["with sentences", { library_template_body_inputs: { add_contact_number: true, code_expiration_minutes: 90 } }],
  ])("%s is accepted", (_, more) => {
    expect(checkTemplate({ ...made, ...more })).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["with words of its own", { components: [plain] }, "components"],
    ["for marketing", { category: "MARKETING" }, "category"],
    ["without a name", { library_template_name: "" }, "library_template_name"],
    ["in a language that is none", { language: "xx" }, "language"],
    [
      "with an address that is none",
      { library_template_button_inputs: [{ type: "URL", url: { base_url: "shop" } }] },
      "library_template_button_inputs[0].url.base_url",
    ],
    [
      "that expires after 91 minutes",
      { library_template_body_inputs: { code_expiration_minutes: 91 } },
      "library_template_body_inputs.code_expiration_minutes",
    ],
  ])("%s is refused", (_, more, path) => {
    expect(paths(checkTemplate({ ...made, ...more }))).toEqual([path]);
  });
});

describe("an edit", () => {
  test.each<[string, object]>([
    ["of the words", { components: [plain] }],
    ["of the category", { category: "MARKETING" }],
    ["of the lifetime, whatever the category", { message_send_ttl_seconds: 2_592_000 }],
    ["with numbers, whatever the template has", { components: [body("Hi {{1}} there", "Ana")] }],
    [
      "with names, which tell by themselves what they are",
      {
        components: [
          {
            type: "BODY",
            text: "Hi {{name}} there",
            example: { body_text_named_params: [{ param_name: "name", example: "Ana" }] },
          },
        ],
      },
    ],
    [
      "of a code, which its button tells",
      { components: [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })] },
    ],
  ])("%s is accepted", (_, given) => {
    expect(checkTemplateEdit(given)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["of nothing", {}, ""],
    ["of what is not there", { components: undefined }, ""],
    ["of the name", { name: "other" }, "name"],
    ["of a part of the components", { components: [buttons(reply("Yes"))] }, "components"],
    ["to no components", { components: [] }, "components"],
    ["that lives too long", { message_send_ttl_seconds: 2_592_001 }, "message_send_ttl_seconds"],
    [
      "that lives too short for its category",
      { category: "MARKETING", message_send_ttl_seconds: 60 },
      "message_send_ttl_seconds",
    ],
  ])("%s is refused", (_, given, path) => {
    expect(paths(checkTemplateEdit(given))).toEqual([path]);
  });
});

describe("an authentication template in several languages", () => {
  const components = [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE" })];
  const login = { name: "login", category: "AUTHENTICATION", languages: ["en_US", "es"], components };

  test("is accepted", () => {
    expect(checkTemplateUpsert(login)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["in none", { languages: [] }, "languages"],
    ["in one that does not exist", { languages: ["es", "xx"] }, "languages[1]"],
    ["for marketing", { category: "MARKETING" }, "category"],
    ["with one language", { language: "es" }, "language"],
    ["with 29 seconds to live", { message_send_ttl_seconds: 29 }, "message_send_ttl_seconds"],
    [
      "with a label",
      { components: [{ type: "BODY" }, buttons({ type: "OTP", otp_type: "COPY_CODE", text: "Copy" })] },
      "components[1].buttons[0].text",
    ],
  ])("%s is refused", (_, more, path) => {
    expect(paths(checkTemplateUpsert({ ...login, ...more }))).toEqual([path]);
  });
});

describe("anything at all is looked at, and nothing throws", () => {
  const cyclic: Record<string, unknown> = { ...utility(plain) };
  cyclic["components"] = [cyclic];
  const deep = JSON.parse(`${'{"components":['.repeat(5_000)}${"]}".repeat(5_000)}`) as object;
  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a list", []],
    ["a number", 7],
    ["itself", cyclic],
    ["depth", { ...deep, category: "MARKETING" }],
    ["a million components", { ...utility(), components: Array.from({ length: 1_000_000 }, () => 1) }],
    ["a prototype", JSON.parse('{"__proto__":{"name":"x"},"constructor":1,"components":[{"type":"constructor"}]}')],
    ["braces without end", utility(body("{{".repeat(100_000)))],
    ["spaces without end", utility(body(`}}${" ".repeat(100_000)}`))],
  ])("%s", (_, given) => {
    for (const check of [checkTemplate, checkTemplateEdit, checkTemplateUpsert]) {
      const { length } = check(given);
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(50);
    }
  });
});
