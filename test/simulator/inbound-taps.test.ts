import { describe, expect, test } from "vitest";
import type { InboundInput } from "../../src/testing.ts";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, connect, control, person, type Receiver, send } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const phone = "12025550111";
const seconds = Date.parse(still.now) / 1_000;

const inbound = async (sim: Simulator, receiver: Receiver, input: Omit<InboundInput, "from">): Promise<unknown> => {
  sim.inbound({ from: phone, ...input });
  await sim.settled();
  const value = receiver.values("messages").findLast((one) => at(one, "messages") !== undefined);
  return at(value, "messages", 0);
};

const interactive = (content: Record<string, unknown>): Record<string, unknown> => ({
  to: person,
  type: "interactive",
  interactive: { body: { text: "Well?" }, ...content },
});

const replies = interactive({
  type: "button",
  action: {
    buttons: [
      { type: "reply", reply: { id: "yes", title: "Yes" } },
      { type: "reply", reply: { id: "no", title: "No" } },
    ],
  },
});
const slots = interactive({
  type: "list",
  action: {
    button: "Choose",
    sections: [{ title: "Tomorrow", rows: [{ id: "nine", title: "09:00", description: "Ana" }] }],
  },
});
const form = interactive({
  type: "flow",
  action: {
    name: "flow",
    parameters: { flow_message_version: "3", flow_id: "1", flow_cta: "Book", flow_token: "tok-1" },
  },
});
const permission = interactive({ type: "call_permission_request", action: { name: "call_permission_request" } });
const link = interactive({
  type: "cta_url",
  action: { name: "cta_url", parameters: { display_text: "Open", url: "https://shop.example" } },
});
const cards = interactive({
  type: "carousel",
  action: {
    cards: [0, 1].map((card_index) => ({
      card_index,
      type: "cta_url",
      header: { type: "image", image: { link: "https://img.example/a.jpg" } },
      action: {
        buttons: [{ type: "quick_reply", quick_reply: { id: `card-${card_index}`, title: `Take ${card_index}` } }],
      },
    })),
  },
});

describe("a tap", () => {
  test.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    ["a button by its title", replies, "Yes", { type: "button_reply", button_reply: { id: "yes", title: "Yes" } }],
    ["a button by its id", replies, "no", { type: "button_reply", button_reply: { id: "no", title: "No" } }],
    ["a row", slots, "09:00", { type: "list_reply", list_reply: { id: "nine", title: "09:00", description: "Ana" } }],
    [
      "a form",
      form,
      "Book",
      {
        type: "nfm_reply",
        nfm_reply: { name: "flow", body: "Sent", response_json: '{"flow_token":"tok-1","guests":2}' },
      },
    ],
    [
      "a permission",
      permission,
      "accept",
      {
        type: "call_permission_reply",
        call_permission_reply: {
          response: "accept",
          is_permanent: false,
          expiration_timestamp: seconds + 7 * 86_400,
          response_source: "user_action",
        },
      },
    ],
    ["a card", cards, "Take 1", { type: "button_reply", button_reply: { id: "card-1", title: "Take 1" } }],
  ])("on %s is the right answer to the right message", async (_, body, tap, expected) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.inbound({ from: phone, text: "Hello" });
    const answer = await send(sim, body);
    expect(answer.status).toBe(200);
    const response = tap === "Book" ? { response: { guests: 2 } } : {};
    const message = await inbound(sim, receiver, { tap, ...response });
    expect(message).toMatchObject({
      type: "interactive",
      context: { from: "15550100200", id: at(answer.body, "messages", 0, "id") },
    });
    expect(at(message, "interactive")).toEqual(expected);
  });

  test("on a template's quick reply gives the payload that was sent, or the text", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.template({
      name: "reminder",
      language: "en_US",
      category: "UTILITY",
      components: [
        { type: "BODY", text: "See you tomorrow." },
        {
          type: "BUTTONS",
          buttons: [
            { type: "QUICK_REPLY", text: "Confirm" },
            { type: "QUICK_REPLY", text: "Cancel" },
          ],
        },
      ],
    });
    const parameters = [{ type: "payload", payload: "CONFIRM_7" }];
    await send(sim, {
      to: person,
      type: "template",
      template: {
        name: "reminder",
        language: { code: "en_US" },
        components: [{ type: "button", sub_type: "quick_reply", index: "0", parameters }],
      },
    });
    expect(await inbound(sim, receiver, { tap: "Confirm" })).toMatchObject({
      type: "button",
      button: { payload: "CONFIRM_7", text: "Confirm" },
    });
    expect(await inbound(sim, receiver, { tap: "Cancel" })).toMatchObject({
      button: { payload: "Cancel", text: "Cancel" },
    });
  });

  test("finds the newest message that has it, or the one named", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.inbound({ from: phone, text: "Hello" });
    const first = String(at((await send(sim, replies)).body, "messages", 0, "id"));
    const second = String(at((await send(sim, replies)).body, "messages", 0, "id"));
    await send(sim, slots);
    expect(at(await inbound(sim, receiver, { tap: "Yes" }), "context", "id")).toBe(second);
    expect(at(await inbound(sim, receiver, { tap: "Yes", context: { id: first } }), "context", "id")).toBe(first);
  });

  test.each([
    ["that is not there, with what is", 404, "Maybe", "Yes, No"],
    ["on a link, which sends nothing", 400, "Open", "sends nothing"],
  ])("%s, is refused", async (_, status, tap, named) => {
    await using sim = await startSimulator(still);
    sim.inbound({ from: phone, text: "Hello" });
    for (const body of [replies, link]) expect((await send(sim, body)).status).toBe(200);
    const answer = await control(sim, "POST", "inbound", { from: phone, tap });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(named);
  });
});
