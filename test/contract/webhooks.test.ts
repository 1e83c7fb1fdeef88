import { describe, expect, test } from "vitest";
import type { WebhookEvent } from "../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../src/domain/webhooks/parse.ts";
import { verifySignature } from "../../src/domain/webhooks/signature.ts";
import { content } from "../../src/graph/build/content.ts";
import { emitFields } from "../../src/simulator/webhooks/emit.ts";
import type { InboundInput } from "../../src/testing.ts";
import { connect, offer, type Receiver } from "../simulator/helpers.ts";
import { contractWorld, type ContractWorld } from "./book.ts";

const ana = "12025550111";
const common = { messaging_product: "whatsapp" } as const;

/** The events of everything that came, each delivery with a signature that holds. */
function heard({ simulator }: ContractWorld, receiver: Receiver): WebhookEvent[] {
  return receiver.received.flatMap(({ raw, headers, body }) => {
    const signature = String(headers["x-hub-signature-256"]);
    expect(verifySignature(raw, signature, simulator.appSecret)).toBe(true);
    expect(verifySignature(raw, signature, "another secret")).toBe(false);
    return parseWebhook(body);
  });
}

const unread = (events: readonly WebhookEvent[]): readonly WebhookEvent[] =>
  events.filter(({ kind }) => kind === "unknown");

describe("what Meta reports of the account", () => {
  const documented = Object.entries(emitFields).filter(([, { events }]) => Object.keys(events).length > 0);

  test.each(documented.map(([field, { events }]) => [field, Object.keys(events)] as const))(
    "%s: %j is signed and read",
    async (field, names) => {
      const world = await contractWorld();
      await using receiver = await connect(world.simulator);
      for (const event of names) world.simulator.emit({ field, ...(event === "" ? {} : { event }) });
      await world.simulator.settled();
      const events = heard(world, receiver);
      expect(receiver.received).toHaveLength(names.length);
      expect(events.length).toBeGreaterThanOrEqual(names.length);
      expect(unread(events)).toEqual([]);
    },
  );

  test("what has no documented shape is an event all the same", async () => {
    const world = await contractWorld();
    await using receiver = await connect(world.simulator);
    const others = Object.keys(emitFields).filter((field) => !documented.some(([known]) => known === field));
    for (const field of others) world.simulator.emit({ field, value: { event: "Purchase ñ" } });
    await world.simulator.settled();
    expect(heard(world, receiver).map(({ field }) => field)).toEqual(others);
    expect(others.length).toBeGreaterThan(0);
  });
});

describe("what a person sends", () => {
  const answers: Record<string, unknown>[] = [
    { type: "button_reply", button_reply: { id: "a", title: "A" } },
    { type: "list_reply", list_reply: { id: "a", title: "A", description: "B" } },
    { type: "nfm_reply", nfm_reply: { name: "flow", body: "Sent", response_json: '{"guests":2}' } },
    { type: "call_permission_reply", call_permission_reply: { response: "accept", is_permanent: true } },
  ];
  const inputs: Omit<InboundInput, "from">[] = [
    { text: "Hola, ¿qué tal? 😀" },
    { text: "Hola", context: { forwarded: true } },
    { text: "Hola", context: { message_id: "wamid.A" } },
    { text: "Hola", context: { referred_product: { catalog_id: "1", product_retailer_id: "MUG" } } },
    { text: "Hola", referral: true },
    { text: "Hola", profile: { name: "Ana ñ", username: "ana.shop" } },
    { image: { caption: "A cup" } },
    { video: {} },
    { document: { filename: "a.pdf" } },
    { audio: {} },
    { audio: { voice: true } },
    { sticker: { animated: true } },
    { location: { latitude: 1.5, longitude: -2, name: "Shop" } },
    { contacts: [{ name: { formatted_name: "Ben" } }] },
    { shareContact: true },
    { button: { payload: "YES", text: "Yes" } },
    ...answers.map((answer) => ({ interactive: answer as { type: string } })),
    {
      order: {
        catalog_id: "1",
        product_items: [{ product_retailer_id: "MUG", quantity: 2, item_price: 9.5, currency: "EUR" }],
      },
    },
    { reaction: { message_id: "wamid.1", emoji: "👍" } },
    { reaction: { message_id: "wamid.1", emoji: "" } },
    { edit: { original_message_id: "wamid.1", text: "Corrected" } },
    { revoke: { original_message_id: "wamid.1" } },
    { system: { type: "customer_identity_changed" } },
    { unsupported: { type: "poll_creation" } },
    { unsupported: { code: 131_060 } },
  ];

  test.each(inputs)("%j is signed and read", async (input) => {
    const world = await contractWorld();
    await using receiver = await connect(world.simulator);
    const { id } = world.simulator.inbound({ from: ana, ...input });
    await world.simulator.settled();
    const events = heard(world, receiver);
    const userId = world.simulator.customer(ana).bsuid;
    expect(events).toMatchObject([{ kind: "inbound", wamid: id, customer: { userId } }]);
    expect(events).not.toMatchObject([{ content: { type: "other" } }]);
  });
});

