import { describe, expect, test } from "vitest";
import { describeEvent } from "../../../src/domain/webhooks/describe.ts";
import type { InboundEvent } from "../../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { change, envelope, inbound, profileOf, rui } from "./bodies.ts";

function read(message: object): InboundEvent {
  const [event] = parseWebhook(inbound(rui, "wamid.IN1", 1_795_100_000, message));
  if (event?.kind !== "inbound") throw new Error(`not inbound: ${event?.kind}`);
  return event;
}

describe("what stands beside a message", () => {
  test("an advertisement", () => {
    const referral = {
      source_url: "https://fb.me/xyz",
      source_id: "120200000000000001",
      source_type: "ad",
      headline: "Chat with us",
      body: "Autumn sale",
      media_type: "image",
      image_url: "https://img.example/ad.jpg",
      ctwa_clid: "Abc-Example",
      welcome_message: { text: "Hi!" },
    };
    expect(read({ type: "text", text: { body: "I saw your ad" }, referral }).referral).toEqual(referral);
  });

  test.each([
    [{ forwarded: true }],
    [{ frequently_forwarded: true }],
    [
      {
        from: "12025550100",
        id: "wamid.OUT1",
        referred_product: { catalog_id: "7", product_retailer_id: "MUG-1" },
      },
    ],
  ])("the context %j", (context) => {
    const event = read({ type: "text", text: { body: "Hi" }, context });
    expect(event.context).toEqual(context);
    expect(event.repliesTo).toBe("id" in context ? context.id : undefined);
  });

  test("why WhatsApp could not pass it on", () => {
    const errors = [{ code: 131_051, title: "Message type unknown", error_data: { details: "Not supported." } }];
    expect(read({ type: "unsupported", errors }).errors).toEqual(errors);
  });

  test("the group", () => {
    expect(read({ type: "text", text: { body: "Hi" }, group_id: "Y2Fw" }).groupId).toBe("Y2Fw");
  });

  test("the username of somebody without a number", () => {
    const message = {
      from_user_id: rui.userId,
      from_parent_user_id: "US.ENT.1",
      id: "wamid.IN20",
      timestamp: "1795103000",
      type: "text",
      text: { body: "Hi" },
    };
    const profile = { profile: { name: rui.name, username: "ruicosta" }, user_id: rui.userId };
    expect(parseWebhook(envelope(change("messages", { contacts: [profile], messages: [message] })))).toMatchObject([
      {
        customer: {
          waId: undefined,
          userId: rui.userId,
          parentUserId: "US.ENT.1",
          username: "ruicosta",
          name: rui.name,
        },
      },
    ]);
  });
});

describe("WhatsApp's own notes", () => {
  const note = (system: object, more: object = {}): object => {
    const message = { from: rui.waId, id: "wamid.S", timestamp: "1795100420", type: "system", system, ...more };
    return envelope(change("messages", { messages: [message] }));
  };

  test("a new number", () => {
    const system = {
      type: "user_changed_number",
      body: "User Rui changed from 12025550123 to 12025550187",
      wa_id: "12025550187",
      user_id: "US.11112222333344445555",
    };
    const [event] = parseWebhook(note(system));
    expect(event).toMatchObject({ kind: "inbound", type: "system", content: { type: "system", system } });
    expect(event && describeEvent(event).en).toBe(
      "WhatsApp says about +1202•••••23: User Rui changed from 1202•••••23 to 1202•••••87",
    );
  });

  test("a new identity has people beside it", () => {
    const system = { type: "customer_identity_changed", body: "Identity changed" };
    const identity = { acknowledged: false, created_timestamp: 1_795_100_400, hash: "abc=" };
    const message = { from: rui.waId, id: "wamid.S", timestamp: "1795100420", type: "system", system, identity };
    const body = envelope(change("messages", { contacts: [profileOf(rui)], messages: [message] }));
    expect(parseWebhook(body)).toMatchObject([{ customer: rui, content: { type: "system", system, identity } }]);
  });
});
