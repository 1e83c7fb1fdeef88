import { describe, expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { NetworkError } from "../../src/core/errors.ts";
import type { WireSendBody } from "../../src/graph/wire/messages.ts";
import { messagesPath } from "../../src/graph/wire/messages.ts";
import { contractWorld, everythingWasUsed, refusal, type ContractWorld } from "./book.ts";

const ana = "+12025550111";
const ben = "+12025550112";
const common = { messaging_product: "whatsapp" } as const;
const hello: WireSendBody = { ...common, to: ana, ...content.template({ name: "hello_world", language: "en_US" }) };
const text = (body: string, to = ana): WireSendBody => ({ ...common, to, ...content.text(body) });

const send = ({ simulator, graph }: ContractWorld, body: WireSendBody) =>
  graph.messages.send(simulator.phoneNumberId, body);

/** Past the client's own checks. */
const sendAnything = ({ simulator, graph }: ContractWorld, body: object) =>
  graph.request({
    method: "POST",
    path: messagesPath(simulator.phoneNumberId),
    body: { ...common, to: ana, ...body },
    repeatable: false,
    read: (answer) => answer,
  });

describe("a message", () => {
  test("to a phone number is accepted, and its state comes later", async () => {
    const world = await contractWorld();
    const answer = await send(world, hello);
    expect(answer).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: ana, wa_id: "12025550111" }],
      messages: [{ id: expect.stringMatching(/^wamid\./) as string, message_status: "accepted" }],
    });
    expect(world.simulator.messages()).toMatchObject([{ status: "accepted" }]);
    await world.simulator.advance("5s");
    expect(world.simulator.messages()).toMatchObject([{ status: "read" }]);
  });

  test("that was put into words before arrives as it was frozen", async () => {
    const { simulator, graph } = await contractWorld();
    const body = JSON.stringify({ ...hello, biz_opaque_callback_data: "msg_1" });
    const answer = await graph.messages.sendPrepared(simulator.phoneNumberId, { to: ana, body });
    expect(answer.contacts).toEqual([{ input: ana, wa_id: "12025550111" }]);
    expect(simulator.messages()).toMatchObject([
      { id: answer.messages[0]?.id, template: "hello_world", biz_opaque_callback_data: "msg_1" },
    ]);
  });

  test("that was frozen and no longer fits is refused by Meta", async () => {
    const { simulator, graph } = await contractWorld();
    const body = JSON.stringify({ ...hello, ...content.template({ name: "hello_worl", language: "en_US" }) });
    const prepared = graph.messages.sendPrepared(simulator.phoneNumberId, { to: ana, body });
    expect(await refusal(prepared)).toMatchObject({ code: "graph.template_not_found", exit: 4 });
    expect(simulator.count()).toBe(0);
  });

  test("to a user id says whose, not the number", async () => {
    const world = await contractWorld();
    const { bsuid } = world.simulator.customer(ana, { username: "ana.shop" });
    const { to: _to, ...rest } = hello as Extract<WireSendBody, { to: string }>;
    const answer = await send(world, { ...rest, recipient: bsuid } as WireSendBody);
    expect(answer.contacts).toEqual([{ input: bsuid, user_id: bsuid }]);
  });

  test("to a group names the group", async () => {
    const world = await contractWorld();
    await world.graph.groups.create(world.simulator.phoneNumberId, { subject: "Neighbours" });
    const id = world.simulator.groups()[0]?.id ?? "";
    world.simulator.joinGroup(id, ana);
    const answer = await send(world, { ...common, recipient_type: "group", to: id, ...content.text("Hola") });
    expect(answer).toMatchObject({ contacts: [{ input: id }], messages: [{ group_id: id }] });
  });

  test("can answer another one, and carries our id back", async () => {
    const world = await contractWorld();
    const { id } = world.simulator.inbound({ from: ana, text: "¿Llega hoy?" });
    await send(world, {
      ...text("Sí."),
      context: { message_id: id },
      biz_opaque_callback_data: "msg_1",
    } as WireSendBody);
    expect(world.simulator.messages()).toMatchObject([
      { context: { message_id: id }, biz_opaque_callback_data: "msg_1" },
    ]);
  });

  test("without a template and outside the window is accepted, and fails later", async () => {
    const world = await contractWorld();
    await send(world, text("Hola"));
    await world.simulator.advance("5s");
    expect(world.simulator.messages()).toMatchObject([{ status: "failed", errors: [{ code: 131_047 }] }]);
  });

  test("for a one-time password does not go to a user id", async () => {
    const world = await contractWorld();
    world.simulator.template({
      name: "code",
      language: "en_US",
      category: "AUTHENTICATION",
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
    });
    const template = content.template({ name: "code", language: "en_US", code: "123456" });
    await send(world, { ...common, to: ana, ...template });
    const { bsuid } = world.simulator.customer(ana);
    expect(await refusal(send(world, { ...common, recipient: bsuid, ...template }))).toMatchObject({
      graphCode: 131_062,
    });
  });
});

