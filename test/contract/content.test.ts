import fc from "fast-check";
import { expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import type { WireSendBody } from "../../src/graph/wire/messages.ts";
import { graphWorld } from "../helpers/graph-world.ts";
import { kinds } from "./arbitrary-content.ts";

const names = Object.keys(kinds(""));

test.each(names)("what the builder of %s accepts, the simulator accepts", async (name) => {
  const { simulator, client } = await graphWorld();
  const { messages } = client();
  const chosen = kinds(simulator.catalogId)[name];
  if (chosen === undefined) throw new Error(`no contents of ${name}`);
  let sent = 0;
  const property = chosen.property(async (said) => {
    // Orders and requests to call can be sent once.
    simulator.reset();
    sent += 1;
    const to = { messaging_product: "whatsapp", to: "+12025550111" };
    await messages.send(simulator.phoneNumberId, { ...to, ...chosen.beside, ...said } as WireSendBody);
  });
  await fc.assert(property, { seed: 11, numRuns: 30 });
  expect(sent).toBeGreaterThan(0);
});

test("every builder is tried: here, with the templates, or with the groups", () => {
  const alias: Readonly<Record<string, string>> = { replyCarousel: "mediaCarousel", sameReplies: "mediaCarousel" };
  const tried = new Set([...names.map((name) => alias[name] ?? name), "template", "pin"]);
  expect([...tried].toSorted()).toEqual(Object.keys(content).toSorted());
});
