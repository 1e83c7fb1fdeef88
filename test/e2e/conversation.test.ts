import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answerOf, errorOf, freshHome, recado, until, type Ended } from "../helpers/processes.ts";
import { orderShipped, startListenerProcess, startSimulatorProcess } from "../helpers/simulator-process.ts";
import type { SimulatorProcess } from "../helpers/simulator-process.ts";

const hour = 3_600_000;
const ana = "+12025550101";
/** Webhooks are quick: it may be on its way already. */
const taken = expect.stringMatching(/^(accepted|sent|delivered|read)$/) as string;
const wamid = expect.stringMatching(/^wamid\./) as string;

interface Sent {
  readonly messages: readonly { readonly id: string; readonly state: string; readonly wamid: string | null }[];
}
interface Listed {
  readonly messages: readonly Readonly<Record<string, unknown>>[];
}
interface Told {
  readonly message: { readonly state: string; readonly states: readonly { readonly state: string }[] };
}

interface Shop {
  readonly simulator: SimulatorProcess;
  readonly home: string;
  /** Runs a command to its end in the shop's home. */
  readonly run: (...args: string[]) => Promise<Ended>;
  /** The answer of a command that has to succeed without a word on stderr. */
  readonly ask: <Answer>(...args: string[]) => Promise<Answer>;
  /** What the business sent, as the simulator's own verb lists it. */
  readonly atMeta: (...filters: string[]) => Promise<Listed["messages"]>;
  /** What the store has of the customer's messages, newest first. */
  readonly heard: () => Promise<Listed["messages"]>;
}

/** A home made by `init --simulator`, with a listener that the simulator reports to. */
async function openShop(lang: string, more: readonly string[] = []): Promise<Shop> {
  const home = freshHome();
  const env = { RECADO_LANG: lang };
  const simulator = await startSimulatorProcess(freshHome(), more);
  const run: Shop["run"] = (...args) => recado(args, { home, env });
  const ask = async <Answer>(...args: string[]): Promise<Answer> => {
    const ended = await run(...args, "--json");
    expect({ args, ...ended }).toMatchObject({ args, code: 0, stderr: "" });
    return answerOf(ended) as Answer;
  };
  await ask("init", "--simulator", simulator.url);
  const fromProfile = Object.fromEntries(Object.keys(simulator.env).map((name) => [name, undefined]));
  await startListenerProcess(simulator, { home, env: { ...fromProfile, ...env } });
  return {
    simulator,
    home,
    run,
    ask,
    atMeta: async (...filters) => (await ask<Listed>("simulator", "messages", "--all", ...filters)).messages,
    heard: async () => (await ask<Listed>("messages", "list", "--direction", "in")).messages,
  };
}

/** The customer does something, and the store has heard of it. */
async function customer(shop: Shop, ...does: string[]): Promise<Readonly<Record<string, unknown>>> {
  const { id } = await shop.ask<{ id: string }>("simulator", "inbound", ...does);
  const find = async () => (await shop.heard()).find((message) => message["wamid"] === id);
  await until("the listener has stored what the customer wrote", async () => (await find()) !== undefined);
  return (await find()) ?? {};
}

