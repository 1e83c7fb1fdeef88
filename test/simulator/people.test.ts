import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, control, graph, hello, person, send, text, wamid } from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";
const still = { now, clock: "manual" } as const;
const phone = "12025550111";

const authentication = {
  name: "login_code",
  language: "en_US",
  category: "AUTHENTICATION",
  components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
};
const loginCode = {
  to: person,
  type: "template",
  template: {
    name: "login_code",
    language: { code: "en_US" },
    components: [
      { type: "body", parameters: [{ type: "text", text: "123456" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "123456" }] },
    ],
  },
};

describe("a phone that cannot be reached", () => {
  test("gets what waited when it is back, in order", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer(phone, { online: false });
    const first = wamid(await send(sim, hello()));
    await sim.advance("1h");
    const second = wamid(await send(sim, hello()));
    await sim.advance("1h");
    expect(receiver.statusNames).toEqual(["sent", "sent"]);
    sim.customer(phone, { online: true });
    await sim.advance("1m");
    expect(receiver.statuses.slice(2).map((status) => [at(status, "id"), at(status, "status")])).toEqual([
      [first, "delivered"],
      [second, "delivered"],
      [first, "read"],
      [second, "read"],
    ]);
    expect(at(receiver.statuses[2], "pricing")).toBeDefined();
  });

  test.each([
    ["an ordinary message after 30 days", "29d", "31d", hello(), undefined],
    ["a code after ten minutes", "9m", "11m", loginCode, undefined],
    ["what its template says", "4m", "6m", loginCode, 300],
  ])("loses %s", async (_, inTime, tooLate, body, ttl) => {
    for (const [wait, expected] of [
      [inTime, "read"],
      [tooLate, "sent"],
    ] as const) {
      await using sim = await startSimulator(still);
      sim.template({ ...authentication, ...(ttl === undefined ? {} : { message_send_ttl_seconds: ttl }) });
      sim.customer(phone, { online: false });
      expect((await send(sim, body)).status).toBe(200);
      await sim.advance(wait);
      sim.customer(phone, { online: true });
      await sim.advance("1m");
      expect(sim.messages()[0]?.status).toBe(expected);
    }
  });

  test("a delay longer than a message's life loses it too", async () => {
    await using sim = await startSimulator(still);
    sim.template(authentication);
    sim.customer(phone, { delay: "15m" });
    await send(sim, loginCode);
    await send(sim, hello());
    await sim.advance("1h");
    expect(sim.messages().map(({ status }) => status)).toEqual(["sent", "read"]);
  });
});

describe("reading and listening", () => {
  test("with the chat open, messages are read without being delivered first", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer(phone, { chatOpen: true });
    await send(sim, hello());
    await sim.advance("1m");
    expect(receiver.statusNames).toEqual(["sent", "read"]);
    expect(at(receiver.statuses[1], "pricing")).toBeDefined();
  });

  test.each([
    ["", true, ["sent", "delivered", "read", "played"]],
    [" also without read receipts", false, ["sent", "delivered", "played"]],
  ])("a voice message is played%s", async (_, readReceipts, expected) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer(phone, { readReceipts });
    sim.inbound({ from: phone, text: "Hello" });
    await send(sim, { to: person, type: "audio", audio: { link: "https://media.example/note.ogg", voice: true } });
    await sim.advance("1m");
    expect(receiver.statusNames).toEqual(expected);
    expect(sim.messages({ status: "played" })).toHaveLength(1);
  });
});

