import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import { thisRunner } from "../../cli/runner.ts";
import type { Clock } from "../../core/clock.ts";
import { settleAbandoned } from "../../domain/outbox/abandoned.ts";
import { createDeliveryStore } from "../../domain/webhooks/delivery-store.ts";
import { answerHandshake } from "../../domain/webhooks/handshake.ts";
import { createIntake, type Intake } from "../../domain/webhooks/intake.ts";
import { utc } from "../../domain/costs/calendar.ts";
import type { ProcessedDelivery } from "../../domain/webhooks/process.ts";
import { maxDeliveryBytes, receiveDelivery } from "../../domain/webhooks/receive.ts";
import { followTerms, type AccountTerms } from "../../domain/webhooks/terms.ts";
import type { Database } from "../../storage/database.ts";
import { cannotListen } from "../listen-error.ts";

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
  /** The account's zone and currency as they are now, asked again and again; UTC and `currency` when left out. */
  readonly account?: (() => Promise<AccountTerms>) | undefined;
  /** Called after each delivery that was taken in, and once for one that could not be: that one is tried again. */
  onProcessed(result: ProcessedDelivery): void;
  /** Called when something was refused before it was stored. */
  onRefused(status: number): void;
  /** Called when a new delivery is on the disk: what forwards may look again. */
  onStored?(): void;
  /** Called when the database fails, once until it works again: what is stored waits. */
  onTrouble?(error: unknown): void;
}

export interface Listener {
  readonly url: string;
  /** Resolves when everything that was stored so far has been taken in. */
  idle(): Promise<void>;
  /** Stops accepting, takes in what was stored (for up to two seconds), and resolves when nothing is under way. */
  close(): Promise<void>;
}

/** How long those who are sending something may go on, in milliseconds. */
const requestGrace = 1_000;
/** How long what is stored may be taken in after that; the rest is taken in at the next start. */
const intakeGrace = 1_000;

/**
 * A server for Meta's webhooks. A delivery is answered when it is on the disk and taken in afterwards, with others that wait:
 * what a crash leaves in between is taken in at the next start, and what fails is tried again.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const { db, clock, currency } = options;
  const onTrouble = (error: unknown): void => options.onTrouble?.(error);
  const runner = thisRunner();
  const intake = createIntake({
    db,
    clock,
    currency,
    terms: followTerms({ db, clock }, options.account ?? (async () => ({ currency, zone: utc }))),
    onProcessed: (result) => options.onProcessed(result),
    onTrouble,
    upkeep: async () => settleAbandoned({ db, clock, runner }),
  });
  const app = createApp(options, intake);
  const server = createAdaptorServer({ fetch: app.fetch });
  const connections = trackRequests(server);
  await listen(server, options.port, options.host);
  const { port } = server.address() as AddressInfo;
  const shownHost = options.host.includes(":") ? `[${options.host}]` : options.host;

  const stop = new AbortController();
  const hurry = new AbortController();
  const work = intake.run(stop.signal, hurry.signal).catch(onTrouble);
  return {
    url: `http://${shownHost}:${port}${options.path}`,
    idle: async () => intake.idle(),
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await atMost(clock, requestGrace, connections.quiet());
      connections.cut();
      await closed;
      stop.abort();
      await atMost(clock, intakeGrace, work);
      hurry.abort();
      // A statement that waits for somebody's lock is given up: its transaction rolls back, the delivery stays stored.
      await atMost(clock, intakeGrace, work);
    },
  };
}

type App = Hono<{ Bindings: HttpBindings }>;

function createApp(options: ListenerOptions, intake: Intake): App {
  const app: App = new Hono();
  const store = createDeliveryStore(options.db);
  app.get(options.path, (c) => {
    const { status, body } = answerHandshake(c.req.query(), options.verifyToken ?? "");
    return c.text(body, status);
  });
  app.post(options.path, async (c) => {
    const rawBody = await readBody(c.env.incoming);
    if (rawBody === undefined) return c.text("too large", 413);
    const { status, stored, pending, deliveryId, json } = await receiveDelivery({
      db: options.db,
      store,
      clock: options.clock,
      rawBody,
      signatureHeader: c.req.header("x-hub-signature-256"),
      appSecret: options.appSecret,
    });
    if (pending && deliveryId !== undefined) intake.wake(deliveryId, json);
    if (status !== 200) options.onRefused(status);
    else if (stored) options.onStored?.();
    return c.text(status === 200 ? "ok" : "refused", status);
  });
  app.onError((_error, c) => {
    // Meta delivers again for days: better than an answer that says "kept" when it was not.
    options.onRefused(500);
    return c.text("not stored", 500);
  });
  return app;
}

/** From the socket: Hono's own way costs more than all else that is done for a delivery. Undefined: it is too long. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > maxDeliveryBytes) return undefined;
  const parts: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on("data", (part: Buffer) => {
      length += part.length;
      if (length <= maxDeliveryBytes) parts.push(part);
      else resolve(undefined);
    });
    request.on("end", () => resolve(Buffer.concat(parts)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("the connection ended in the middle of a delivery")));
  });
}

interface Connections {
  /** Resolves when no request is under way. */
  quiet(): Promise<void>;
  /** Ends all connections, also those on which nothing was ever sent. */
  cut(): void;
}

function trackRequests(server: ServerType): Connections {
  let active = 0;
  let onQuiet = (): void => {};
  server.on("request", (_request: IncomingMessage, response: ServerResponse) => {
    active += 1;
    response.once("close", () => {
      active -= 1;
      if (active === 0) onQuiet();
    });
  });
  return {
    quiet: async () => {
      if (active === 0) return;
      await new Promise<void>((resolve) => {
        onQuiet = resolve;
      });
    },
    cut: () => {
      if ("closeAllConnections" in server) server.closeAllConnections();
    },
  };
}

/** Waits for `work`, or until `ms` are over. */
async function atMost(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, clock.sleep(ms, done.signal).catch(() => {})]);
  done.abort();
}

function listen(server: ServerType, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(cannotListen(cause, { port, host })));
    server.listen(port, host, () => resolve());
  });
}