describe("refused with Meta's code and its sentence", () => {
  test.each<[string, object, number, RegExp]>([
    ["without content", { type: "text" }, 131_008, /text/],
    ["a text that is too long", { type: "text", text: { body: "x".repeat(4_097) } }, 131_009, /4096/],
    ["an unknown member", { type: "text", text: { body: "x", colour: "red" } }, 100, /colour/],
    ["an unknown type", { type: "poll", poll: {} }, 131_051, /poll/],
    ["the sender as the recipient", { ...content.text("x"), to: "+15550100200" }, 131_021, /sender/],
    ["an unknown group", { ...content.text("x"), recipient_type: "group", to: "Y2FwaV9ncm91cDox" }, 131_041, /group/],
    ["a type that groups do not get", { ...content.reaction("wamid.A", "👍"), recipient_type: "group" }, 131_041, /./],
    [
      "both a file's id and its link",
      { type: "image", image: { id: "1", link: "https://img.example/a.jpg" } },
      100,
      /id/,
    ],
    ["an unknown file", { type: "image", image: { id: "1" } }, 131_009, /media/],
  ])("%s", async (_, body, graphCode, sentence) => {
    const world = await contractWorld();
    const error = await refusal(sendAnything(world, body));
    expect(error.graphCode).toBe(graphCode);
    expect(error.details).toMatch(sentence);
    expect(error.traceId).toBeTruthy();
    expect(world.simulator.count()).toBe(0);
  });

  test("nobody to send to: no details, as at Meta", async () => {
    const world = await contractWorld();
    const error = await refusal(sendAnything(world, { to: undefined, ...content.text("x") }));
    expect(error).toMatchObject({ graphCode: 100, details: undefined });
  });
});

describe("too fast", () => {
  test("for one person: the client waits six seconds and is through", async () => {
    const world = await contractWorld();
    world.simulator.limits({ pair: { burst: 1, seconds: 6 } });
    const before = world.simulator.now();
    await send(world, hello);
    await send(world, hello);
    expect(world.simulator.now() - before).toBe(6_000);
    expect(world.simulator.count()).toBe(2);
    await send(world, { ...hello, to: ben });
    expect(world.simulator.now() - before).toBe(6_000);
  });

  test("for the number: the client waits a second and is through", async () => {
    const world = await contractWorld();
    world.simulator.limits({ mps: 1, pair: null });
    const before = world.simulator.now();
    await send(world, hello);
    await send(world, { ...hello, to: ben });
    expect(world.simulator.now() - before).toBe(1_000);
  });

  test("and told at once where the caller does not want to wait", async () => {
    const world = await contractWorld();
    world.simulator.limits({ pair: { burst: 1, seconds: 6 } });
    await send(world, hello);
    const again = world.graph.messages.send(world.simulator.phoneNumberId, hello, { maxAttempts: 1 });
    expect(await refusal(again)).toMatchObject({ graphCode: 131_056, kind: "throttle", exit: 5 });
  });
});

describe("no answer", () => {
  test.each([
    ["reset-before", 0],
    ["reset-after-accept", 1],
    ["half-body", 1],
  ] as const)("%s: the message may have gone out, and is not sent again", async (kind, accepted) => {
    const world = await contractWorld();
    const fault = world.simulator.fault({ on: "messages", kind });
    const error = await send(world, hello).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ sent: "maybe", exit: 5 });
    expect(fault.hits).toBe(1);
    expect(world.simulator.count()).toBe(accepted);
  });

  test("a page instead of an answer", async () => {
    const world = await contractWorld();
    world.simulator.fault({ on: "messages", kind: "http", status: 502 });
    const error = await send(world, hello).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ sent: "maybe", exit: 5 });
    expect(world.simulator.count()).toBe(0);
  });
});

describe("a read receipt", () => {
  test("marks what came in and all before it, and can show that an answer is typed", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.inbound({ from: ana, text: "Hola" });
    const { id } = simulator.inbound({ from: ana, text: "¿Llega hoy?" });
    expect(await graph.messages.markAsRead(simulator.phoneNumberId, id)).toEqual({ success: true });
    expect(await graph.messages.markAsRead(simulator.phoneNumberId, id, { typing: true })).toEqual({ success: true });
  });

  test("is refused for a message that never came, or came long ago", async () => {
    const { simulator, graph } = await contractWorld();
    const { id } = simulator.inbound({ from: ana, text: "Hola" });
    expect(await refusal(graph.messages.markAsRead(simulator.phoneNumberId, "wamid.A"))).toMatchObject({
      graphCode: 131_009,
    });
    await simulator.advance("31d");
    expect(await refusal(graph.messages.markAsRead(simulator.phoneNumberId, id))).toMatchObject({ graphCode: 131_009 });
  });

  test("is repeated when the connection breaks: twice does no harm", async () => {
    const { simulator, graph } = await contractWorld();
    const { id } = simulator.inbound({ from: ana, text: "Hola" });
    const fault = simulator.fault({ on: "messages", kind: "reset-after-accept", times: 1 });
    expect(await graph.messages.markAsRead(simulator.phoneNumberId, id)).toEqual({ success: true });
    expect(fault.hits).toBe(1);
  });
});

everythingWasUsed();
