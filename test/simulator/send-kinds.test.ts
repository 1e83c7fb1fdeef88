import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, details, person, send, text, wamid } from "./helpers.ts";
import { card, goodBodies, many } from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

type Row = [name: string, content: unknown, code: number, details?: string];

test("a good body of every kind is accepted, and shown as a person reads it", async () => {
  const shown: Record<string, string | undefined> = {};
  for (const [kind, body] of Object.entries(goodBodies(sim))) {
    const answer = await send(sim, body);
    expect([kind, answer.status, details(answer)]).toEqual([kind, 200, undefined]);
    shown[kind] = sim.messages().find(({ id }) => id === wamid(answer))?.text;
  }
  expect(shown).toMatchObject({
    text: "Hi",
    image: "Mug",
    document: "a.pdf",
    voice: undefined,
    location: "Lima",
    contacts: "Ana Ruiz",
    reaction: "👍",
    buttons: "Shall we come?",
    list: "When?",
    product: "sku-1",
    orderDetails: "Your order",
    direct: "Your parcel is here",
  });
});

describe("locations", () => {
  const location = (changes: Record<string, unknown>): Record<string, unknown> => ({
    to: person,
    type: "location",
    location: { latitude: 1, longitude: 2, ...changes },
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["numbers", {}, "1, 2"],
    ["strings", { latitude: "-90", longitude: " 180.0 " }, "-90, 180"],
    ["a name and an address", { name: "Plaza", address: "Lima" }, "Plaza, Lima"],
    ["an empty name", { name: "" }, "1, 2"],
  ])("%s are accepted", async (_, changes, shown) => {
    expect((await send(sim, location(changes))).status).toBe(200);
    expect(sim.messages()[0]?.text).toBe(shown);
  });

  test.each<Row>([
    ["no latitude", { latitude: undefined }, 131008, "The parameter location['latitude'] is required."],
    ["a latitude above 90", { latitude: 90.1 }, 131009, "Param location['latitude'] must be a number from -90 to 90."],
    ["a longitude below -180", { longitude: "-180.5" }, 131009],
    ["words", { latitude: "north" }, 131009],
    ["an empty string", { latitude: "" }, 131009],
    ["a hexadecimal number", { latitude: "0x10" }, 131009],
    ["an object", { latitude: { valueOf: 1 } }, 131009],
    ["a name that is no text", { name: 7 }, 131009],
    ["an unknown member", { url: "https://map.example" }, 100, 'Unexpected key "url" on param "location".'],
  ])("%s is refused", async (_, changes, expected, sentence) => {
    const answer = await send(sim, location(changes as Record<string, unknown>));
    const said = sentence === undefined ? undefined : details(answer);
    expect([answer.status, code(answer), said]).toEqual([400, expected, sentence]);
  });
});

describe("contacts", () => {
  const contacts = (value: unknown): Record<string, unknown> => ({ to: person, type: "contacts", contacts: value });

  test("257 are accepted", async () => {
    expect((await send(sim, contacts(many(257, () => card())))).status).toBe(200);
  });

  test.each<Row>([
    ["258 contacts", many(258, () => card()), 131009, "Contacts count invalid. Min count: 1, Max count: 257"],
    ["none", [], 131009],
    ["an object", card(), 131009, "Param contacts must be an array."],
    ["a word for a contact", ["Ana"], 131009],
    ["no name", [card({ name: undefined })], 131008, "The parameter contacts[0]['name'] is required."],
    ["no formatted_name", [card({ name: { first_name: "Ana" } })], 131008],
    ["nothing but formatted_name", [card({ name: { formatted_name: "Ana" } })], 131009],
    ["an unknown part of the name", [card({ name: { formatted_name: "A", first_name: "A", nick: "A" } })], 100],
    ["a phone that is no text", [card({ phones: [{ phone: 1 }] })], 131009],
    ["an unknown member of a phone", [card({ phones: [{ phone: "1", fax: true }] })], 100],
    ["an email without address", [card({ emails: [{}] })], 131008],
    ["an address that is no object", [card({ addresses: ["Lima"] })], 131009],
    ["an unknown member of org", [card({ org: { name: "x" } })], 100],
    ["a url without url", [card({ urls: [{ type: "WORK" }] })], 131008],
    ["a birthday in another form", [card({ birthday: "28/02/1990" })], 131009],
    ["a birthday that does not exist", [card({ birthday: "1990-02-30" })], 131009],
    ["an unknown member", [card({ nickname: "x" })], 100, 'Unexpected key "nickname" on param "contacts[0]".'],
  ])("%s is refused", async (_, value, expected, sentence) => {
    const answer = await send(sim, contacts(value));
    const said = sentence === undefined ? undefined : details(answer);
    expect([answer.status, code(answer), said]).toEqual([400, expected, sentence]);
  });
});

