import { createServer, type IncomingMessage, request } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { startListener, type Listener } from "../../src/commands/webhooks/listener.ts";
import { systemClock } from "../../src/core/clock.ts";
import { maxDeliveryBytes } from "../../src/domain/webhooks/receive.ts";
import { signBody } from "../../src/domain/webhooks/signature.ts";
import type { Database } from "../../src/storage/database.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { consentEventsOf } from "../../src/storage/repos/consent.ts";
import { listDeliveries } from "../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages, listMessages } from "../../src/storage/repos/messages.ts";
import { rui, secret, textFrom } from "../domain/webhooks/bodies.ts";
import { outgoing } from "../domain/webhooks/rows.ts";
import { runRecado, type RunResult } from "../helpers/run.ts";

async function deliver(url: string, body: object): Promise<number> {
  const text = JSON.stringify(body);
  const signature = signBody(new TextEncoder().encode(text), secret);
  const answer = await fetch(url, { method: "POST", body: text, headers: { "x-hub-signature-256": signature } });
  await answer.body?.cancel();
  return answer.status;
}

let count = 0;
const message = (text: string): object => textFrom(rui, `wamid.C${++count}`, 1_795_100_000, text);

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await what()) return;
    await wait(20);
  }
  throw new Error("it did not happen");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) text += String(part);
  return text;
}

/** A web server that answers with what `answer` says. */
async function target(answer: (body: string) => number): Promise<string> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => response.writeHead(answer(body)).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the listener", () => {
  async function start(
    db: Database,
    more: { onTrouble?: (error: unknown) => void; port?: number } = {},
  ): Promise<Listener> {
    return startListener({
      db,
      clock: systemClock,
      host: "127.0.0.1",
      port: 0,
      path: "/webhook",
      appSecret: secret,
      verifyToken: undefined,
      currency: "USD",
      onProcessed: () => {},
      onRefused: () => {},
      ...more,
    });
  }

  async function memory(): Promise<Database> {
    const db = await openDatabase(":memory:");
    onTestFinished(async () => db.close());
    return db;
  }

  test("says which port is taken", async () => {
    const db = await memory();
    const listener = await start(db);
    const port = Number(new URL(listener.url).port);
    await expect(start(db, { port })).rejects.toMatchObject({ code: "listen.port_taken", data: { port } });
    await listener.close();
  });

  test("ends although somebody holds a connection on which nothing was sent", async () => {
    const listener = await start(await memory());
    const socket = connect(Number(new URL(listener.url).port), "127.0.0.1");
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    await new Promise((resolve) => socket.once("connect", resolve));
    const began = performance.now();
    await listener.close();
    await ended;
    expect(performance.now() - began).toBeLessThan(900);
  });

  test("takes in everything that it acknowledged before it ends", async () => {
    const db = await memory();
    const listener = await start(db);
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => deliver(listener.url, message("Hello"))));
    await listener.close();
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(await listMessages(db, { limit: 99 })).toHaveLength(40);
  });

  test.each(["told", "not told"])("refuses what is longer than Meta sends, its length %s, and goes on", async (how) => {
    const db = await memory();
    const listener = await start(db);
    const long = Buffer.alloc(maxDeliveryBytes + 1, "x");
    const answered = new Promise<number | undefined>((resolve, reject) => {
      const call = request(listener.url, { method: "POST" }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on("error", reject);
      if (how === "told") call.setHeader("Content-Length", long.length);
      call.write(long.subarray(0, 1_000));
      if (how === "told") call.flushHeaders();
      else call.write(long.subarray(1_000));
    });
    expect(await answered).toBe(413);
    expect(await deliver(listener.url, message("Hello"))).toBe(200);
    await listener.close();
    expect(await listDeliveries(db, { limit: 9 })).toHaveLength(1);
  });

  test("lives through a database that fails, and says so once", async () => {
    const db = await memory();
    const troubles: unknown[] = [];
    const listener = await start(db, { onTrouble: (error) => troubles.push(error) });
    await listener.idle();
    expect(await deliver(listener.url, message("Hello"))).toBe(200);
    await listener.idle();
    const late = message("BAJA");
    await db.exec("ALTER TABLE contacts RENAME TO away");
    await db.exec(
      "CREATE TRIGGER no_failure BEFORE UPDATE OF failure ON webhook_deliveries BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    expect(await deliver(listener.url, late)).toBe(200);
    await listener.idle();
    expect(troubles).toMatchObject([{ name: "StorageError" }]);
    await db.exec("DROP TRIGGER no_failure");
    await db.exec("ALTER TABLE away RENAME TO contacts");
    // Meta brings a copy.
    expect(await deliver(listener.url, late)).toBe(200);
    await listener.idle();
    expect((await listDeliveries(db, { limit: 9 })).every((row) => row.processed_at !== null)).toBe(true);
    expect(await consentEventsOf(db, 1)).toMatchObject([{ action: "withdrawn", method: "stop-word" }]);
    await listener.close();
  });

  test("finds what a process left behind that died while it was sending", async () => {
    const db = await memory();
    const lease = { lease_owner: "another-machine:1:1", lease_until: 1 };
    await insertMessages(db, [outgoing({ id: "msg_1", wamid: null, state: "sending", ...lease })]);
    const listener = await start(db);
    await listener.idle();
    expect((await getMessage(db, "msg_1"))?.state).toBe("uncertain");
    await listener.close();
  });
});

