import type { SimulatedMessage } from "../../src/testing.ts";
import { freshHome, keepSecret, startRecado, type Running } from "./processes.ts";

interface Credentials {
  readonly url: string;
  readonly graphUrl: string;
  readonly pageUrl: string;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly appId: string;
  readonly businessId: string;
  readonly wabaId: string;
  readonly phoneNumberId: string;
  readonly displayPhoneNumber: string;
  readonly catalogId: string;
}

interface Page {
  readonly data: readonly SimulatedMessage[];
  readonly paging?: { readonly cursors: { readonly after?: string } };
}

export interface SimulatorProcess extends Credentials {
  readonly process: Running;
  /** Everything that points recado at it. */
  readonly env: Readonly<Record<string, string>>;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  messages(): Promise<SimulatedMessage[]>;
  count(): Promise<number>;
}

/** `recado simulator start` in a process of its own, on a free port; it ends with the file's tests. */
export async function startSimulatorProcess(
  home: string = freshHome(),
  more: readonly string[] = [],
): Promise<SimulatorProcess> {
  const args = ["simulator", "start", "--port", "0", "--json", ...more];
  const running = await startRecado(args, { home, mayShowSecrets: true });
  const credentials = (await running.firstLine()) as Credentials;
  keepSecret(credentials.accessToken, credentials.appSecret, credentials.verifyToken);
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${credentials.url}/_simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  return {
    ...credentials,
    process: running,
    control,
    env: {
      RECADO_GRAPH_URL: credentials.graphUrl,
      RECADO_ACCESS_TOKEN: credentials.accessToken,
      RECADO_APP_SECRET: credentials.appSecret,
      RECADO_VERIFY_TOKEN: credentials.verifyToken,
      RECADO_APP_ID: credentials.appId,
      RECADO_WABA_ID: credentials.wabaId,
      RECADO_PHONE_NUMBER_ID: credentials.phoneNumberId,
      RECADO_CATALOG_ID: credentials.catalogId,
    },
    messages: async () => {
      const all: SimulatedMessage[] = [];
      for (let after: string | undefined = ""; after !== undefined;) {
        const page = (await control(
          "GET",
          `messages?limit=1000${after && `&after=${encodeURIComponent(after)}`}`,
        )) as Page;
        all.push(...page.data);
        after = page.paging?.cursors.after;
      }
      return all;
    },
    count: async () => ((await control("GET", "messages/count")) as { count: number }).count,
  };
}

/** `recado webhooks listen` in a process of its own, where the simulator reports to. */
export async function startListenerProcess(
  simulator: SimulatorProcess,
  options: {
    readonly home: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly port?: string;
  },
): Promise<Running & { readonly url: string }> {
  const env = { ...simulator.env, ...options.env };
  const running = await startRecado(["webhooks", "listen", "--port", options.port ?? "0", "--json"], {
    home: options.home,
    env,
  });
  const { url } = (await running.firstLine()) as { url: string };
  await simulator.control("POST", "webhook", { url, verifyToken: simulator.verifyToken });
  return { ...running, url };
}

/** A template of the simulator with two named variables. */
export const orderShipped = {
  name: "pedido_enviado",
  language: "es",
  category: "UTILITY",
  parameter_format: "NAMED",
  components: [
    {
      type: "BODY",
      text: "Hola {{nombre}}, su pedido {{pedido}} va en camino.",
      example: {
        body_text_named_params: [
          { param_name: "nombre", example: "Ana" },
          { param_name: "pedido", example: "PX-204" },
        ],
      },
    },
  ],
};

/** How many of these messages each person got. */
export function timesReceived(messages: readonly SimulatedMessage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { to } of messages) counts.set(`+${to}`, (counts.get(`+${to}`) ?? 0) + 1);
  return counts;
}

/**
 * What is wrong with a send that ended: who got more than one message, who is called sent and got none, who is missing
 * from the answer.
 */
export function wrongsOf(
  to: readonly string[],
  answer: readonly { readonly to: string; readonly state: string }[],
  received: ReadonlyMap<string, number>,
): string[] {
  const states = new Map(answer.map((message) => [message.to, message.state]));
  return to.flatMap((phone) => {
    const state = states.get(phone);
    const count = received.get(phone) ?? 0;
    const right = state === "uncertain" ? count <= 1 : state !== undefined && count === 1;
    return right ? [] : [`${phone} is ${state ?? "missing"} and got ${count}`];
  });
}

/** So many numbers of the range for examples; none is one with a fixed outcome. */
export function recipients(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `+120255501${String(place).padStart(2, "0")}`);
}
