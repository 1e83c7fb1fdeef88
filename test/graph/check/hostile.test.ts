import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { assertSendable, checkSend } from "../../../src/graph/check/send.ts";
import { many, paths, person, to } from "./bodies.ts";

const types = ["text", "image", "contacts", "interactive", "template", "reaction", "pin", "location"];

function nested(depth: number): unknown {
  let value: unknown = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const loop: Record<string, unknown> = { type: "body" };
loop["parameters"] = [loop];
loop["self"] = loop;

const flowWith = (data: unknown) =>
  to({
    type: "interactive",
    interactive: {
      type: "flow",
      body: { text: "x" },
      action: {
        name: "flow",
        parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Ir", flow_action_payload: { data } },
      },
    },
  });
const flowData = ["interactive.action.parameters.flow_action_payload.data"];

/** The error that a send is refused with. */
function refused(body: unknown): InputError {
  try {
    assertSendable(body);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("hostile messages", () => {
  test("any JSON in any place is answered with a list, and only JSON's own members count", () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.jsonValue({ maxDepth: 8 }), fc.jsonValue(), (type, content, whole) => {
        expect(checkSend(to({ type, [type]: content })).length).toBeLessThanOrEqual(50);
        expect(checkSend(whole).length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  test("any value in place of any part of a good message never crashes", () => {
    const good = flowWith({ guests: 2 });
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
    });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good), "extra"), anything, (name, value) => {
        const whole = paths({ ...good, [name]: value });
        const inside = paths(flowWith(value));
        const components = paths(
          to({
            type: "template",
            template: {
              name: "a",
              language: { code: "es" },
              components: [value, { type: "body", parameters: [value] }],
            },
          }),
        );
        expect([...whole, ...inside, ...components].every((path) => path.length < 200)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("members of the prototype are no members", () => {
    expect(
      paths(
        JSON.parse(`{"__proto__":{"messaging_product":"whatsapp","to":"${person}","type":"text","text":{"body":"x"}}}`),
      ),
    ).toEqual(["__proto__", "messaging_product", "text", "to"]);
    expect(paths(Object.create(to({ type: "text", text: { body: "x" } })))).toEqual([
      "messaging_product",
      "text",
      "to",
    ]);
    expect(
      paths(to(JSON.parse('{"type":"text","text":{"body":"x","__proto__":{"a":1},"constructor":1}}') as object)),
    ).toEqual(["text.__proto__", "text.constructor"]);
    expect({}).not.toHaveProperty("a");
  });

  test("loops and great depth are refused where a business's own data may stand, and nowhere looked into", () => {
    expect(paths(flowWith({ deep: nested(60) }))).toEqual([]);
    expect(paths(flowWith({ deep: nested(100_000) }))).toEqual(flowData);
    expect(paths(flowWith(loop))).toEqual(flowData);
    expect(paths(flowWith({ big: 10n }))).toEqual(flowData);
    expect(paths(flowWith({ call: () => 1 }))).toEqual(flowData);
    expect(paths(to({ type: "text", text: nested(100_000) }))).toEqual(["text.a", "text.body"]);
    expect(
      paths(to({ type: "template", template: { name: "a", language: { code: "es" }, components: [loop] } })),
    ).not.toEqual([]);
  });

  test("a million entries and characters end in a few problems", () => {
    const wide = Object.fromEntries(many(200_000, (index) => [`m${index}`, index]));
    expect(paths(to({ ...wide, type: "text", text: { body: "x" } }))).toHaveLength(50);
    expect(paths(to({ type: "contacts", contacts: many(1_000_000, () => null) })).length).toBeLessThanOrEqual(50);
    expect(paths(to({ type: "text", text: { body: "😀".repeat(1_000_000) } }))).toEqual(["text.body"]);
    expect(paths(to({ type: "reaction", reaction: { message_id: "a", emoji: "👍".repeat(1_000_000) } }))).toEqual([
      "reaction.emoji",
    ]);
    expect(paths({ ...to({ type: "text", text: { body: "x" } }), to: "1".repeat(1_000_000) })).toEqual(["to"]);
    const spaces = { type: "body", parameters: [{ type: "text", text: " ".repeat(2_000_000) }] };
    expect(
      paths(to({ type: "template", template: { name: "a", language: { code: "es" }, components: [spaces] } })),
    ).toHaveLength(1);
  });
});

describe("what a refusal says", () => {
  const twoFaults = to({
    type: "interactive",
    interactive: {
      type: "button",
      body: { text: "x" },
      footer: { text: "é".repeat(61) },
      action: { buttons: [{ type: "reply", reply: { id: "a", title: "á".repeat(21) } }] },
    },
  });

  test("the place, the rule, what was given, and how much more there is, in both languages", () => {
    const error = refused(twoFaults);
    expect(error.code).toBe("message.invalid");
    expect(error.text).toEqual({
      en: "The message cannot be sent: interactive.footer.text has 61 characters; at most 60 are allowed (and 1 more).",
      es: "El mensaje no se puede enviar: interactive.footer.text tiene 61 caracteres; se permiten 60 como máximo (y 1 más).",
    });
    expect(error.data).toMatchObject({
      path: "interactive.footer.text",
      problems: [{ path: "interactive.footer.text" }, { path: "interactive.action.buttons[0].reply.title" }],
    });
  });

  test("a mistyped member is answered with the one that was meant", () => {
    const error = refused(to({ type: "text", text: { body: "Hola", preview_ur: true } }));
    expect(error.message).toContain("text.preview_ur is not a member that Meta knows here; did you mean preview_url?");
  });

  test("the message as a whole has a name", () => {
    expect(refused(null).text.es).toBe("El mensaje no se puede enviar: el mensaje debe ser un objeto.");
  });

  test("nothing of what the message says, nor whom it goes to", () => {
    const secret = "Su clave es 4711";
    const bad = [
      to({ type: "text", text: { body: 1, [secret]: 1 } }),
      { ...to({ type: "text", text: { body: "x" } }), to: `${person}x` },
      to({ type: "image", image: { link: secret } }),
      to({ type: secret }),
      to({ type: "reaction", reaction: { message_id: "a", emoji: secret } }),
      to({ type: "text", text: { body: "x" }, category: secret, recipient_type: secret }),
      to({ type: "template", template: { name: secret, language: { code: secret }, components: [{ type: secret }] } }),
    ];
    for (const body of bad) {
      const { text, data, hint } = refused(body);
      const said = JSON.stringify([text, data, hint]);
      expect(said).not.toContain("4711");
      expect(said).not.toContain(person.slice(1));
    }
  });
});
