import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, details, person, send, text, wamid } from "./helpers.ts";
import { interactive, order, orderDetails, orderStatus, permission } from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

type Json = Record<string, unknown>;
const amount = (value: unknown, offset: unknown = 100): Json => ({ value, offset });
const x = (length: number): string => "x".repeat(length);
const item = (changes: Json = {}): Json => ({ name: "Mug", amount: amount(1_000), quantity: 2, ...changes });
const payment = (type: string, setting: unknown): Json => ({ payment_settings: [{ type, [type]: setting }] });
const now = Date.parse("2026-11-20T12:00:00Z") / 1_000;
const expiration = (timestamp: unknown, description: unknown = "Pay soon"): Json => ({
  order: order({ expiration: { timestamp, description } }),
});
const origin = {
  country_of_origin: "India",
  importer_name: "Mugs",
  importer_address: { address_line1: "1 Road", city: "Pune", postal_code: "411001", country_code: "IN" },
};

describe("order details", () => {
  test.each<[string, Json]>([
    ["an order", {}],
    ["a reference of 35 characters", { reference_id: "A1_.-".repeat(7) }],
    [
      "a reduced price",
      {
        total_amount: amount(1_800),
        order: order({ items: [item({ sale_amount: amount(900) })], subtotal: amount(1_800) }),
      },
    ],
    [
      "no shipping and no discount",
      { total_amount: amount(2_100), order: order({ shipping: undefined, discount: undefined }) },
    ],
    ["five minutes to pay", expiration(String(now + 300))],
    [
      "an item from elsewhere, in India",
      { currency: "INR", order: order({ catalog_id: undefined, items: [item(origin)] }) },
    ],
    ["an item of a catalog, in India", { currency: "INR" }],
    [
      "PIX",
      payment("pix_dynamic_code", { code: "00020101", merchant_name: "Mugs", key: "a@b.example", key_type: "EMAIL" }),
    ],
    ["a boleto", payment("boleto", { digitable_line: "03399026944140000002628346101018898510000008848" })],
    [
      "a gateway",
      payment("payment_gateway", {
        type: "razorpay",
        configuration_name: "main",
        razorpay: { receipt: "r-1", notes: { a: "b" } },
      }),
    ],
    ["a card on file", payment("offsite_card_pay", { last_four_digits: "4242", credential_id: "c-1" })],
    ["a UPI link", payment("upi_intent_link", { link: "upi://pay?pa=mugs" })],
  ])("%s: accepted", async (_, changes) => {
    const answer = await send(sim, interactive(orderDetails(changes)));
    expect([answer.status, details(answer)]).toEqual([200, undefined]);
  });

  test.each<[string, Json, number, string?]>([
    ["no reference", { reference_id: undefined }, 131008],
    ["a reference of 36 characters", { reference_id: x(36) }, 131009],
    ["a space in the reference", { reference_id: "a b" }, 131009],
    ["another kind of goods", { type: "services" }, 131009],
    ["another currency", { currency: "USD" }, 131009],
    ["an unknown payment type", { payment_type: "card" }, 131009],
    [
      "a total that does not add up",
      { total_amount: amount(2_001) },
      131009,
      "Param interactive['action']['parameters']['total_amount'] must equal subtotal + tax + shipping - discount: 2000, not 2001.",
    ],
    [
      "a subtotal that is not that of the items",
      { order: order({ subtotal: amount(1_999) }), total_amount: amount(1_999) },
      131009,
    ],
    ["an offset of 1000", { total_amount: amount(2_000, 1_000) }, 131009],
    ["a value with a fraction", { total_amount: amount(2_000.5) }, 131009],
    ["a value that is a text", { total_amount: amount("2000") }, 131009],
    ["a negative value", { order: order({ tax: amount(-1) }) }, 131009],
    ["no tax", { order: order({ tax: undefined }) }, 131008],
    ["an order that is not pending", { order: order({ status: "paid" }) }, 131009],
    ["no items", { order: order({ items: [] }) }, 131009, "Items count invalid. Min count: 1"],
    ["none of an item", { order: order({ items: [item({ quantity: 0 })] }) }, 131009],
    ["an unknown member of an item", { order: order({ items: [item({ color: "red" })] }) }, 100],
    ["an expiration in less than five minutes", expiration(String(now + 299)), 131009],
    ["an expiration that is a number", expiration(now + 600), 131009],
    ["an expiration described in 121 characters", expiration(String(now + 600), x(121)), 131009],
    ["an item from nowhere, in India", { currency: "INR", order: order({ catalog_id: undefined }) }, 131008],
    ["no way to pay", { payment_settings: [] }, 131009],
    ["an unknown way to pay", payment("cash", {}), 131009],
    ["a way to pay named like a method", payment("constructor", {}), 131009],
    ["an unknown gateway", payment("payment_gateway", { type: "cash", configuration_name: "x" }), 131009],
    ["three digits of a card", payment("offsite_card_pay", { last_four_digits: "424", credential_id: "c" }), 131009],
    [
      "an unknown kind of key",
      payment("pix_dynamic_code", { code: "1", merchant_name: "M", key: "k", key_type: "X" }),
      131009,
    ],
    ["an unknown member", { note: "x" }, 100],
  ])("%s: refused", async (_, changes, expected, sentence) => {
    const answer = await send(sim, interactive(orderDetails(changes)));
    const said = sentence === undefined ? undefined : details(answer);
    expect([answer.status, code(answer), said]).toEqual([400, expected, sentence]);
  });

  test("a reference is used once", async () => {
    await send(sim, interactive(orderDetails()));
    expect(code(await send(sim, interactive(orderDetails())))).toBe(131009);
    expect((await send(sim, interactive(orderDetails({ reference_id: "order-2" })))).status).toBe(200);
  });
});

