import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, details, hello, person, send, template, text, wamid } from "./helpers.ts";
import { goodBodies } from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const userId = (): string => sim.customer(person).bsuid;
const toUser = (id: unknown, body: Record<string, unknown> = text("Hi")): Record<string, unknown> => ({
  ...body,
  to: undefined,
  recipient: id,
});
const loginCode = {
  name: "login_code",
  language: "en_US",
  category: "AUTHENTICATION",
  components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
};
const codeParameters = [
  { type: "body", parameters: [{ type: "text", text: "123456" }] },
  { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "123456" }] },
];

describe("a user id", () => {
  test("is answered with the user id, and without a phone number", async () => {
    const answer = await send(sim, toUser(userId()));
    expect(answer.body).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: userId(), user_id: userId() }],
      messages: [{ id: wamid(answer) }],
    });
    expect(Buffer.from(wamid(answer).slice(6), "base64").toString("latin1")).not.toContain("12025550111");
  });

  test("reaches the person, who is found by number and by user id", async () => {
    sim.inbound({ from: person, text: "Hola" });
    await send(sim, toUser(userId()));
    await sim.advance("1m");
    expect(sim.messages({ to: person })).toEqual(sim.messages({ to: userId() }));
    expect(sim.messages({ to: person })[0]).toMatchObject({ to: "12025550111", user_id: userId(), status: "read" });
  });

  test("beside a number it is not looked at, and not answered", async () => {
    const answer = await send(sim, { ...text("Hi"), recipient: sim.customer("+12025550112").bsuid });
    expect(at(answer.body, "contacts")).toEqual([{ input: person, wa_id: "12025550111" }]);
  });

  test("counts for the pair limit like the number", async () => {
    sim.limits({ pair: { burst: 1, seconds: 6 } });
    await send(sim, hello());
    expect(code(await send(sim, toUser(userId())))).toBe(131056);
  });

  test("a template answers message_status too", async () => {
    const answer = await send(sim, toUser(userId(), hello()));
    expect(at(answer.body, "messages", 0, "message_status")).toBe("accepted");
  });

  test.each<[string, unknown]>([
    ["an unknown one", "US.99999999999999999999"],
    ["one without country", "12345678901234567890"],
    ["one in lower case", "us.12345678901234567890"],
    ["one with a sign", "US.1234-5678"],
    ["one that is too long", `US.${"1".repeat(129)}`],
    ["a number", 7],
    ["an object", { id: "US.1" }],
  ])("%s is refused", async (_, id) => {
    const answer = await send(sim, toUser(id));
    expect([answer.status, code(answer)]).toEqual([400, 131009]);
  });

  test("an empty one is none", async () => {
    expect(code(await send(sim, toUser("")))).toBe(100);
  });

  test("is not enough for a code", async () => {
    sim.template(loginCode);
    const body = template("login_code", "en_US", codeParameters);
    expect((await send(sim, body)).status).toBe(200);
    const answer = await send(sim, toUser(userId(), body));
    expect([answer.status, code(answer)]).toEqual([400, 131062]);
  });
});

test("every kind of message can be sent to a user id", async () => {
  for (const [kind, body] of Object.entries(goodBodies(sim))) {
    const id = sim.customer(String(body["to"])).bsuid;
    const answer = await send(sim, toUser(id, body));
    expect([kind, answer.status, details(answer)]).toEqual([kind, 200, undefined]);
  }
});

test.each<[string, Record<string, unknown>, number]>([
  ["an unknown group", { ...text("Hi", "Y2FwaV9ncm91cDo"), recipient_type: "group" }, 131041],
  ["a phone number as group", { ...text("Hi"), recipient_type: "group" }, 131041],
  ["a group that is a number", { ...text("Hi"), to: 7, recipient_type: "group" }, 131009],
  ["a group's id without its type", text("Hi", "Y2FwaV9ncm91cDo"), 131009],
  ["an unknown type of recipient", { ...text("Hi"), recipient_type: "team" }, 100],
  ["a number that is a number", { ...text("Hi"), to: 12_025_550_111 }, 131009],
  ["a thousand digits", text("Hi", "1".repeat(1_000)), 131009],
])("%s is refused", async (_, body, expected) => {
  const answer = await send(sim, body);
  expect([answer.status, code(answer)]).toEqual([400, expected]);
});

test("the status of a message to a user id carries it", async () => {
  await using receiver = await connect(sim);
  await send(sim, toUser(userId(), hello()));
  await sim.advance("1m");
  expect(at(receiver.statuses[0], "recipient_user_id")).toBe(userId());
});
