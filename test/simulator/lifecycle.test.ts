import { describe, expect, test } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import {
  at,
  bodyParameters,
  connect,
  hello,
  offer,
  orderShipped,
  person,
  send,
  template,
  text,
  wamid,
} from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";
/** Nothing happens by itself: only moving the clock does anything. */
const still = { now, clock: "manual", delays: { sent: 60_000, delivered: 120_000, read: 180_000 } } as const;

describe("statuses", () => {
  test("come in order, with the price on sent and delivered, and with the business's own data", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = wamid(await send(sim, { ...hello(), biz_opaque_callback_data: "msg_1" }));
    expect(receiver.statuses).toEqual([]);
    await sim.advance("4m");
    expect(receiver.statuses).toEqual([
      expect.objectContaining({
        id,
        status: "sent",
        biz_opaque_callback_data: "msg_1",
        pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "utility" },
      }),
      expect.objectContaining({ id, status: "delivered", recipient_id: "12025550111", pricing: expect.anything() }),
      expect.not.objectContaining({ pricing: expect.anything() }),
    ]);
    expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
    const user = at(receiver.statuses[0], "recipient_user_id");
    expect(user).toMatch(/^US\.\d{20}$/);
    expect(at(receiver.values("messages")[1], "contacts", 0)).toEqual({
      profile: { name: "Customer 0111" },
      wa_id: "12025550111",
      user_id: user,
    });
    expect(at(receiver.received[0]?.body, "entry", 0, "id")).toBe(sim.wabaId);
    expect(at(receiver.received[0]?.body, "entry", 0)).not.toHaveProperty("time");
    expect(at(receiver.values("messages")[0], "metadata")).toEqual({
      display_phone_number: "15550100200",
      phone_number_id: sim.phoneNumberId,
    });
  });

  test("of several messages keep the clock's order", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const first = wamid(await send(sim, hello("+12025550101")));
    await sim.advance("90s");
    const second = wamid(await send(sim, hello("+12025550102")));
    await sim.advance("1h");
    expect(receiver.statuses.map((status) => [at(status, "id"), at(status, "status")])).toEqual([
      [first, "sent"],
      [first, "delivered"],
      [second, "sent"],
      [first, "read"],
      [second, "delivered"],
      [second, "read"],
    ]);
  });

  test("without read receipts there is no read", async () => {
    await using sim = await startSimulator(still);
    sim.customer(person, { readReceipts: false });
    await send(sim, hello());
    await sim.advance("1h");
    expect(sim.messages()[0]?.status).toBe("delivered");
  });

  test("run by themselves in real time", async () => {
    await using sim = await startSimulator({ delays: { sent: 1, delivered: 2, read: 3 } });
    await send(sim, hello());
    expect((await sim.wait({ status: "read" })).statuses.map(({ status }) => status)).toEqual([
      "accepted",
      "sent",
      "delivered",
      "read",
    ]);
  });
});

describe("the 24-hour window", () => {
  test("a free text outside it is accepted and fails by webhook", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    expect((await send(sim, text("Hi"))).status).toBe(200);
    await sim.advance("1h");
    expect(receiver.statuses).toEqual([
      expect.objectContaining({
        status: "failed",
        errors: [expect.objectContaining({ code: 131047, title: "Re-engagement message" })],
      }),
    ]);
    expect(receiver.statuses[0]).not.toHaveProperty("recipient_user_id");
    expect(receiver.values("messages")[0]).not.toHaveProperty("contacts");
  });

  test("opens when the person writes, closes 24 hours later, and opens again", async () => {
    await using sim = await startSimulator({ now });
    sim.inbound({ from: person, text: "Hello" });
    const outcome = async (): Promise<unknown> => {
      const id = wamid(await send(sim, text("Hi")));
      await sim.advance("1m");
      const message = sim.messages().find((candidate) => candidate.id === id);
      return message?.errors?.[0]?.code ?? message?.status;
    };
    expect(await outcome()).toBe("read");
    await sim.advance("23h");
    expect(await outcome()).toBe("read");
    await sim.advance("1h");
    expect(await outcome()).toBe(131047);
    sim.inbound({ from: person, text: "Still there?" });
    expect(await outcome()).toBe("read");
  });

  test("is the person's own", async () => {
    await using sim = await startSimulator({ now });
    sim.inbound({ from: "+12025550101", text: "Hello" });
    await send(sim, text("Hi"));
    await sim.advance("1s");
    expect(sim.messages()[0]?.status).toBe("failed");
  });
});

