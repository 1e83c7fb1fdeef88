import { expect, test } from "vitest";
import { Receiver } from "../simulator/helpers.ts";
import { contractWorld, everythingWasUsed, refusal } from "./book.ts";

test("an account is read; somebody else's is not there", async () => {
  const { simulator, graph } = await contractWorld({ world: { name: "Casa Luz", currency: "MXN" } });
  expect(await graph.wabas.get(simulator.wabaId)).toEqual({
    id: simulator.wabaId,
    name: "Casa Luz",
    currency: "MXN",
    timezone_id: expect.any(String) as string,
    primary_business_location: expect.any(String) as string,
    message_template_namespace: expect.any(String) as string,
  });
  expect(await refusal(graph.wabas.get("100200300"))).toMatchObject({ code: "graph.object_missing", subcode: 33 });
});

test("the app is subscribed, and no longer, and without it no webhook comes", async () => {
  const { simulator, graph } = await contractWorld();
  await using receiver = await Receiver.start(simulator.verifyToken);
  await simulator.webhook({ url: receiver.url });
  expect(await graph.wabas.subscribedApps(simulator.wabaId)).toMatchObject([
    { whatsapp_business_api_data: { id: simulator.appId } },
  ]);
  expect(await graph.wabas.unsubscribe(simulator.wabaId)).toEqual({ success: true });
  expect(await graph.wabas.subscribedApps(simulator.wabaId)).toEqual([]);
  simulator.inbound({ from: "+12025550111", text: "Hola" });
  await simulator.settled();
  expect(receiver.received).toEqual([]);
  expect(await graph.wabas.subscribe(simulator.wabaId)).toEqual({ success: true });
  simulator.inbound({ from: "+12025550111", text: "Hola" });
  await simulator.settled();
  expect(receiver.received).toHaveLength(1);
});

test("an address of the account's own must answer the handshake", async () => {
  const { simulator, graph } = await contractWorld();
  await using receiver = await Receiver.start("ours");
  const override = { callbackUri: receiver.url, verifyToken: "ours" };
  expect(await graph.wabas.subscribe(simulator.wabaId, { override })).toEqual({ success: true });
  expect(await graph.wabas.subscribedApps(simulator.wabaId)).toMatchObject([{ override_callback_uri: receiver.url }]);
  const wrong = graph.wabas.subscribe(simulator.wabaId, { override: { ...override, verifyToken: "not-ours" } });
  const error = await refusal(wrong);
  expect(error.graphCode).toBe(2_200);
  expect(error.message).not.toContain("not-ours");
  await graph.wabas.subscribe(simulator.wabaId);
  const [app] = await graph.wabas.subscribedApps(simulator.wabaId);
  expect(app).not.toHaveProperty("override_callback_uri");
});

test("calls above the hour's limit are refused, and the next hour brings new ones", async () => {
  const { simulator, client } = await contractWorld();
  const usages: unknown[] = [];
  const graph = client({ onUsage: (usage) => usages.push(usage) });
  simulator.limits({ management: 2 });
  await graph.wabas.get(simulator.wabaId);
  await graph.wabas.get(simulator.wabaId);
  expect(await refusal(graph.wabas.get(simulator.wabaId))).toMatchObject({ graphCode: 80_007, exit: 5 });
  expect(usages.length).toBeGreaterThan(0);
  await simulator.advance("1h");
  await graph.wabas.get(simulator.wabaId);
});

test("a reading is repeated, whatever broke it", async () => {
  const { simulator, graph } = await contractWorld();
  for (const kind of ["reset-before", "reset-after-accept", "half-body", "http"] as const) {
    const fault = simulator.fault({ on: "wabas", kind, times: 2, ...(kind === "http" ? { status: 502 } : {}) });
    expect(await graph.wabas.get(simulator.wabaId)).toMatchObject({ id: simulator.wabaId });
    expect(fault.hits).toBe(2);
  }
});

everythingWasUsed();
