import { expect, it } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, hello, offer, person, Receiver, send } from "./helpers.ts";

it("posts messages to the number's address first, then the account's, then the app's; the rest to the app's", async () => {
  await using sim = await startSimulator({ clock: "manual", templateReview: 1_000 });
  await using app = await connect(sim);
  await using account = await Receiver.start("account-token");
  await using number = await Receiver.start("number-token");
  const deliver = async (): Promise<string[]> => {
    for (const { received } of [app, account, number]) received.length = 0;
    sim.inbound({ from: person, text: "Hola" });
    await sim.settled();
    return Object.entries({ app, account, number })
      .filter(([, { received }]) => received.length > 0)
      .map(([name]) => name);
  };

  expect(await deliver()).toEqual(["app"]);
  await graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`, {
    override_callback_uri: account.url,
    verify_token: "account-token",
  });
  expect(await deliver()).toEqual(["account"]);
  const set = await graph(sim, "POST", `/${sim.phoneNumberId}`, {
    webhook_configuration: { override_callback_uri: number.url, verify_token: "number-token" },
  });
  expect(set.body).toEqual({ success: true });
  expect(await deliver()).toEqual(["number"]);
  const read = await graph(sim, "GET", `/${sim.phoneNumberId}?fields=webhook_configuration`);
  expect(at(read.body, "webhook_configuration")).toEqual({
    application: app.url,
    whatsapp_business_account: account.url,
    phone_number: number.url,
  });

  app.received.length = 0;
  await graph(sim, "POST", `/${sim.wabaId}/message_templates`, offer);
  await sim.advance("2s");
  expect(app.values("message_template_status_update")).toHaveLength(1);

  await graph(sim, "POST", `/${sim.phoneNumberId}`, { webhook_configuration: { override_callback_uri: "" } });
  expect(await deliver()).toEqual(["account"]);
});

it("refuses a number's address that does not pass the handshake", async () => {
  await using sim = await startSimulator();
  await using receiver = await Receiver.start("right");
  const answer = await graph(sim, "POST", `/${sim.phoneNumberId}`, {
    webhook_configuration: { override_callback_uri: receiver.url, verify_token: "wrong" },
  });
  expect([answer.status, code(answer)]).toEqual([400, 2200]);
});

it("subscribes the app itself, only to the fields asked for", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  await using receiver = await Receiver.start("app-token");
  const path = `/${sim.appId}/subscriptions`;
  const made = await graph(sim, "POST", path, {
    object: "whatsapp_business_account",
    callback_url: receiver.url,
    verify_token: "app-token",
    fields: "messages,account_update",
  });
  expect(made.body).toEqual({ success: true });
  expect(at((await graph(sim, "GET", path)).body, "data", 0, "fields")).toHaveLength(2);
  await graph(sim, "POST", `/${sim.wabaId}/message_templates`, offer);
  await send(sim, hello());
  await sim.advance("1m");
  expect(receiver.values("message_template_status_update")).toEqual([]);
  expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);

  await graph(sim, "DELETE", `${path}?object=whatsapp_business_account`);
  expect(await graph(sim, "GET", path)).toMatchObject({ body: { data: [] } });
});

it("puts updates that come close together into one delivery when asked to", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  await using receiver = await connect(sim);
  await sim.webhook({ chaos: { batch: 5 } });
  for (let n = 0; n < 12; n++) await send(sim, hello(`+120255501${String(70 + n)}`));
  await sim.advance("5s");

  const sizes = receiver.received.map(({ body }) => (at(body, "entry", 0, "changes") as unknown[]).length);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(36);
  expect(Math.max(...sizes)).toBe(5);
  expect(receiver.received.every(({ body }) => (at(body, "entry") as unknown[]).length === 1)).toBe(true);
});

it("keeps as many deliveries in its log as it is told to", async () => {
  await using sim = await startSimulator({ clock: "manual", keep: { deliveries: 3 } });
  await using receiver = await connect(sim);
  for (const to of [person, "+12025550112"]) await send(sim, hello(to));
  await sim.advance("1m");
  expect(receiver.received).toHaveLength(6);
  const log = await control(sim, "GET", "webhook/deliveries");
  expect(at(log.body, "data")).toHaveLength(3);
});

it("tells beside management answers how much of the hour is used up", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.limits({ management: 4 });
  const used = async (): Promise<unknown> => {
    const { headers } = await graph(sim, "GET", `/${sim.wabaId}`);
    expect(headers.get("x-fb-trace-id")).toMatch(/^A/);
    const usage: unknown = JSON.parse(headers.get("x-business-use-case-usage") ?? "null");
    return [at(JSON.parse(headers.get("x-app-usage") ?? "null"), "call_count"), at(usage, sim.wabaId, 0, "call_count")];
  };
  expect(await used()).toEqual([25, 25]);
  expect(await used()).toEqual([50, 50]);
  await used();
  await used();
  const refused = await graph(sim, "GET", `/${sim.wabaId}`);
  expect(code(refused)).toBe(80007);
  const usage: unknown = JSON.parse(refused.headers.get("x-business-use-case-usage") ?? "null");
  expect(at(usage, sim.wabaId, 0)).toMatchObject({ call_count: 100, estimated_time_to_regain_access: 60 });
  await sim.advance("1h");
  expect(await used()).toEqual([25, 25]);
});

it("ends a fault after its period", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.fault({ on: "messages", kind: "graph-error", code: 131016, during: "10m" });
  expect(code(await send(sim, hello()))).toBe(131016);
  await sim.advance("11m");
  expect((await send(sim, hello())).status).toBe(200);
  expect(sim.faults()).toEqual([]);
});
