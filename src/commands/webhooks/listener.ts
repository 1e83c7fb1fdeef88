import type { AddressInfo } from "node:net";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { Clock } from "../../core/clock.ts";
import { ConfigError } from "../../core/errors.ts";
import { answerHandshake } from "../../domain/webhooks/handshake.ts";
import { processDelivery, recoverDeliveries, type ProcessedDelivery } from "../../domain/webhooks/process.ts";
import { maxDeliveryBytes, receiveDelivery } from "../../domain/webhooks/receive.ts";
import type { Database } from "../../storage/database.ts";

export interface ListenerOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly path: string;
  readonly appSecret: string;
  /** Without one, no handshake is answered. */
  readonly verifyToken: string | undefined;
  /** ISO 4217: for messages that were sent without an estimate. */
  readonly currency: string;
  /** Called after each delivery that was taken in, or failed to be. */
  onProcessed(result: ProcessedDelivery): void;
  /** Called when something was refused before it was stored. */
  onRefused(status: number): void;
  /** Called when a new delivery is on the disk: what forwards may look again. */
  onStored?(): void;
}

export interface Listener {
  readonly url: string;
  /** Resolves when everything that was stored so far has been taken in. */
  idle(): Promise<void>;
  /** Stops accepting, takes in what was stored, and resolves when nothing is under way. */
  close(): Promise<void>;
}

/**
 * A server for Meta's webhooks. A delivery is answered when it is on the disk and taken in afterwards, one at a time:
 * what a crash leaves in between is taken in at the next start.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { db, clock } = options;
  const process = (): { now: number; currency: string } => ({ now: clock.now(), currency: options.currency });
  let work: Promise<unknown> = Promise.resolve();
  const enqueue = (task: () => Promise<unknown>): void => {
    work = work.then(task, task);
  };

  const app = new Hono();
  app.get(options.path, (c) => {
    const { status, body } = answerHandshake(c.req.query(), options.verifyToken ?? "");
    return c.text(body, status);
  });
  app.post(
    options.path,
    bodyLimit({ maxSize: maxDeliveryBytes, onError: (c) => c.text("too large", 413) }),
    async (c) => {
      const received = await receiveDelivery({
        db,
        clock,
        rawBody: new Uint8Array(await c.req.arrayBuffer()),
        signatureHeader: c.req.header("x-hub-signature-256"),
        appSecret: options.appSecret,
      });
      const { delivery } = received;
      if (delivery !== undefined) {
        options.onStored?.();
        enqueue(async () => options.onProcessed(await processDelivery(db, delivery, process())));
      } else if (received.status !== 200) options.onRefused(received.status);
      return c.text(received.status === 200 ? "ok" : "refused", received.status);
    },
  );
  app.onError((_error, c) => {
    // Meta delivers again for days: better than an answer that says "kept" when it was not.
    options.onRefused(500);
    return c.text("not stored", 500);
  });

  await recoverDeliveries(db, process(), (result) => options.onProcessed(result));
  const server = createAdaptorServer({ fetch: app.fetch });
  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  const shownHost = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${shownHost}:${port}${options.path}`,
    idle: async () => {
      await work;
    },
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        if ("closeIdleConnections" in server) server.closeIdleConnections();
      });
      await work;
    },
  };
}

function listen(server: ServerType, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, port, host)));
    server.listen(port, host, () => resolve());
  });
}

function cannotListen(cause: NodeJS.ErrnoException, port: number, host: string): ConfigError {
  const taken = cause.code === "EADDRINUSE";
  return new ConfigError({
    code: taken ? "listen.port_taken" : "listen.refused",
    text: taken
      ? { en: `Port ${port} on ${host} is taken.`, es: `El puerto ${port} en ${host} está ocupado.` }
      : {
          en: `recado may not listen on ${host}, port ${port} (${cause.code ?? "unknown"}).`,
          es: `recado no puede escuchar en ${host}, puerto ${port} (${cause.code ?? "desconocido"}).`,
        },
    hint: { en: "Choose another with --port, or --port 0.", es: "Elija otro con --port, o use --port 0." },
    data: { host, port },
    cause,
  });
}
