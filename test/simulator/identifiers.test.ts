import { describe, expect, test } from "vitest";
import type { CustomerView } from "../../src/simulator/people/customer-control.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/testing.ts";
import { at, connect, control, person, type Receiver, send, text } from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";
const phone = "12025550111";
/** A business that has linked its portfolio to others has parent ids everywhere. */
const linked = { now, clock: "manual", world: { business: { parentUserIds: true } } } as const;

const view = async (sim: Simulator): Promise<CustomerView> =>
  (await control(sim, "GET", `customers/${phone}`)).body as CustomerView;

const templateTo = (to: Record<string, unknown>): Record<string, unknown> => ({
  ...to,
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
});

const valuesWith = (receiver: Receiver, member: string): unknown[] =>
  receiver.values("messages").filter((value) => at(value, member) !== undefined);

describe("user ids", () => {
  test("have the country and twenty digits, follow from seed and number, and lead back to the person", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using same = await startSimulator({ now, clock: "manual" });
    await using other = await startSimulator({ now, clock: "manual", seed: "another" });
    const { bsuid } = await view(sim);
    expect(bsuid).toMatch(/^US\.[1-9]\d{19}$/);
    expect((await view(same)).bsuid).toBe(bsuid);
    expect((await view(other)).bsuid).not.toBe(bsuid);

    // Nobody has been kept by looking, and yet the id is known.
    expect(at((await control(sim, "GET", "customers")).body, "data")).toEqual([]);
    expect(at((await control(sim, "GET", `customers/${bsuid}`)).body, "phone")).toBe(phone);
    expect((await send(sim, templateTo({ recipient: bsuid }))).body).toMatchObject({
      contacts: [{ input: bsuid, user_id: bsuid }],
    });
    expect(sim.messages()[0]).toMatchObject({ to: phone, user_id: bsuid });
  });

  test("that are given by hand replace the derived one", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    const before = (await view(sim)).bsuid;
    sim.customer(phone, { bsuid: "US.Example1", parentBsuid: "US.ENT.Parent1" });
    for (const id of ["US.Example1", "US.ENT.Parent1"]) {
      expect((await send(sim, templateTo({ recipient: id }))).status).toBe(200);
    }
    expect((await send(sim, templateTo({ recipient: before }))).status).toBe(400);
    expect((await send(sim, templateTo({ recipient: "US.99" }))).status).toBe(400);
  });
});

/** With a user name and without any use of the number, it is hidden. */
const hidden = { username: "ana.shop" };

describe("what an inbound message shows", () => {
  test.each([
    ["somebody without a user name", {}, true],
    ["somebody with one", hidden, false],
    ["somebody with one in the contact book", { ...hidden, contactBook: true }, true],
  ])("%s", async (_, changes, shown) => {
    await using sim = await startSimulator(linked);
    await using receiver = await connect(sim);
    sim.customer(phone, changes);
    sim.inbound({ from: phone, text: "Hello" });
    await sim.settled();
    const { bsuid, parentBsuid } = await view(sim);
    const [value] = receiver.values("messages");
    expect(at(value, "contacts")).toEqual([
      {
        profile: { name: "Customer 0111", ...("username" in changes ? { username: "ana.shop" } : {}) },
        ...(shown ? { wa_id: phone } : {}),
        user_id: bsuid,
        parent_user_id: parentBsuid,
      },
    ]);
    expect(at(value, "messages", 0)).toEqual({
      ...(shown ? { from: phone } : {}),
      from_user_id: bsuid,
      from_parent_user_id: parentBsuid,
      id: expect.stringMatching(/^wamid\./),
      timestamp: String(Date.parse(now) / 1_000),
      type: "text",
      text: { body: "Hello" },
    });
    const id = Buffer.from(String(at(value, "messages", 0, "id")).slice("wamid.".length), "base64").toString("latin1");
    expect(id.includes(phone)).toBe(shown);
  });

  test("the number stays shown for 30 days after the business wrote to it", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    await send(sim, templateTo({ to: person }));
    sim.customer(phone, hidden);
    const shown = async (): Promise<boolean> => {
      sim.inbound({ from: phone, text: "Hello" });
      await sim.settled();
      return at(valuesWith(receiver, "messages").at(-1), "messages", 0, "from") === phone;
    };
    await sim.advance("29d");
    expect(await shown()).toBe(true);
    await sim.advance("31d");
    expect(await shown()).toBe(false);
    await send(sim, templateTo({ to: person }));
    expect(await shown()).toBe(true);
  });

  test.each<[string, SimulatorOptions, (sim: Simulator) => void]>([
    ["by a control call", {}, (sim) => sim.customer(phone, hidden)],
    ["with the message itself", {}, () => {}],
    ["after the message to them was pruned", { keep: { messages: 1 } }, () => {}],
  ])("who was just written to and takes a user name %s shows the number for 30 days", async (_, options, take) => {
    await using sim = await startSimulator({ now, clock: "manual", ...options });
    await using receiver = await connect(sim);
    await send(sim, templateTo({ to: person }));
    await send(sim, templateTo({ to: "+12025550112" }));
    await sim.advance("29d");
    take(sim);
    const shown = async (): Promise<boolean> => {
      sim.inbound({ from: phone, profile: { username: "@ana.shop" }, text: "Hello" });
      await sim.settled();
      const [message] = valuesWith(receiver, "messages").slice(-1);
      expect(at(message, "contacts", 0, "profile", "username")).toBe("ana.shop");
      return at(message, "messages", 0, "from") === phone;
    };
    expect(await shown()).toBe(true);
    await sim.advance("31d");
    expect(await shown()).toBe(false);
  });

  test("who was written to by user id only goes on hiding the number", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.customer(phone, hidden);
    await send(sim, templateTo({ recipient: (await view(sim)).bsuid }));
    sim.inbound({ from: phone, text: "Hello" });
    await sim.settled();
    expect(at(valuesWith(receiver, "messages").at(-1), "messages", 0)).not.toHaveProperty("from");
  });

  test("sharing the number brings it into the contact book", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.customer(phone, hidden);
    sim.inbound({ from: phone, shareContact: true });
    await sim.settled();
    expect(at(receiver.values("messages")[0], "messages", 0)).toMatchObject({
      type: "contacts",
      contacts: [{ origin: "contact_request", phones: [{ phone: `+${phone}`, wa_id: phone }] }],
    });
    expect(await view(sim)).toMatchObject({ contactBook: true, phoneShown: true });
  });
});

