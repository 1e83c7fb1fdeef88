import { describe, expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { Receiver } from "../simulator/helpers.ts";
import { collect, contractWorld, everythingWasUsed, refusal } from "./book.ts";

describe("a number", () => {
  test("is listed with its account, and read by its fields", async () => {
    const { simulator, graph } = await contractWorld();
    const [number, ...others] = await collect(graph.phoneNumbers.list(simulator.wabaId));
    expect(others).toEqual([]);
    expect(number).toMatchObject({
      id: simulator.phoneNumberId,
      display_phone_number: simulator.displayPhoneNumber,
      status: "CONNECTED",
      quality_rating: "GREEN",
      throughput: { level: "STANDARD" },
      whatsapp_business_manager_messaging_limit: "TIER_100K",
    });
    expect(await graph.phoneNumbers.get(simulator.phoneNumberId)).toEqual(number);
    const chosen = await graph.phoneNumbers.get(simulator.phoneNumberId, { fields: ["throughput"] });
    expect(chosen).toEqual({ id: simulator.phoneNumberId, throughput: { level: "STANDARD" } });
    const colour = graph.phoneNumbers.get(simulator.phoneNumberId, { fields: ["colour" as "status"] });
    expect(await refusal(colour)).toMatchObject({ graphCode: 100 });
  });

  test("shows the limits that it has", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.limits({ mps: 1_000, portfolio: 250 });
    const fields = ["throughput", "whatsapp_business_manager_messaging_limit"] as const;
    expect(await graph.phoneNumbers.get(simulator.phoneNumberId, { fields })).toMatchObject({
      throughput: { level: "HIGH" },
      whatsapp_business_manager_messaging_limit: "TIER_250",
    });
  });

  test("says whether it may send, and how well its messages are taken", async () => {
    const { simulator, graph } = await contractWorld();
    const fields = ["status", "quality_rating", "is_on_biz_app", "platform_type", "throughput"] as const;
    const read = async () => graph.phoneNumbers.get(simulator.phoneNumberId, { fields });
    const fresh = { status: "CONNECTED", quality_rating: "GREEN", is_on_biz_app: false, platform_type: "CLOUD_API" };
    expect(await read()).toMatchObject(fresh);
    simulator.limits({ mps: 1_000 });
    simulator.business({ quality: "RED", coexistence: true });
    expect(await read()).toMatchObject({
      quality_rating: "RED",
      is_on_biz_app: true,
      throughput: { level: "STANDARD" },
    });
  });

  test("of somebody else is not there", async () => {
    const { simulator, graph } = await contractWorld();
    expect(await refusal(graph.phoneNumbers.get("100200300"))).toMatchObject({ graphCode: 100, subcode: 33 });
    expect(await refusal(collect(graph.phoneNumbers.list("100200300")))).toMatchObject({ subcode: 33 });
    simulator.token({ scopes: ["whatsapp_business_messaging"] });
    const denied = await refusal(graph.phoneNumbers.get(simulator.phoneNumberId));
    expect(denied).toMatchObject({ graphCode: 200, exit: 3 });
  });
});

describe("a webhook of the number's own", () => {
  test("takes the number's messages once it has answered, until it is taken back", async () => {
    const { simulator, graph } = await contractWorld();
    await using receiver = await Receiver.start("ours");
    const { phoneNumberId } = simulator;
    const override = { callbackUri: receiver.url, verifyToken: "ours" };
    expect(await graph.phoneNumbers.setWebhook(phoneNumberId, override)).toEqual({ success: true });
    expect(receiver.handshakes).toHaveLength(1);
    const shown = await graph.phoneNumbers.get(phoneNumberId, { fields: ["webhook_configuration"] });
    expect(shown.webhook_configuration).toMatchObject({ phone_number: receiver.url });

    const hello = content.template({ name: "hello_world", language: "en_US" });
    const body = { messaging_product: "whatsapp", to: "+12025550111", ...hello } as const;
    await graph.messages.send(phoneNumberId, body);
    await simulator.advance("1s");
    expect(receiver.statusNames).toContain("delivered");

    expect(await graph.phoneNumbers.setWebhook(phoneNumberId, undefined)).toEqual({ success: true });
    const before = receiver.received.length;
    await graph.messages.send(phoneNumberId, body);
    await simulator.advance("1s");
    expect(receiver.received).toHaveLength(before);
  });

  test("is refused with another token or a wrong address, and the token is not told", async () => {
    const { simulator, graph } = await contractWorld();
    await using receiver = await Receiver.start("ours");
    const wrong = { callbackUri: receiver.url, verifyToken: "not-ours" };
    const error = await refusal(graph.phoneNumbers.setWebhook(simulator.phoneNumberId, wrong));
    expect(error).toMatchObject({ graphCode: 2_200 });
    expect(`${error.message} ${error.stack ?? ""}`).not.toContain("not-ours");
    const long = { callbackUri: `https://example.com/${"x".repeat(200)}`, verifyToken: "ours" };
    await expect(graph.phoneNumbers.setWebhook(simulator.phoneNumberId, long)).rejects.toMatchObject({
      code: "webhook.bad_address",
    });
  });
});

everythingWasUsed();