describe("somebody who comes from an ad", () => {
  const referred = async (answerAfter: string) => {
    const sim = await startSimulator(still);
    const receiver = await connect(sim);
    sim.inbound({ from: phone, text: "I saw your ad", referral: true });
    await sim.advance(answerAfter);
    return { sim, receiver };
  };
  const pricing = { billable: false, pricing_model: "PMP", type: "free_entry_point", category: "referral_conversion" };

  test("is free to write to for 72 hours after an answer within a day", async () => {
    const { sim, receiver } = await referred("23h");
    await using _sim = sim;
    await using _receiver = receiver;
    await send(sim, text("Hi"));
    await sim.advance("71h");
    await send(sim, hello());
    await sim.advance("2h");
    await send(sim, hello());
    await sim.advance("1m");
    const sent = receiver.statuses.filter((status) => at(status, "status") === "sent");
    expect(sent.map((status) => at(status, "pricing", "type"))).toEqual([
      "free_entry_point",
      "free_entry_point",
      "regular",
    ]);
    expect(at(sent[0], "pricing")).toEqual(pricing);
    // Only here is the conversation still told.
    expect(at(sent[0], "conversation")).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      expiration_timestamp: expect.any(String),
      origin: { type: "referral_conversion" },
    });
    expect(sent[2]).not.toHaveProperty("conversation");
  });

  test("is not, when the answer comes too late", async () => {
    const { sim, receiver } = await referred("25h");
    await using _sim = sim;
    await using _receiver = receiver;
    await send(sim, hello());
    await sim.advance("1m");
    expect(at(receiver.statuses[0], "pricing", "type")).toBe("regular");
  });
});

test.each([
  ["v23.0", true],
  ["v24.0", false],
])("webhooks of %s tell the conversation: %s", async (version, told) => {
  await using sim = await startSimulator(still);
  await using receiver = await connect(sim);
  await sim.webhook({ version });
  await send(sim, hello());
  await sim.advance("1m");
  expect(at(receiver.statuses[0], "conversation") !== undefined).toBe(told);
});

test("people are listed with their windows and looked up without being kept", async () => {
  await using sim = await startSimulator(still);
  sim.inbound({ from: phone, profile: { name: "Ana" }, text: "Hello" });
  const list = at((await control(sim, "GET", "customers")).body, "data");
  expect(list).toEqual([
    expect.objectContaining({
      phone,
      name: "Ana",
      online: true,
      windows: [{ phone_number_id: sim.phoneNumberId, until: "2026-11-21T12:00:00.000Z" }],
    }),
  ]);
  expect((await control(sim, "GET", "customers/12025550112")).body).toMatchObject({
    phone: "12025550112",
    windows: [],
  });
  expect((await control(sim, "GET", "customers")).body).toEqual({ data: list });
  expect((await control(sim, "GET", "customers/nobody")).status).toBe(400);
});

describe("a saved state", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  test("keeps people, groups, blocks, waiting messages and the business", async () => {
    const folder = mkdtempSync(join(tmpdir(), "recado-people-"));
    folders.push(folder);
    const options = { ...still, state: join(folder, "state.json") };
    const first = await startSimulator(options);
    await using receiver = await connect(first);
    first.business({ marketingCap: null, restrictedCountries: ["BR"] });
    first.customer(phone, { online: false, username: "ana.shop", parentBsuid: "US.ENT.1" });
    first.inbound({ from: "12025550112", text: "Hello" });
    await graph(first, "POST", `/${first.phoneNumberId}/block_users`, {
      messaging_product: "whatsapp",
      block_users: [{ user: "12025550112" }],
    });
    await graph(first, "POST", `/${first.phoneNumberId}/groups`, {
      messaging_product: "whatsapp",
      subject: "Neighbours",
    });
    const id = first.groups()[0]?.id ?? "";
    first.joinGroup(id, "12025550113");
    await send(first, hello());
    await first.advance("1m");
    const before = { customers: first.customers(), groups: first.groups(), business: first.business() };
    await first.close();

    await using second = await startSimulator(options);
    expect({ customers: second.customers(), groups: second.groups(), business: second.business() }).toEqual(before);
    expect(second.inbound({ from: "12025550112", text: "Hello?" })).toMatchObject({ blocked: true });
    second.customer(phone, { online: true });
    await second.advance("1m");
    expect(second.messages()[0]?.status).toBe("read");
    expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
  });
});