describe("prices", () => {
  test.each([
    ["utility, closed", "2026-11-20T12:00:00Z", false, "utility", "regular"],
    ["utility, open, since October 2026", "2026-11-20T12:00:00Z", true, "utility", "regular"],
    ["utility, open, before October 2026", "2026-09-30T12:00:00Z", true, "utility", "free_customer_service"],
    ["marketing, open", "2026-11-20T12:00:00Z", true, "marketing", "regular"],
    ["service", "2026-11-20T12:00:00Z", true, "service", "free_customer_service"],
  ])("%s", async (_, start, open, category, type) => {
    await using sim = await startSimulator({ now: start });
    sim.template(orderShipped);
    sim.template(offer);
    if (open) sim.inbound({ from: person, text: "Hello" });
    const bodies: Record<string, Record<string, unknown>> = {
      utility: template("order_shipped", "es_MX", bodyParameters("Ana", "1")),
      marketing: template("autumn_offer", "en_US"),
      service: text("Hi"),
    };
    await send(sim, bodies[category] ?? {});
    await sim.advance("1s");
    expect(sim.messages()[0]?.pricing).toEqual({ billable: type === "regular", pricing_model: "PMP", type, category });
  });

  test("service messages cost beyond the first thousand delivered in a month", async () => {
    await using sim = await startSimulator({ now });
    sim.limits({ mps: null, pair: null });
    sim.inbound({ from: person, text: "Hello" });
    for (let round = 0; round < 1_001; round += 77) {
      await Promise.all(Array.from({ length: Math.min(77, 1_001 - round) }, () => send(sim, text("Hi"))));
    }
    await sim.advance("1s");
    const types = sim.messages().map((message) => message.pricing?.type);
    expect(types.filter((type) => type === "free_customer_service")).toHaveLength(1_000);
    expect(types.filter((type) => type === "regular")).toHaveLength(1);
    await sim.setClock("2026-12-01T00:00:00Z");
    sim.inbound({ from: person, text: "Hello again" });
    const id = wamid(await send(sim, text("Hi")));
    await sim.advance("1s");
    expect(sim.messages().find((message) => message.id === id)?.pricing?.type).toBe("free_customer_service");
  });
});

describe("people", () => {
  const marketing = (to: string): Record<string, unknown> => template("autumn_offer", "en_US", undefined, to);
  test.each<[string, string, Record<string, unknown>, unknown[]]>([
    ["undeliverable", "+12025550126", hello("+12025550126"), ["accepted", 131026]],
    ["opted out, marketing", "+12025550150", marketing("+12025550150"), ["accepted", 131050]],
    ["opted out, utility", "+12025550150", hello("+12025550150"), ["accepted", "sent", "delivered", "read"]],
    ["marketing cap, marketing", "+12025550149", marketing("+12025550149"), ["accepted", 131049]],
    ["marketing cap, utility", "+12025550149", hello("+12025550149"), ["accepted", "sent", "delivered", "read"]],
    ["never delivered", "+12025550161", hello("+12025550161"), ["accepted", "sent"]],
    ["read without delivered", "+12025550162", hello("+12025550162"), ["accepted", "sent", "read"]],
  ])("%s: %s", async (_, __, body, expected) => {
    await using sim = await startSimulator({ now });
    sim.template(offer);
    await send(sim, body);
    await sim.advance("2h");
    const [message] = sim.messages();
    expect(message?.statuses.map(({ status }) => (status === "failed" ? message.errors?.[0]?.code : status))).toEqual(
      expected,
    );
  });

  test("the slow number is delivered an hour later", async () => {
    await using sim = await startSimulator({ now });
    await send(sim, hello("+12025550160"));
    await sim.advance("59m");
    expect(sim.messages()[0]?.status).toBe("sent");
    await sim.advance("2m");
    expect(sim.messages()[0]?.status).toBe("read");
  });

  test("read without delivered carries the price on read", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    await send(sim, hello("+12025550162"));
    await sim.advance("1h");
    expect(receiver.statuses.map((status) => [at(status, "status"), at(status, "pricing", "category")])).toEqual([
      ["sent", "utility"],
      ["read", "utility"],
    ]);
  });

  test("who blocks the business gets nothing", async () => {
    await using sim = await startSimulator({ now });
    sim.customer(person, { blocked: true });
    await send(sim, hello());
    await sim.advance("1s");
    expect(sim.messages()[0]?.errors?.[0]?.code).toBe(131026);
  });

  test("opting out and in again is reported, and stops marketing in between", async () => {
    await using sim = await startSimulator({ now });
    await using receiver = await connect(sim);
    sim.template(offer);
    sim.customer(person, { optOut: true });
    await send(sim, marketing(person));
    await sim.advance("1s");
    sim.customer(person, { optOut: false });
    await send(sim, marketing(person));
    await sim.advance("1s");
    expect(receiver.values("user_preferences").map((value) => at(value, "user_preferences", 0))).toEqual([
      expect.objectContaining({
        wa_id: "12025550111",
        category: "marketing_messages",
        value: "stop",
        timestamp: expect.any(Number),
      }),
      expect.objectContaining({ value: "resume" }),
    ]);
    expect(sim.messages().map((message) => message.errors?.[0]?.code ?? message.status)).toEqual([131050, "read"]);
  });

  test("a user name is told from delivered on", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer(person, { username: "ana.shop" });
    await send(sim, hello());
    await sim.advance("1h");
    expect(receiver.values("messages").map((value) => at(value, "contacts", 0, "profile", "username"))).toEqual([
      undefined,
      "ana.shop",
      "ana.shop",
    ]);
  });
});

test("a link that cannot be reached fails by webhook", async () => {
  await using sim = await startSimulator({ now });
  sim.inbound({ from: person, text: "Hello" });
  expect(
    (await send(sim, { to: person, type: "image", image: { link: "https://nowhere.invalid/a.jpg" } })).status,
  ).toBe(200);
  await sim.advance("1s");
  expect(sim.messages()[0]?.errors?.[0]?.code).toBe(131053);
});