describe.each([
  {
    lang: "en",
    received: /^Received: wamid\./,
    closed: /24-hour window is closed/,
    hint: /Send a template: recado send <template>/,
  },
  {
    lang: "es",
    received: /^Recibido: wamid\./,
    closed: /ventana de 24 horas está cerrada/,
    hint: /Envíe una plantilla: recado send <plantilla>/,
  },
])("a conversation from the packed program in $lang", ({ lang, received, closed, hint }) => {
  test("writing, buttons, files, templates, and an answer that never came", async () => {
    const shop = await openShop(lang);
    const { run, ask, atMeta, home, simulator } = shop;

    // A customer writes; the answer needs no consent and is delivered.
    expect(await customer(shop, ana, "¿Está abierto?", "--name", "Ana Prueba")).toMatchObject({
      direction: "in",
      from: ana,
      type: "text",
    });
    const sent = await ask<Sent>("send", "text", "Sí, hasta las 8", "--to", ana);
    const [answer] = sent.messages;
    expect(answer).toMatchObject({ state: taken, wamid });
    const waited = await ask<Told>("messages", "wait", answer?.id ?? "", "--for", "read", "--timeout", "20s");
    expect(waited.message.states.map(({ state }) => state)).toEqual(
      expect.arrayContaining(["queued", "sending", "accepted", "sent", "delivered", "read"]),
    );
    const person = await run("simulator", "inbound", ana, "Gracias");
    expect(person).toMatchObject({ code: 0, stderr: "" });
    expect(person.stdout).toMatch(received);

    // Buttons, and the tap on one of them.
    await ask("send", "buttons", "¿Para hoy?", "--button", "si=Sí, hoy", "--button", "no=Mañana", "--to", ana);
    const [asked] = await atMeta("--type", "interactive");
    expect(await customer(shop, ana, "--tap", "Sí, hoy")).toMatchObject({ type: "interactive" });
    expect(asked).toMatchObject({ to: ana.slice(1), type: "interactive" });

    // A file goes up and comes back the same.
    const bytes = Buffer.concat([
      Buffer.from("%PDF-1.4\n"),
      Buffer.from("recado ".repeat(10_000)),
      Buffer.from("%%EOF"),
    ]);
    writeFileSync(join(home, "menu.pdf"), bytes);
    const sum = createHash("sha256").update(bytes).digest("hex");
    const { media } = await ask<{ media: { id: string; sha256: string } }>("media", "upload", "menu.pdf");
    expect(media.sha256).toBe(sum);
    expect(await ask("media", "get", media.id)).toMatchObject({
      media: { id: media.id, sha256: sum, size: bytes.length },
    });
    await ask("media", "download", media.id, "--to", "again.pdf");
    expect(
      createHash("sha256")
        .update(readFileSync(join(home, "again.pdf")))
        .digest("hex"),
    ).toBe(sum);

    // A template of Meta's library, and one of one's own.
    const library = await ask<{ templates: { name: string }[] }>("templates", "library", "--language", "es", "--all");
    expect(library.templates.length).toBeGreaterThan(5);
    writeFileSync(join(home, "plantilla.json"), JSON.stringify(orderShipped));
    await ask("templates", "create", "plantilla.json");
    await ask("simulator", "template", "approve", orderShipped.name);
    const values = ["-p", "nombre=Ana", "-p", "pedido=PX-1"];
    const notice = await ask<Sent>("send", orderShipped.name, "--to", ana, ...values, "--opted-in", "mostrador");
    expect(notice.messages).toMatchObject([{ state: taken, wamid }]);
    expect(await atMeta("--template", orderShipped.name)).toMatchObject([
      { text: "Hola Ana, su pedido PX-1 va en camino." },
    ]);

    // Accepted, but the connection breaks before the answer: nobody may send it again, and the webhook settles it.
    await simulator.control("POST", "webhook", { chaos: { delay: 10 * hour, seed: 7 } });
    await ask("simulator", "fault", "messages", "reset-after-accept", "--times", "1");
    const before = (await atMeta()).length;
    const torn = await run("send", "text", "¿Sigue ahí?", "--to", ana, "--json");
    expect(torn.code).toBe(7);
    const [unsure] = (answerOf(torn) as Sent).messages;
    expect(unsure).toMatchObject({ state: "uncertain", wamid: null });
    expect((await atMeta()).length).toBe(before + 1);
    expect(await ask("messages", "show", unsure?.id ?? "")).toMatchObject({ message: { state: "uncertain" } });
    await ask("simulator", "clock", "--advance", "11h");
    const settled = await ask<Told>("messages", "wait", unsure?.id ?? "", "--timeout", "20s");
    expect(settled.message.states.map(({ state }) => state)).toEqual(
      expect.arrayContaining(["uncertain", "delivered"]),
    );
    expect((await atMeta()).length).toBe(before + 1);

    await simulator.control("POST", "webhook", { chaos: {} });

    // A day later for Meta alone: it takes the message and reports by webhook that the window is closed.
    await ask("simulator", "clock", "--advance", "25h");
    const late = await run("send", "text", "¿Y hoy?", "--to", ana, "--wait", "delivered", "--json");
    expect(late.code).toBe(4);
    expect(await atMeta("--status", "failed")).toMatchObject([{ errors: [{ code: 131047 }] }]);
  }, 120_000);

  test("a day after the customer wrote, nothing is sent", async () => {
    const seed = join(freshHome(), "yesterday.json");
    writeFileSync(seed, JSON.stringify({ now: new Date(Date.now() - 25 * hour).toISOString() }));
    const shop = await openShop(lang, ["--seed", seed]);
    const { run, ask, atMeta } = shop;
    await customer(shop, ana, "Hola");
    await ask("simulator", "clock", "--advance", "25h");

    const refused = await run("send", "text", "Aquí estamos", "--to", ana);
    expect(refused).toMatchObject({ code: 4, stdout: "" });
    expect(refused.stderr).toMatch(closed);
    expect(refused.stderr).toMatch(hint);
    const script = await run("send", "text", "Aquí estamos", "--to", ana, "--json");
    expect(script).toMatchObject({ code: 4, stdout: "" });
    expect(errorOf(script)).toMatchObject({ code: "policy.window_closed" });
    expect(await atMeta()).toEqual([]);
  }, 120_000);
});
