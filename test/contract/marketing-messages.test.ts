import { expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { marketingMessagesPath } from "../../src/graph/wire/marketing-messages.ts";
import type { WireMarketingSendBody } from "../../src/graph/wire/marketing-messages.ts";
import { offer } from "../simulator/helpers.ts";
import { contractWorld, everythingWasUsed, refusal } from "./book.ts";

const to = { messaging_product: "whatsapp", to: "+12025550111" } as const;
const template = (name: string): WireMarketingSendBody => ({ ...to, ...content.template({ name, language: "en_US" }) });

test("a marketing template goes out, and is charged in a category of its own", async () => {
  const { simulator, graph } = await contractWorld();
  simulator.template(offer);
  const body = { ...template(offer.name), product_policy: "STRICT", message_activity_sharing: false } as const;
  const { messages } = await graph.messages.sendMarketing(simulator.phoneNumberId, body);
  await simulator.advance("5s");
  expect(simulator.messages()).toMatchObject([
    { id: messages[0]?.id, status: "read", pricing: { category: "marketing_lite" } },
  ]);
});

test("an ordinary send of it is refused where the account has switched that off", async () => {
  const { simulator, graph } = await contractWorld();
  simulator.template(offer);
  simulator.sending({ marketingOnCloudApi: false });
  expect(await refusal(graph.messages.send(simulator.phoneNumberId, template(offer.name)))).toMatchObject({
    graphCode: 131_063,
  });
  await graph.messages.sendMarketing(simulator.phoneNumberId, template(offer.name));
});

test("refused: a template of another category, and what is no template", async () => {
  const { simulator, graph } = await contractWorld();
  const sent = graph.messages.sendMarketing(simulator.phoneNumberId, template("hello_world"));
  expect(await refusal(sent)).toMatchObject({ graphCode: 134_100, exit: 4 });

  const text = { ...to, ...content.text("Hola") };
  const path = marketingMessagesPath(simulator.phoneNumberId);
  // The types do not allow it, and the client's check says so; a stranger's client would send it.
  await expect(
    graph.messages.sendMarketing(simulator.phoneNumberId, text as unknown as WireMarketingSendBody),
  ).rejects.toMatchObject({ code: "message.invalid" });
  const unchecked = graph.request({ method: "POST", path, body: text, repeatable: false, read: (answer) => answer });
  expect(await refusal(unchecked)).toMatchObject({ graphCode: 131_055 });
  expect(simulator.count()).toBe(0);
});

test("a broken connection may have sent it: it is not sent again", async () => {
  const { simulator, graph } = await contractWorld();
  simulator.template(offer);
  const fault = simulator.fault({ on: "marketing-messages", kind: "reset-after-accept" });
  const sent = graph.messages.sendMarketing(simulator.phoneNumberId, template(offer.name));
  await expect(sent).rejects.toMatchObject({ sent: "maybe" });
  expect(fault.hits).toBe(1);
  expect(simulator.count()).toBe(1);
});

everythingWasUsed();