describe("order status", () => {
  /** Sends it in an open window, and says what became of it. */
  async function outcome(status: string, changes: Json = {}, to: string = person): Promise<unknown> {
    sim.inbound({ from: to, text: "Hola" });
    const answer = await send(sim, interactive(orderStatus(status, changes), to));
    if (answer.status !== 200) return code(answer);
    await sim.advance("1m");
    const message = sim.messages().find(({ id }) => id === wamid(answer));
    return at(message, "errors", 0, "code") ?? message?.status;
  }
  const paid = { payment: { status: "captured", timestamp: now } };

  test.each<[string, [status: string, changes?: Json][], unknown]>([
    ["forward step by step", [["processing"], ["partially-shipped"], ["shipped"], ["completed"]], "read"],
    ["skipping steps", [["completed"]], "read"],
    ["the same again", [["shipped"], ["shipped"]], "read"],
    ["cancelled", [["processing"], ["canceled"]], "read"],
    ["backwards", [["shipped"], ["processing"]], 2046],
    ["on after the end", [["completed"], ["shipped"]], 2046],
    ["on after a cancellation", [["canceled"], ["processing"]], 2046],
    ["cancelled when paid", [["processing", paid], ["canceled"]], 2047],
  ])("%s", async (_, steps, expected) => {
    await send(sim, interactive(orderDetails()));
    let last: unknown;
    for (const [status, changes] of steps) last = await outcome(status, changes);
    expect(last).toBe(expected);
  });

  test("of an unknown order, or to somebody else, fails with 2046", async () => {
    expect(await outcome("processing")).toBe(2046);
    await send(sim, interactive(orderDetails()));
    expect(await outcome("processing", {}, "+12025550112")).toBe(2046);
  });

  test.each<[string, string, Json, number]>([
    ["an unknown status", "lost", {}, 131009],
    ["a description of 121 characters", "processing", { order: { status: "processing", description: x(121) } }, 131009],
    ["an unknown status of the payment", "processing", { payment: { status: "paid", timestamp: now } }, 131009],
    ["a payment without time", "processing", { payment: { status: "captured" } }, 131008],
    ["a time that is an object", "processing", { payment: { status: "captured", timestamp: {} } }, 131009],
    ["an unknown member", "processing", { note: "x" }, 100],
  ])("%s: refused", async (_, status, changes, expected) => {
    expect(await outcome(status, changes)).toBe(expected);
  });
});

test("orders, call requests and settings outlive a restart with a state file", async () => {
  const folder = await mkdtemp(join(tmpdir(), "recado-orders-"));
  const state = join(folder, "state.json");
  const options = { clock: "manual", now: "2026-11-20T12:00:00Z", state } as const;
  {
    await using first = await startSimulator(options);
    await send(first, interactive(orderDetails()));
    await send(first, interactive(permission));
    first.sending({ directSend: "blocked" });
  }
  {
    await using second = await startSimulator(options);
    expect(code(await send(second, interactive(orderDetails())))).toBe(131009);
    expect(code(await send(second, interactive(permission)))).toBe(138009);
    expect(code(await send(second, { ...text("Hi"), category: "utility" }))).toBe(139200);
  }
  await rm(folder, { recursive: true });
});