describe("what statuses show", () => {
  const statuses = ["sent", "delivered", "read"];

  test.each([
    ["sent to a number, no user name", {}, "to", true],
    ["sent to a number, with a user name", hidden, "to", true],
    ["sent to a user id, no user name", {}, "recipient", true],
    ["sent to a user id, with a user name", hidden, "recipient", false],
  ])("%s", async (_, changes, by, shown) => {
    await using sim = await startSimulator(linked);
    await using receiver = await connect(sim);
    sim.customer(phone, changes);
    const { bsuid, parentBsuid } = await view(sim);
    await send(sim, templateTo({ [by]: by === "to" ? person : bsuid }));
    await sim.advance("1m");
    expect(receiver.statusNames).toEqual(statuses);
    for (const [place, value] of valuesWith(receiver, "statuses").entries()) {
      const status = at(value, "statuses", 0);
      expect(at(status, "recipient_id")).toBe(shown ? phone : undefined);
      expect(status).toMatchObject({ recipient_user_id: bsuid, recipient_parent_user_id: parentBsuid });
      const username = place > 0 && "username" in changes ? { username: "ana.shop" } : {};
      expect(at(value, "contacts")).toEqual([
        {
          profile: { name: "Customer 0111", ...username },
          ...(shown ? { wa_id: phone } : {}),
          user_id: bsuid,
          parent_user_id: parentBsuid,
        },
      ]);
    }
  });

  test.each([
    ["a number", "to", { recipient_id: phone }, ["recipient_user_id"]],
    ["a user id", "recipient", { recipient_user_id: expect.any(String) }, ["recipient_id"]],
  ])("a failure to %s says no more than the business knew", async (_, by, shown, missing) => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.customer(phone, { ...hidden, onWhatsApp: false });
    const { bsuid } = await view(sim);
    await send(sim, templateTo({ [by]: by === "to" ? person : bsuid }));
    await sim.advance("1m");
    const [value] = receiver.values("messages");
    expect(value).not.toHaveProperty("contacts");
    expect(at(value, "statuses", 0)).toMatchObject({ status: "failed", ...shown });
    for (const key of missing) expect(at(value, "statuses", 0)).not.toHaveProperty(key);
  });

  test("an opt-out shows the number by the same rule", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.customer(phone, { ...hidden, optOut: true });
    await sim.settled();
    const [value] = receiver.values("user_preferences");
    expect(at(value, "user_preferences", 0)).toMatchObject({ value: "stop", user_id: (await view(sim)).bsuid });
    expect(JSON.stringify(at(value, "user_preferences"))).not.toContain(phone);
    expect(JSON.stringify(at(value, "contacts"))).not.toContain(`"${phone}"`);
  });
});

describe("another phone number", () => {
  test("is told by a system message, and the old one is no longer on WhatsApp", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.inbound({ from: phone, profile: { name: "Ana" }, text: "Hello" });
    const before = (await view(sim)).bsuid;
    const answer = await control(sim, "POST", `customers/${phone}`, { newPhone: "+1 202 555 0112" });
    const bsuid = at(answer.body, "bsuid");
    expect(answer.body).toMatchObject({ phone: "12025550112", name: "Ana" });
    expect(bsuid).not.toBe(before);
    await sim.settled();
    const value = receiver.values("messages").at(-1);
    expect(value).not.toHaveProperty("contacts");
    expect(at(value, "messages", 0)).toMatchObject({
      from: phone,
      from_user_id: before,
      type: "system",
      system: {
        type: "user_changed_number",
        body: "User Ana changed from 12025550111 to 12025550112",
        wa_id: "12025550112",
        user_id: bsuid,
      },
    });
    await send(sim, text("Hi"));
    await send(sim, text("Hi", "+12025550112"));
    await sim.advance("1m");
    expect(sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual([131026, "read"]);
  });

  test("of somebody whose number is hidden is told by user id only", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.customer(phone, hidden);
    const before = (await view(sim)).bsuid;
    const { bsuid } = sim.customer(phone, { newPhone: "12025550112" });
    await sim.settled();
    const message = at(receiver.values("messages")[0], "messages", 0);
    expect(message).toMatchObject({
      from_user_id: before,
      system: { type: "user_changed_user_id", user_id: bsuid, previous_user_id: before },
    });
    expect(JSON.stringify(message)).not.toMatch(/1202555011[12]/);
  });
});
