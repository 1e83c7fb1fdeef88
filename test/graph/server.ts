import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { createGraphClient, type GraphClient, type GraphClientOptions } from "../../src/graph/client.ts";
import type { Clock } from "../../src/core/clock.ts";
import type { WireSendBody } from "../../src/graph/wire/messages.ts";

export interface SeenRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
  readonly socket: Socket;
  /** The client's side of the connection: the same for calls that shared it. */
  readonly clientPort: number | undefined;
}

export type Handler = (request: SeenRequest, response: ServerResponse) => void;

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly requests: SeenRequest[];
}

/** A real HTTP server on a free port that reads every request to its end before it hands it to `handler`. */
export async function startServer(handler: Handler): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const seen: SeenRequest = {
        method: request.method ?? "",
        url: new URL(request.url ?? "/", "http://server"),
        headers: request.headers,
        body: Buffer.concat(chunks),
        socket: request.socket,
        clientPort: request.socket.remotePort,
      };
      requests.push(seen);
      handler(seen, response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

export function graphErrorBody(code: number, details?: string, more: Record<string, unknown> = {}): unknown {
  return {
    error: {
      message: `(#${code}) Refused`,
      type: "OAuthException",
      code,
      ...(details === undefined ? {} : { error_data: { messaging_product: "whatsapp", details } }),
      fbtrace_id: "AbCdEf",
      ...more,
    },
  };
}

export const accepted = {
  messaging_product: "whatsapp",
  contacts: [{ input: "+12025550143", wa_id: "12025550143" }],
  messages: [{ id: "wamid.TEST1", message_status: "accepted" }],
};

export const recipient = "+12025550143";
export const textMessage: WireSendBody = {
  messaging_product: "whatsapp",
  to: recipient,
  type: "text",
  text: { body: "Hola" },
};

/** Time that passes at once, and is written down. */
export function instantClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      await Promise.resolve();
    },
  };
}

export const token = "EAAtesttoken1234567890abcdef";

export function clientFor(server: { readonly url: string }, options: Partial<GraphClientOptions> = {}): GraphClient {
  return createGraphClient({
    accessToken: token,
    baseUrl: server.url,
    clock: instantClock(),
    random: () => 0,
    ...options,
  });
}

/** What a promise was rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const marker = new Error("It was not rejected.");
  const outcome = await promise.then(
    () => marker,
    (error: unknown) => error,
  );
  if (outcome === marker) throw marker;
  return outcome;
}

/** Everything that a list gives, in order. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
