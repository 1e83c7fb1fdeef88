import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, graph, hello, offer, orderShipped, person, send, template, text, wamid } from "./helpers.ts";
import { goodBodies } from "./send-bodies.ts";

let sim: Simulator;
let group: string;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(async () => {
  sim.reset();
  await newGroup();
  group = sim.groups()[0]?.id ?? "";
});

async function newGroup(): Promise<void> {
  await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { messaging_product: "whatsapp", subject: "Mugs" });
  await sim.advance("1m");
}

const toGroup = (body: Record<string, unknown>): Record<string, unknown> => ({
  ...body,
  to: group,
  recipient_type: "group",
});
const pin = (message_id: string, changes: Record<string, unknown> = {}): Record<string, unknown> =>
  toGroup({ type: "pin", pin: { type: "pin", message_id, expiration_days: 1, ...changes } });

describe("a group with a member", () => {
  beforeEach(() => {
    sim.joinGroup(group, person);
  });

  test("is answered with its id", async () => {
    const answer = await send(sim, toGroup(text("Hi, all")));
    expect(answer.body).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: group, wa_id: group }],
      messages: [{ id: wamid(answer), group_id: group }],
    });
    expect(sim.messages({ to: group })[0]).toMatchObject({ to: group, group_id: group, text: "Hi, all" });
  });

  test.each(["text", "image", "document", "voice", "template"])("takes a good %s", async (kind) => {
    expect((await send(sim, toGroup(goodBodies(sim)[kind] ?? {}))).status).toBe(200);
  });

  test.each(["location", "contacts", "reaction", "buttons", "list", "product", "orderDetails"])(
    "does not take a good %s",
    async (kind) => {
      const answer = await send(sim, toGroup(goodBodies(sim)[kind] ?? {}));
      expect([answer.status, code(answer)]).toEqual([400, 131051]);
    },
  );

  test("takes templates of text, and no codes", async () => {
    sim.template(offer);
    sim.template({
      ...orderShipped,
      name: "code",
      category: "AUTHENTICATION",
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
    });
    expect((await send(sim, toGroup(template("autumn_offer", "en_US")))).status).toBe(200);
    const parameters = [{ type: "text", text: "123456" }];
    const login = template("code", "es_MX", [
      { type: "body", parameters },
      { type: "button", sub_type: "url", index: "0", parameters },
    ]);
    expect(code(await send(sim, toGroup(login)))).toBe(131051);
  });

  test("takes no business-initiated message without template", async () => {
    expect(code(await send(sim, toGroup({ ...text("Hi"), category: "utility" })))).toBe(100);
  });

  test("a message of it can be pinned and unpinned", async () => {
    const id = wamid(await send(sim, toGroup(text("Hi"))));
    expect((await send(sim, pin(id))).status).toBe(200);
    expect((await send(sim, pin(id, { type: "unpin", expiration_days: undefined }))).status).toBe(200);
  });

  test.each<[string, Record<string, unknown>, number]>([
    ["no days", { expiration_days: undefined }, 131008],
    ["0 days", { expiration_days: 0 }, 131009],
    ["31 days", { expiration_days: 31 }, 131009],
    ["another type", { type: "star" }, 131009],
    ["an unknown message", { message_id: "wamid.unknown" }, 131009],
    ["an unknown member", { by: "me" }, 100],
  ])("a pin with %s is refused", async (_, changes, expected) => {
    const id = wamid(await send(sim, toGroup(text("Hi"))));
    expect(code(await send(sim, pin(id, changes)))).toBe(expected);
  });

  test("suspended, it answers 131207", async () => {
    sim.suspendGroup(group);
    const answer = await send(sim, toGroup(text("Hi")));
    expect([answer.status, code(answer)]).toEqual([403, 131207]);
  });

  test("a message in it can be marked as read", async () => {
    const { id } = sim.inbound({ from: person, text: "Hola", group_id: group });
    expect((await send(sim, { status: "read", message_id: id })).body).toEqual({ success: true });
  });
});

test("a group without members answers 131020", async () => {
  const answer = await send(sim, toGroup(text("Hi")));
  expect([answer.status, code(answer)]).toEqual([400, 131020]);
});

test("messages to people go on as before", async () => {
  expect(at((await send(sim, hello())).body, "contacts", 0, "wa_id")).toBe("12025550111");
});
