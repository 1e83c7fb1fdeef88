import { describe, expect, test } from "vitest";
import { chars, image, many, paths, to } from "./bodies.ts";

const user = { to: undefined, recipient: "US.90817263544536271819" };
const text = (body: string, others: object) => to({ type: "text", text: { body }, ...others });
const utility = { category: "utility" };
const code = { category: "authentication" };
const reply = (index: number) => ({ type: "reply", reply: { id: `id${index}`, title: `Opción ${index}` } });
const link = (index: number) => ({
  type: "cta_url",
  cta_url: { display_text: `Ver ${index}`, url: "https://shop.example" },
});
const mixed = (buttons: unknown, others: object = utility) =>
  to({ type: "interactive", interactive: { type: "button", body: { text: "x" }, action: { buttons } }, ...others });
const kind = (type: string, action: object, others: object = utility) =>
  to({ type: "interactive", interactive: { type, body: { text: "x" }, action }, ...others });

const accepted: [string, unknown][] = [
  ["a text of 1,024", text(chars(1024), utility)],
  ["a utility message that lives for 30 seconds", text("x", { ...utility, ttl_seconds: 30 })],
  ["a utility message that lives for 43,200 seconds", text("x", { ...utility, ttl_seconds: 43_200 })],
  ["a code that lives for 900 seconds", text("x", { ...code, ttl_seconds: 900 })],
  ["the name of its template", text("x", { ...utility, direct_send_config: { template_name: "aviso_1" } })],
  ["a utility message to a user id", text("x", { ...utility, ...user })],
  ["two links and eight replies", mixed([link(0), link(1), ...many(8, reply)])],
  ["links alone", mixed([link(0)])],
  ["replies", mixed(many(3, reply))],
  ["links in a service message", mixed([link(0), reply(1)], { category: "service" })],
  ["a link", kind("cta_url", { name: "cta_url", parameters: { display_text: "Ver", url: "https://shop.example" } })],
  ["a call button", kind("voice_call", { name: "voice_call" })],
  ["a picture as a service message", to({ type: "image", image, category: "service" })],
];

const refused: [string, unknown, string[]][] = [
  ["another category", text("x", { category: "marketing" }), ["category"]],
  ["a category of Object's prototype", text("x", { category: "valueOf" }), ["category"]],
  ["a text of 1,025", text(chars(1025), utility), ["text.body"]],
  ["a preview", to({ type: "text", text: { body: "x", preview_url: false }, ...utility }), ["text.preview_url"]],
  ["a picture", to({ type: "image", image, ...utility }), ["type"]],
  ["a list", kind("list", { button: "Ver", sections: [{ rows: [{ id: "a", title: "A" }] }] }), ["interactive.type"]],
  ["a lifetime of 29 seconds", text("x", { ...utility, ttl_seconds: 29 }), ["ttl_seconds"]],
  ["a lifetime of 43,201 seconds", text("x", { ...utility, ttl_seconds: 43_201 }), ["ttl_seconds"]],
  ["a code's lifetime of 901 seconds", text("x", { ...code, ttl_seconds: 901 }), ["ttl_seconds"]],
  ["a lifetime as text", text("x", { ...code, ttl_seconds: "60" }), ["ttl_seconds"]],
  ["a lifetime without a category", text("x", { ttl_seconds: 60 }), ["ttl_seconds"]],
  ["a service message's lifetime", text("x", { category: "service", ttl_seconds: 60 }), ["ttl_seconds"]],
  ["a code's template", text("x", { ...code, direct_send_config: { template_name: "a" } }), ["direct_send_config"]],
  [
    "a template's name with capitals",
    text("x", { ...utility, direct_send_config: { template_name: "Aviso" } }),
    ["direct_send_config.template_name"],
  ],
  ["a code to a user id", text("x", { ...code, ...user }), ["to"]],
  [
    "a utility message to a group",
    { ...text("x", utility), recipient_type: "group", to: "Y2FwaV9ncm91cA" },
    ["category"],
  ],
  ["three links", mixed([link(0), link(1), link(2)]), ["interactive.action.buttons"]],
  ["eleven buttons", mixed([link(0), ...many(10, reply)]), ["interactive.action.buttons"]],
  ["a link after a reply", mixed([link(0), reply(0), link(1)]), ["interactive.action.buttons[2]"]],
  ["four replies without a link", mixed(many(4, reply)), ["interactive.action.buttons"]],
  ["two links with the same label", mixed([link(0), link(0)]), ["interactive.action.buttons[1].cta_url.display_text"]],
];

describe("Direct Send", () => {
  test.each(accepted)("accepts %s", (_what, message) => {
    expect(paths(message)).toEqual([]);
  });
  test.each(refused)("refuses %s", (_what, message, places) => {
    expect(paths(message)).toEqual(places);
  });
});
