import { describe, expect, test } from "vitest";
import { describeEvent, describeProcessed } from "../../../src/domain/webhooks/describe.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { change, envelope, inbound, preference, rui, status, textFrom } from "./bodies.ts";

const template = {
  event: "APPROVED",
  message_template_name: "pedido_enviado",
  message_template_language: "es",
  reason: "NONE",
};

describe("the line that a person sees", () => {
  test.each<[object, string, string]>([
    [
      textFrom(rui, "wamid.1", 1, "¿Está abierto?"),
      "+1202•••••23 wrote: ¿Está abierto?",
      "+1202•••••23 escribió: ¿Está abierto?",
    ],
    [
      inbound(rui, "wamid.2", 1, { type: "button", button: { text: "BAJA", payload: "BAJA" } }),
      "+1202•••••23 tapped: BAJA",
      "+1202•••••23 tocó: BAJA",
    ],
    [inbound(rui, "wamid.3", 1, { type: "sticker" }), "+1202•••••23 sent (sticker)", "+1202•••••23 mandó (sticker)"],
    [status("wamid.4", "read", 1), "read → +1202•••••23", "leído → +1202•••••23"],
    [
      status("wamid.5", "failed", 1, { errors: [{ code: 131_026, title: "Message undeliverable" }] }),
      "failed → +1202•••••23 · 131026 Undeliverable",
      "fallido → +1202•••••23 · 131026 No se puede entregar",
    ],
    [
      status("wamid.9", "failed", 1, { errors: [{ code: 999_999, title: "Something new" }] }),
      "failed → +1202•••••23 · 999999 Something new",
      "fallido → +1202•••••23 · 999999 Something new",
    ],
    [preference(rui, "stop", 1), "+1202•••••23 stopped marketing messages", "+1202•••••23 dejó de aceptar publicidad"],
    [
      envelope(change("message_template_status_update", template)),
      "template pedido_enviado (es) is now APPROVED",
      "la plantilla pedido_enviado (es) pasó a APPROVED",
    ],
    [
      envelope(change("tomorrow", { event: "SOMETHING" })),
      "kept, with nothing to do: tomorrow: event",
      "guardado, sin nada que hacer: tomorrow: event",
    ],
  ])("%#", (body, en, es) => {
    expect(parseWebhook(body).map(describeEvent)).toEqual([{ en, es }]);
  });

  test("shows no whole phone number, no control sequence and no endless text", () => {
    const body = `\u001b[2Jcall me: +1 202-555-0123 ${"x".repeat(5_000)}`;
    const line = parseWebhook(textFrom(rui, "wamid.6", 1, body)).map((event) => describeEvent(event).en)[0] ?? "";
    expect(line).toMatch(/^\+1202•••••23 wrote: call me: \+1202•••••23 x+…$/);
    expect(line.length).toBeLessThan(100);
  });

  test.each([
    [
      { action: "withdrawn", purposes: ["marketing"] },
      " · consent to marketing withdrawn",
      " · consentimiento para publicidad retirado",
    ],
    [{ action: "withdrawn", purposes: ["marketing", "utility"] }, " · consent withdrawn", " · consentimiento retirado"],
    [
      { action: "granted", purposes: ["marketing"] },
      " · consent to marketing granted",
      " · consentimiento para publicidad otorgado",
    ],
    [undefined, "", ""],
  ] as const)("names what changed in the consent: %j", (consent, en, es) => {
    const [event] = parseWebhook(textFrom(rui, "wamid.8", 1, "BAJA"));
    const line = event && describeProcessed({ event, outcome: "applied", consent });
    expect(line).toEqual({ en: `+1202•••••23 wrote: BAJA${en}`, es: `+1202•••••23 escribió: BAJA${es}` });
  });

  test("a person known only by a user id is not given away", () => {
    const message = { from_user_id: rui.userId, id: "wamid.7", timestamp: "1", type: "text", text: { body: "Hi" } };
    const [line] = parseWebhook(envelope(change("messages", { messages: [message] }))).map(describeEvent);
    expect(line?.en).toBe("US.9081•••• wrote: Hi");
  });
});