describe("reactions", () => {
  const reaction = (message_id: string, emoji: unknown = "👍"): Record<string, unknown> => ({
    to: person,
    type: "reaction",
    reaction: { message_id, emoji },
  });
  const inbound = (): string => sim.inbound({ from: person, text: "Hola" }).id;

  test.each(["👍", "❤️", "👩‍👩‍👧‍👦", "🇵🇪", "1️⃣", ""])("%s is accepted", async (emoji) => {
    const answer = await send(sim, reaction(inbound(), emoji));
    expect(answer.status).toBe(200);
  });

  test.each<Row>([
    ["two emojis", "👍👍", 131009],
    ["a letter", "a", 131009],
    ["a thousand joined emojis", "👩‍".repeat(1_000), 131009],
    ["a number", 7, 131009],
    ["nothing", undefined, 131008],
  ])("%s is refused", async (_, emoji, expected) => {
    const body = reaction(inbound());
    const answer = await send(sim, { ...body, reaction: { message_id: "wamid.x", emoji } });
    expect([answer.status, code(answer)]).toEqual([400, expected]);
  });

  test("a quoted message is refused: a reaction is about one already", async () => {
    const answer = await send(sim, { ...reaction(inbound()), context: { message_id: "wamid.x" } });
    expect(details(answer)).toBe('Unexpected key "context".');
  });

  test("a good one is sent, and that is all that is ever reported", async () => {
    await using receiver = await connect(sim);
    const answer = await send(sim, reaction(inbound()));
    await sim.advance("1h");
    expect(sim.messages()[0]?.statuses.map(({ status }) => status)).toEqual(["accepted", "sent"]);
    expect(receiver.statuses.map((status) => at(status, "id"))).toEqual([wamid(answer)]);
  });

  test("the business's own message can be reacted to", async () => {
    inbound();
    const own = wamid(await send(sim, text("Hi")));
    await send(sim, reaction(own));
    await sim.advance("1m");
    expect(sim.messages({ type: "reaction" })[0]?.status).toBe("sent");
  });

  test.each<[string, () => Promise<string> | string]>([
    ["an unknown message", () => "wamid.unknown"],
    ["somebody else's message", () => sim.inbound({ from: "+12025550112", text: "Hola" }).id],
    [
      "a message of 31 days ago",
      async () => {
        const id = inbound();
        await sim.advance(`${31 * 24}h`);
        return id;
      },
    ],
    ["a reaction", async () => wamid(await send(sim, reaction(inbound())))],
  ])("on %s it is accepted, and fails with 131009", async (_, target) => {
    const id = await target();
    inbound();
    const answer = await send(sim, reaction(id));
    expect(answer.status).toBe(200);
    await sim.advance("1m");
    const message = sim.messages().find((one) => one.id === wamid(answer));
    expect([message?.status, message?.errors?.[0]?.code]).toEqual(["failed", 131009]);
  });
});

describe("quoted messages", () => {
  test("one of the conversation is drawn above the message", async () => {
    const { id } = sim.inbound({ from: person, text: "Hola" });
    await send(sim, { ...text("Hi"), context: { message_id: id } });
    expect(sim.messages()[0]?.context).toEqual({ message_id: id });
  });

  test("an unknown one is not drawn, and the message is sent", async () => {
    sim.inbound({ from: person, text: "Hola" });
    await send(sim, { ...text("Hi"), context: { message_id: "wamid.unknown" } });
    await sim.advance("1m");
    expect(sim.messages()[0]?.context).toBeUndefined();
    expect(sim.messages()[0]?.status).toBe("read");
  });

  test("above a template none is drawn", async () => {
    const { id } = sim.inbound({ from: person, text: "Hola" });
    await send(sim, { ...goodBodies(sim)["template"], context: { message_id: id } });
    expect(sim.messages()[0]?.context).toBeUndefined();
  });
});

describe("voice messages", () => {
  test("are played after they are read", async () => {
    sim.inbound({ from: person, text: "Hola" });
    await send(sim, { to: person, type: "audio", audio: { link: "https://img.example/a.ogg", voice: true } });
    await sim.advance("1m");
    expect(sim.messages()[0]?.status).toBe("played");
  });

  test.each([
    ["audio/ogg", "played"],
    ["audio/mpeg", "failed"],
  ])("of an uploaded %s: %s", async (mime_type, expected) => {
    await using receiver = await connect(sim);
    sim.inbound({ from: person, audio: { mime_type } });
    await sim.settled();
    const id = at(receiver.values("messages")[0], "messages", 0, "audio", "id");
    await send(sim, { to: person, type: "audio", audio: { id, voice: true } });
    await sim.advance("1m");
    expect(sim.messages()[0]?.status).toBe(expected);
  });
});

test.each<[string, Record<string, unknown>, number]>([
  ["a pin to a person", { to: person, type: "pin", pin: { type: "pin", message_id: "x", expiration_days: 1 } }, 131051],
  ["another account", { ...text("Hi"), messaging_account_id: "1" }, 131009],
  ["an identity hash that is no text", { ...text("Hi"), recipient_identity_key_hash: 7 }, 131009],
])("%s is refused", async (_, body, expected) => {
  const answer = await send(sim, body);
  expect([answer.status, code(answer)]).toEqual([400, expected]);
});

test("the account's id is accepted as the messaging account", async () => {
  expect((await send(sim, { ...text("Hi"), messaging_account_id: sim.wabaId })).status).toBe(200);
});
