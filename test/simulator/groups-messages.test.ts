import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, details, graph, hello, type Receiver, wamid } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const ana = "12025550111";
const ben = "12025550112";
const cleo = "12025550113";
const product = { messaging_product: "whatsapp" };

const create = (sim: Simulator, body: Record<string, unknown> = {}) =>
  graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { ...product, subject: "Neighbours", ...body });

/** A group with these people in it. */
async function groupOf(sim: Simulator, ...members: string[]): Promise<string> {
  await create(sim);
  const id = sim.groups().at(-1)?.id ?? "";
  for (const member of members) sim.joinGroup(id, member);
  await sim.settled();
  return id;
}

const changes = (receiver: Receiver, field: string): unknown[] =>
  receiver.values(`group_${field}`).map((value) => at(value, "groups", 0));

const sendTo = (sim: Simulator, group: string, body: Record<string, unknown>) =>
  graph(sim, "POST", `/${sim.phoneNumberId}/messages`, { ...product, recipient_type: "group", to: group, ...body });

const text = { type: "text", text: { body: "Hello all" } };

describe("messages of a group", () => {
  test("from a member carry the group and open its window for 24 hours", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana, ben);
    expect(() => sim.inbound({ from: cleo, group_id: id, text: "Hi" })).toThrow("not in the group");
    sim.inbound({ from: ana, group_id: id, text: "Hi" });
    await sim.settled();
    expect(at(receiver.values("messages")[0], "messages", 0)).toMatchObject({ from: ana, group_id: id, type: "text" });
    await sendTo(sim, id, text);
    await sim.advance("25h");
    await sendTo(sim, id, text);
    await sim.advance("1m");
    expect(sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual(["read", 131047]);
  });

  test("are reported for each member, those of one moment together", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana, ben, cleo);
    sim.customer(ben, { readReceipts: false });
    sim.customer(cleo, { online: false });
    const answer = await sendTo(sim, id, { type: "template", template: hello()["template"] });
    expect(answer.body).toMatchObject({ contacts: [{ input: id, wa_id: id }], messages: [{ group_id: id }] });
    await sim.advance("1m");
    sim.customer(cleo, { online: true });
    await sim.advance("1m");

    const reported = receiver
      .values("messages")
      .map((value) =>
        (at(value, "statuses") as unknown[]).map((status) => [
          at(status, "status"),
          at(status, "recipient_participant_id"),
        ]),
      );
    expect(reported).toEqual([
      [["sent", undefined]],
      [
        ["delivered", ana],
        ["delivered", ben],
      ],
      [["read", ana]],
      [["delivered", cleo]],
      [["read", cleo]],
    ]);
    const delivered = receiver.values("messages")[1];
    expect(at(delivered, "contacts")).toHaveLength(2);
    expect(at(delivered, "statuses", 0)).toEqual({
      id: wamid(answer),
      status: "delivered",
      timestamp: expect.any(String),
      recipient_id: id,
      recipient_type: "group",
      recipient_participant_id: ana,
      recipient_participant_user_id: expect.stringMatching(/^US\./),
      pricing: { billable: true, pricing_model: "PMP", type: "regular", category: "group_utility" },
    });
    expect(at(receiver.values("messages")[2], "statuses", 0)).not.toHaveProperty("pricing");
    // The message as a whole is where all of its readers are.
    expect(sim.messages()[0]).toMatchObject({
      status: "delivered",
      members: { [ana]: "read", [ben]: "delivered", [cleo]: "read" },
    });
  });

  test("in the open window are free", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana);
    sim.inbound({ from: ana, group_id: id, text: "Hi" });
    await sendTo(sim, id, text);
    await sim.advance("1m");
    expect(at(receiver.statuses[0], "pricing")).toEqual({
      billable: false,
      pricing_model: "PMP",
      type: "free_group_customer_service",
      category: "group_service",
    });
  });

  test("are pinned, three at most, and come down by themselves", async () => {
    await using sim = await startSimulator(still);
    const id = await groupOf(sim, ana);
    const pin = (message: string, days = 7) =>
      sendTo(sim, id, { type: "pin", pin: { type: "pin", message_id: message, expiration_days: days } });
    const messages = [1, 2, 3, 4].map((n) => sim.inbound({ from: ana, group_id: id, text: `Number ${n}` }).id);
    const pinned = (): string[] => sim.group(id).pins.map(({ message }) => message);
    for (const message of messages) expect((await pin(message)).status).toBe(200);
    expect(pinned()).toEqual(messages.slice(1));
    const [, second = "", third = ""] = messages;
    await sendTo(sim, id, { type: "pin", pin: { type: "unpin", message_id: second } });
    expect(pinned()).toEqual(messages.slice(2));
    await sim.advance("8d");
    await pin(third, 1);
    expect(pinned()).toEqual([third]);
  });

  test("are not sent to a suspended group", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const id = await groupOf(sim, ana);
    expect((await control(sim, "POST", `groups/${id}`, { suspended: true })).body).toMatchObject({ suspended: true });
    expect(code(await graph(sim, "POST", `/${id}`, { ...product, subject: "Street" }))).toBe(131207);
    expect((await sendTo(sim, id, text)).status).toBe(403);
    sim.suspendGroup(id, false);
    await sim.settled();
    expect(changes(receiver, "status_update").map((change) => at(change, "type"))).toEqual([
      "group_suspend",
      "group_suspend_cleared",
    ]);
    const unknown = await sendTo(sim, "Y2FwaV9ncm91cDox", text);
    expect([code(unknown), details(unknown)]).toEqual([131041, expect.any(String)]);
  });
});