describe("what becomes of a message", () => {
  const states = (events: readonly WebhookEvent[]): string[] =>
    events.flatMap((event) => (event.kind === "status" ? [event.state] : []));

  test("sent, delivered, read, and played where it is spoken", async () => {
    const world = await contractWorld();
    await using receiver = await connect(world.simulator);
    world.simulator.inbound({ from: ana, text: "Hola" });
    const voice = content.voice({ link: "https://img.example/a.ogg" });
    await world.graph.messages.send(world.simulator.phoneNumberId, { ...common, to: `+${ana}`, ...voice });
    await world.simulator.advance("1m");
    const events = heard(world, receiver);
    expect(unread(events)).toEqual([]);
    expect(states(events)).toEqual(["sent", "delivered", "read", "played"]);
  });

  test.each<[number, string, (world: ContractWorld) => void]>([
    [131_026, "+12025550126", () => undefined],
    [131_047, `+${ana}`, () => undefined],
    [131_037, `+${ana}`, ({ simulator }) => void simulator.business({ displayName: false })],
  ])("failed with %i", async (code, to, prepare) => {
    const world = await contractWorld();
    prepare(world);
    await using receiver = await connect(world.simulator);
    await world.graph.messages.send(world.simulator.phoneNumberId, { ...common, to, ...content.text("Hola") });
    await world.simulator.advance("1m");
    const events = heard(world, receiver);
    expect(events).toMatchObject([{ kind: "status", state: "failed", errors: [{ code }] }]);
  });

  test("by user id, in a group, and by an app that subscribed long ago", async () => {
    const world = await contractWorld();
    const { simulator, graph } = world;
    await using receiver = await connect(simulator);
    await simulator.webhook({ version: "v23.0" });
    const { bsuid } = simulator.customer(ana, { username: "ana.shop" });
    simulator.inbound({ from: ana, text: "Hola" });
    await graph.messages.send(simulator.phoneNumberId, { ...common, recipient: bsuid, ...content.text("Hola") });
    await graph.groups.create(simulator.phoneNumberId, { subject: "Neighbours" });
    const group = simulator.groups()[0]?.id ?? "";
    simulator.joinGroup(group, ana);
    simulator.inbound({ from: ana, group_id: group, text: "Hola a todos" });
    await graph.messages.send(simulator.phoneNumberId, {
      ...common,
      recipient_type: "group",
      to: group,
      ...content.text("Hola"),
    });
    await simulator.advance("1m");
    const events = heard(world, receiver);
    expect(unread(events)).toEqual([]);
    expect(states(events).length).toBeGreaterThanOrEqual(6);
  });
});

test("what happens to templates, groups, people and names is read", async () => {
  const world = await contractWorld({ templateReview: "manual" });
  const { simulator, graph } = world;
  await using receiver = await connect(simulator);
  const { id } = simulator.template({ ...offer, status: "PENDING" });
  for (const status of ["APPROVED", "REJECTED", "APPROVED", "FLAGGED", "REINSTATED", "ARCHIVED", "UNARCHIVED"]) {
    simulator.setTemplateStatus(id, { status });
  }
  simulator.setTemplateQuality(id, "RED");
  simulator.changeTemplateCategory(id, "UTILITY");
  simulator.changeTemplateCategory(id, "UTILITY", { detected: true });
  await simulator.advance("25h");
  simulator.setTemplateStatus(id, { status: "DELETED" });

  const asked = { subject: "Neighbours", join_approval_mode: "approval_required" } as const;
  await graph.groups.create(simulator.phoneNumberId, asked);
  const group = simulator.groups()[0]?.id ?? "";
  simulator.joinGroup(group, ana);
  simulator.joinGroup(group, "12025550112");
  simulator.withdrawJoinRequest(group, "12025550112");
  const request = simulator.group(group).requests[0]?.id ?? "";
  await graph.groups.approveJoinRequests(group, [request]);
  await graph.groups.update(group, { subject: "The street" });
  simulator.suspendGroup(group);
  simulator.suspendGroup(group, false);
  await graph.groups.removeParticipants(group, [ana, "12025550113"]);
  await graph.groups.delete(group);

  await graph.phoneNumbers.setUsername(simulator.phoneNumberId, { username: "casa.luz" });
  await graph.phoneNumbers.deleteUsername(simulator.phoneNumberId);
  simulator.customer(ana, { optOut: true });
  simulator.customer(ana, { optOut: false });
  simulator.customer(ana, { newPhone: "12025550114" });
  await simulator.settled();

  const events = heard(world, receiver);
  expect(unread(events)).toEqual([]);
  const fields = new Set(events.map(({ field }) => field));
  expect([...fields].toSorted()).toEqual([
    "business_username_updates",
    "group_lifecycle_update",
    "group_participants_update",
    "group_settings_update",
    "group_status_update",
    "message_template_quality_update",
    "message_template_status_update",
    "messages",
    "template_category_update",
    "template_correct_category_detection",
    "user_preferences",
  ]);
});

test("several updates in one delivery, and the same one twice, are read all the same", async () => {
  const world = await contractWorld();
  const { simulator } = world;
  await using receiver = await connect(simulator);
  await simulator.webhook({ chaos: { batch: 3, duplicate: 1, seed: "7" } });
  for (const text of ["uno", "dos", "tres"]) simulator.inbound({ from: ana, text });
  await simulator.advance("1m");
  const texts = heard(world, receiver).flatMap((event) =>
    event.kind === "inbound" && event.content.type === "text" ? [event.content.text.body] : [],
  );
  expect(new Set(texts)).toEqual(new Set(["uno", "dos", "tres"]));
  expect(texts.length).toBeGreaterThan(3);
});
