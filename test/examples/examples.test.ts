// What the README's TypeScript does when it runs.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { expect, it, onTestFinished, vi } from "vitest";
import { content, createGraphClient } from "../../src/index.ts";
import { startSimulator } from "../../src/testing.ts";
import { sendNotice } from "./client.ts";
import { sectionOf } from "./readme.ts";
import { answerWebhook, inWords } from "./webhook.ts";

const to = "+12025550101";

it("the client example tells sent, refused and unknown apart", async () => {
  await using simulator = await startSimulator();
  vi.stubEnv("RECADO_GRAPH_URL", simulator.graphUrl);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(await sendNotice(simulator.accessToken, simulator.phoneNumberId, to)).toBe("sent");
  expect(await sendNotice("wrong", simulator.phoneNumberId, to)).toBe("refused");
  simulator.fault({ on: "messages", kind: "reset-after-accept" });
  expect(await sendNotice(simulator.accessToken, simulator.phoneNumberId, to)).toBe("unknown");
  expect(simulator.messages({ to })).toHaveLength(2);
});

it("the webhook example passes the handshake, reads what was signed, and refuses the rest", async () => {
  await using simulator = await startSimulator();
  const seen: string[] = [];
  const app = new Hono();
  app.all("/webhook", ({ req }) => answerWebhook(req.raw, simulator, (event) => seen.push(inWords(event))));
  const url = await new Promise<string>((listening) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      listening(`http://127.0.0.1:${port}/webhook`);
    });
    onTestFinished(() => void server.close());
  });

  await simulator.webhook({ url });
  simulator.inbound({ from: to, profile: { name: "Ana Ñandú" }, text: "¿Está abierto? 🙂" });
  await using graph = createGraphClient({ accessToken: simulator.accessToken, baseUrl: simulator.graphUrl });
  const notOnWhatsApp = "+12025550126";
  await graph.messages.send(simulator.phoneNumberId, {
    messaging_product: "whatsapp",
    to: notOnWhatsApp,
    ...content.template({ name: "hello_world", language: "en_US" }),
  });
  await simulator.wait({ to: notOnWhatsApp, status: "failed" });
  simulator.emit({ field: "account_update" });
  await simulator.settled();
  expect(seen).toEqual(expect.arrayContaining(["Ana Ñandú wrote: ¿Está abierto? 🙂", "failed: Message undeliverable"]));
  expect(seen).toHaveLength(3);

  const forged = await fetch(url, { method: "POST", body: "{}", headers: { "x-hub-signature-256": "sha256=00" } });
  expect(forged.status).toBe(401);
  expect((await fetch(`${url}?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1`)).status).toBe(403);
  expect(seen).toHaveLength(3);
});

it("every call that the README lists for a test is there", async () => {
  await using simulator = await startSimulator();
  const named = [...sectionOf("### A world for each test").matchAll(/`simulator\.(\w+)\(/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.length).toBeGreaterThan(20);
  const methods = Object.entries(simulator).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  expect(named.filter((name) => !methods.includes(name))).toEqual([]);
});

it("every kind of content and every part of the client that the README names is there", async () => {
  const section = sectionOf("## For TypeScript developers");
  const listOf = (start: string, end: string): string[] => {
    const from = section.indexOf(start);
    const words = section.slice(from, section.indexOf(end, from)).matchAll(/`(?:graph\.)?(\w+)`/g);
    return [...words].map(([, word = ""]) => word);
  };
  const kinds = listOf("makes the content of every kind", "and some twenty more");
  expect(kinds.length).toBeGreaterThan(5);
  expect(Object.keys(content)).toEqual(expect.arrayContaining(kinds));
  await using graph = createGraphClient({ accessToken: "EAA" });
  const parts = listOf("`graph.messages`", "have a method for");
  expect(parts.length).toBeGreaterThan(5);
  expect(Object.keys(graph)).toEqual(expect.arrayContaining(parts));
});
