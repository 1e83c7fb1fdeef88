import { expect, test } from "vitest";
import { subscriptionsPath } from "../../src/graph/wire/apps.ts";
import { Receiver } from "../simulator/helpers.ts";
import { contractWorld, everythingWasUsed, refusal, type ContractWorld } from "./book.ts";

/** The client has no method for it: an app's webhook is set up once, on Meta's pages. */
const call = ({ simulator, graph }: ContractWorld, method: "GET" | "POST" | "DELETE", body?: object) =>
  graph.request({
    method,
    path: subscriptionsPath(simulator.appId),
    ...(body === undefined ? {} : { body }),
    repeatable: true,
    read: (answer) => answer,
  });

test("the app's webhook is set after the handshake, listed, and taken away", async () => {
  const world = await contractWorld();
  await using receiver = await Receiver.start("ours");
  const subscription = {
    object: "whatsapp_business_account",
    callback_url: receiver.url,
    verify_token: "ours",
    fields: ["messages"],
  };
  expect(await call(world, "GET")).toEqual({ data: [] });
  expect(await call(world, "POST", subscription)).toEqual({ success: true });
  expect(receiver.handshakes).toHaveLength(1);
  expect(await call(world, "GET")).toMatchObject({
    data: [{ callback_url: receiver.url, fields: [{ name: "messages" }] }],
  });
  world.simulator.inbound({ from: "+12025550111", text: "Hola" });
  world.simulator.emit({ field: "account_review_update" });
  await world.simulator.settled();
  expect(receiver.received).toHaveLength(1);
  expect(await call(world, "DELETE", { object: "whatsapp_business_account" })).toEqual({ success: true });
  expect(await call(world, "GET")).toEqual({ data: [] });
});

test("refused: another object, a token that the address does not know", async () => {
  const world = await contractWorld();
  await using receiver = await Receiver.start("ours");
  const subscription = { object: "whatsapp_business_account", callback_url: receiver.url, verify_token: "not-ours" };
  expect(await refusal(call(world, "POST", subscription))).toMatchObject({ graphCode: 2_200 });
  expect(await refusal(call(world, "POST", { ...subscription, object: "page" }))).toMatchObject({ graphCode: 100 });
});

everythingWasUsed();