describe("recado webhooks listen", () => {
  interface Command {
    readonly url: string;
    /** Ends it as Ctrl-C does; how long that took, in milliseconds. */
    end(): Promise<RunResult & { readonly took: number }>;
  }

  async function listen(args: readonly string[], language = "en"): Promise<Command> {
    const port = await freePort();
    const stop = new AbortController();
    const done = runRecado(["webhooks", "listen", "--port", String(port), ...args], {
      env: { RECADO_APP_SECRET: secret, RECADO_VERIFY_TOKEN: "token", RECADO_LANG: language },
      signal: stop.signal,
    });
    onTestFinished(async () => {
      stop.abort();
      await done;
    });
    const url = `http://127.0.0.1:${port}/webhook`;
    await until(async () =>
      fetch(url).then(
        () => true,
        () => false,
      ),
    );
    return {
      url,
      end: async () => {
        const began = performance.now();
        stop.abort();
        const result = await done;
        return { ...result, took: performance.now() - began };
      },
    };
  }

  test.each([
    ["en", "Waiting for webhooks. Press Ctrl-C to stop.", "The forward address answered 500 to one delivery"],
    ["es", "Esperando webhooks. Pulse Ctrl-C para terminar.", "La dirección de reenvío respondió 500 a una entrega"],
  ])("in %s: one delivery that the target stumbles over does not stop the others", async (language, waiting, told) => {
    const taken: string[] = [];
    const address = await target((body) => {
      if (body.includes("POISON")) return 500;
      taken.push(body);
      return 200;
    });
    const command = await listen(["--forward-to", address], language);
    expect(await deliver(command.url, message("POISON"))).toBe(200);
    for (let place = 0; place < 8; place++) expect(await deliver(command.url, message("Hello"))).toBe(200);
    await until(() => taken.length === 8);
    const { stderr, took } = await command.end();
    expect(stderr).toContain(waiting);
    expect(stderr).toContain(told);
    expect(took).toBeLessThan(2_000);
  });

  test("says that the target does not answer only when it does not, and ends within two seconds all the same", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    const command = await listen(["--forward-to", nobody]);
    expect(await deliver(command.url, message("Hello"))).toBe(200);
    const busy = await listen(["--forward-to", await target(() => 503)]);
    expect(await deliver(busy.url, message("Hello"))).toBe(200);
    await wait(50);
    const [unreachable, notReady] = [await command.end(), await busy.end()];
    expect(unreachable.stderr).toContain("The forward address does not answer; deliveries wait");
    expect(notReady.stderr).toContain("The forward address answered 503; deliveries wait");
    expect(notReady.stderr).not.toContain("does not answer");
    expect(Math.max(unreachable.took, notReady.took)).toBeLessThan(2_000);
  });

  test("cuts off a target that hangs", async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const called = new Promise((resolve) => server.once("request", resolve));
    const command = await listen(["--forward-to", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`]);
    expect(await deliver(command.url, message("Hello"))).toBe(200);
    await called;
    expect((await command.end()).took).toBeLessThan(2_000);
  });
});
