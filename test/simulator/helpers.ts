import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { closeServer } from "../../src/simulator/http/server.ts";
import type { SimulatedWorld as Simulator } from "../../src/simulator/hub.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The member of a parsed JSON value: `at(body, "error", "code")`; undefined where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}

async function call(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Calls the simulator as a client would. */
export function graph(
  sim: Simulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = { Authorization: `Bearer ${sim.accessToken}`, "Content-Type": "application/json", ...headers };
  return call(`${sim.graphUrl}/v25.0${path}`, method, body, all);
}

export const send = (sim: Simulator, body: Record<string, unknown>): Promise<Answer> =>
  graph(sim, "POST", `/${sim.phoneNumberId}/messages`, { messaging_product: "whatsapp", ...body });

/** Calls a control route. */
export const control = (sim: Simulator, method: string, path: string, body?: unknown): Promise<Answer> =>
  call(`${sim.pageUrl}${path}`, method, body, {});

export const code = (answer: Answer): unknown => at(answer.body, "error", "code");
export const details = (answer: Answer): unknown => at(answer.body, "error", "error_data", "details");
export const wamid = (answer: Answer): string => String(at(answer.body, "messages", 0, "id"));

export const person = "+12025550111";

export const hello = (to: string = person): Record<string, unknown> => ({
  to,
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
});

export const text = (body: string, to: string = person): Record<string, unknown> => ({
  to,
  type: "text",
  text: { body },
});

export const orderShipped = {
  name: "order_shipped",
  language: "es_MX",
  category: "UTILITY",
  components: [
    {
      type: "BODY",
      text: "Hola {{1}}, su pedido {{2}} va en camino.",
      example: { body_text: [["Ana", "PX-204"]] },
    },
  ],
};

/** A marketing template without variables. */
export const offer = {
  name: "autumn_offer",
  language: "en_US",
  category: "MARKETING",
  components: [{ type: "BODY", text: "Everything is cheaper this week." }],
};

export const template = (
  name: string,
  language: string,
  components?: unknown,
  to: string = person,
): Record<string, unknown> => ({
  to,
  type: "template",
  template: { name, language: { code: language }, ...(components === undefined ? {} : { components }) },
});

export const bodyParameters = (...values: string[]): unknown => [
  { type: "body", parameters: values.map((value) => ({ type: "text", text: value })) },
];

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly body: unknown;
}

/** A business's webhook: answers the handshake and keeps what it is given. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  readonly handshakes: URLSearchParams[] = [];
  /** Statuses to answer with before 200. */
  answers: number[] = [];
  readonly #server: Server;

  private constructor(verifyToken: string) {
    this.#server = createServer((request, response) => {
      if (request.method === "GET") {
        const query = new URL(request.url ?? "/", "http://localhost").searchParams;
        this.handshakes.push(query);
        const known = query.get("hub.verify_token") === verifyToken;
        response.writeHead(known ? 200 : 403).end(known ? query.get("hub.challenge") : "");
        return;
      }
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const raw = Buffer.concat(parts);
        this.received.push({ headers: request.headers, raw, body: JSON.parse(raw.toString("utf8")) });
        response.writeHead(this.answers.shift() ?? 200).end();
      });
    });
  }

  static async start(verifyToken: string): Promise<Receiver> {
    const receiver = new Receiver(verifyToken);
    await new Promise<void>((resolve) => {
      receiver.#server.listen(0, "127.0.0.1", resolve);
    });
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/webhook`;
  }

  /** The values of a field, in order of arrival. */
  values(field: string): unknown[] {
    return this.received
      .map(({ body }) => at(body, "entry", 0, "changes", 0))
      .filter((change) => at(change, "field") === field)
      .map((change) => at(change, "value"));
  }

  /** The statuses, in order of arrival. */
  get statuses(): unknown[] {
    return this.values("messages")
      .map((value) => at(value, "statuses", 0))
      .filter((status) => status !== undefined);
  }

  get statusNames(): unknown[] {
    return this.statuses.map((status) => at(status, "status"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await closeServer(this.#server);
  }
}

/** A simulator's webhook, connected. */
export async function connect(sim: Simulator): Promise<Receiver> {
  const receiver = await Receiver.start(sim.verifyToken);
  await sim.webhook({ url: receiver.url });
  return receiver;
}
