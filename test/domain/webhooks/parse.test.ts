import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import {
  ana,
  change,
  envelope,
  inbound,
  phoneNumberId,
  preference,
  profileOf,
  rui,
  status,
  textFrom,
  wabaId,
} from "./bodies.ts";

const origin = { field: "messages", wabaId, phoneNumberId };

describe("what a webhook body says", () => {
  test("a text from a customer", () => {
    expect(parseWebhook(textFrom(rui, "wamid.IN1", 1_795_100_000, "Is the shop open?"))).toEqual([
      {
        ...origin,
        kind: "inbound",
        wamid: "wamid.IN1",
        type: "text",
        at: 1_795_100_000_000,
        customer: rui,
        groupId: undefined,
        text: "Is the shop open?",
        payload: undefined,
        repliesTo: undefined,
        content: { type: "text", text: { body: "Is the shop open?" } },
        context: undefined,
        referral: undefined,
        errors: [],
        message: {
          from: rui.waId,
          from_user_id: rui.userId,
          id: "wamid.IN1",
          timestamp: "1795100000",
          type: "text",
          text: { body: "Is the shop open?" },
        },
      },
    ]);
  });

  test.each<[string, object, Partial<{ text: string; payload: string; repliesTo: string }>]>([
    [
      "a tap on a template's quick reply",
      { type: "button", button: { payload: "STOP_PX-204", text: "Stop updates" }, context: { id: "wamid.OUT1" } },
      { text: "Stop updates", payload: "STOP_PX-204", repliesTo: "wamid.OUT1" },
    ],
    [
      "a tap on a reply button",
      { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "yes", title: "Yes, please" } } },
      { text: "Yes, please", payload: "yes" },
    ],
    [
      "a choice from a list",
      { type: "interactive", interactive: { type: "list_reply", list_reply: { id: "slot-0900", title: "09:00" } } },
      { text: "09:00", payload: "slot-0900" },
    ],
    [
      "an answered form, which has no words",
      { type: "interactive", interactive: { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent" } } },
      {},
    ],
    [
      "a picture's caption",
      { type: "image", image: { id: "66", caption: "Broken handle" } },
      { text: "Broken handle" },
    ],
    [
      "an order's note",
      { type: "order", order: { catalog_id: "70", text: "Gift-wrap", product_items: [] } },
      { text: "Gift-wrap" },
    ],
    [
      "a reaction",
      { type: "reaction", reaction: { message_id: "wamid.OUT1", emoji: "👍" } },
      { text: "👍", repliesTo: "wamid.OUT1" },
    ],
    [
      "an edited text",
      { type: "edit", edit: { original_message_id: "wamid.IN1", message: { type: "text", text: { body: "BAJA" } } } },
      { text: "BAJA" },
    ],
    ["a kind that does not exist yet", { type: "hologram", hologram: { depth: 3 } }, {}],
  ])("%s", (_, content, expected) => {
    const [event] = parseWebhook(inbound(rui, "wamid.IN2", 1_795_100_060, content));
    expect(event).toMatchObject({ kind: "inbound", customer: rui, ...expected });
    if (event?.kind !== "inbound") return;
    expect([event.text, event.payload]).toEqual([expected.text, expected.payload]);
  });

  test("a customer without a phone number", () => {
    const message = {
      from_user_id: rui.userId,
      id: "wamid.IN3",
      timestamp: "1795100000",
      type: "text",
      text: { body: "Hi" },
    };
    const profile = { profile: { name: "Rui Costa", username: "ruicosta" }, user_id: rui.userId };
    const [event] = parseWebhook(envelope(change("messages", { contacts: [profile], messages: [message] })));
    expect(event).toMatchObject({
      kind: "inbound",
      customer: { waId: undefined, userId: rui.userId, name: "Rui Costa" },
    });
  });

  test("each of several people gets the own name", () => {
    const message = (id: string, from: string): object => ({ id, from, timestamp: "1795100000", type: "text" });
    const contacts = [profileOf(ana), profileOf(rui)];
    const messages = [message("wamid.A", rui.waId), message("wamid.B", ana.waId), message("wamid.C", "12025550199")];
    const names = parseWebhook(envelope(change("messages", { contacts, messages }))).map((event) =>
      event.kind === "inbound" ? event.customer.name : "none",
    );
    expect(names).toEqual([rui.name, ana.name, undefined]);
  });

  test("a status with its price", () => {
    const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "utility" };
    const body = status("wamid.OUT1", "delivered", 1_795_100_010, { biz_opaque_callback_data: "msg_1", pricing });
    expect(parseWebhook(body)).toEqual([
      {
        ...origin,
        kind: "status",
        wamid: "wamid.OUT1",
        state: "delivered",
        at: 1_795_100_010_000,
        customer: { waId: rui.waId, userId: undefined, name: undefined },
        groupId: undefined,
        callbackData: "msg_1",
        pricing,
        errors: [],
      },
    ]);
  });

  test("a failure with its reason", () => {
    const error = { code: 131_047, title: "Re-engagement message", error_data: { details: "More than 24 hours." } };
    const [event] = parseWebhook(status("wamid.OUT9", "failed", 1_795_100_011, { errors: [error] }));
    expect(event).toMatchObject({ kind: "status", state: "failed", errors: [error] });
  });

  test("a status of a group names the group and the person", () => {
    const more = { recipient_type: "group", recipient_id: "group-1", recipient_participant_id: rui.waId };
    const [event] = parseWebhook(status("wamid.OUT30", "read", 1_795_103_060, more));
    expect(event).toMatchObject({ kind: "status", groupId: "group-1", customer: { waId: rui.waId } });
  });

  test("a stop of marketing", () => {
    expect(parseWebhook(preference(rui, "stop", 1_795_101_060))).toMatchObject([
      { kind: "preference", customer: rui, category: "marketing_messages", value: "stop", at: 1_795_101_060_000 },
    ]);
  });

  test("a rejected template, with the better of two reasons", () => {
    const value = {
      event: "REJECTED",
      message_template_id: 445_566_778_899,
      message_template_name: "parcel_ready",
      message_template_language: "en_US",
      reason: "INVALID_FORMAT",
      rejection_info: { reason: "Two variables stand next to each other." },
    };
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: wabaId, time: 1_795_101_000, changes: [{ field: "message_template_status_update", value }] }],
    };
    expect(parseWebhook(body)).toEqual([
      {
        field: "message_template_status_update",
        wabaId,
        phoneNumberId: undefined,
        kind: "template-status",
        templateId: "445566778899",
        name: "parcel_ready",
        language: "en_US",
        status: "REJECTED",
        reason: "Two variables stand next to each other.",
        recommendation: undefined,
        at: 1_795_101_000_000,
      },
    ]);
  });

  test("an error of Meta's own", () => {
    const body = envelope(change("messages", { errors: [{ code: 131_000, title: "Unsupported webhook payload" }] }));
    expect(parseWebhook(body)).toMatchObject([{ kind: "error", error: { code: 131_000 } }]);
  });

  test.each<[string, object, string]>([
    ["a field that is new", change("tomorrow", { event: "SOMETHING", other: 1 }), "event, other"],
    [
      "a status of a new type",
      change("messages", { statuses: [{ id: "p1", status: "captured", type: "hologram" }] }),
      "a status of type hologram",
    ],
    ["a message without an id", change("messages", { messages: [{ type: "text" }] }), "a message without an id"],
    [
      "a list of things that are no objects",
      change("messages", { messages: [7, null] }),
      "messages: 2 that are no objects",
    ],
    ["a list that is none", change("messages", { messages: "no" }), "messages: no list"],
    [
      "a tap that is no click",
      change("messages", { user_actions: [{ action_type: "wave" }] }),
      "an action of type wave",
    ],
    ["a field without what it needs", change("security", { requester: "61550000000001" }), "requester"],
  ])("%s is kept as unknown", (_, one, what) => {
    expect(parseWebhook(envelope(one))).toMatchObject([{ kind: "unknown", what }]);
  });

  test("what is unknown can be read all the same", () => {
    const [event] = parseWebhook(envelope(change("tomorrow", { event: "SOMETHING" })));
    expect(event).toMatchObject({ kind: "unknown", field: "tomorrow", value: { event: "SOMETHING" } });
  });

  test("one damaged item does not take the rest of the delivery with it", () => {
    const good = { from: rui.waId, id: "wamid.G", timestamp: "1795100000", type: "text", text: { body: "Hi" } };
    const messages = change("messages", { messages: [null, { type: "text" }, good], statuses: [7] });
    const body = { object: "whatsapp_business_account", entry: [7, { id: wabaId, changes: ["x", messages] }] };
    expect(parseWebhook(body).map((event) => (event.kind === "unknown" ? event.what : event.kind))).toEqual([
      "a message without an id",
      "inbound",
      "messages: 1 that are no objects",
      "statuses: 1 that are no objects",
      "2 damaged entries or changes",
    ]);
  });

  test("an envelope without entries says nothing", () => {
    expect(parseWebhook({ object: "whatsapp_business_account", entry: [] })).toEqual([]);
  });
});
