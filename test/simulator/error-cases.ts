import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { type Answer, at, control, graph, hello, offer, person, send, template, text } from "./helpers.ts";
import { interactive, permission } from "./send-bodies.ts";
import { create } from "./template-helpers.ts";

export const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
export const product = { messaging_product: "whatsapp" };
export const ana = "12025550111";

/** A code, what leads to it, the HTTP status, and the last of the calls. */
export type AnswerCase = [
  code: number,
  what: string,
  status: number,
  call: (sim: Simulator) => Promise<Answer>,
  more?: Unusual,
];

/** What is not as in most errors. */
export interface Unusual {
  /** Where the error does not say `(#code) title`. */
  readonly message?: RegExp;
  /** Whether `error_data.details` says what to mend; it does unless the message does. */
  readonly details?: false;
  readonly subcode?: number;
  readonly type?: string;
}

export const post = (sim: Simulator, edge: string, given: Record<string, unknown>): Promise<Answer> =>
  graph(sim, "POST", `/${sim.phoneNumberId}/${edge}`, { ...product, ...given });

export async function groupOf(sim: Simulator, more: Record<string, unknown> = {}): Promise<string> {
  await post(sim, "groups", { subject: "Neighbours", ...more });
  return sim.groups().at(-1)?.id ?? "";
}

export const toGroup = (sim: Simulator, id: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  send(sim, { recipient_type: "group", ...text("Hello all", id), ...more });

export const direct = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...text("Your parcel is here"),
  category: "utility",
  ...more,
});

/** The answer of a world whose saved state was changed: what would take too many calls to bring about. */
export async function inChangedWorld(
  change: (people: { blockList: unknown; usernames: unknown }, sim: Simulator) => void,
  call: (sim: Simulator) => Promise<Answer>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), "recado-errors-"));
  const state = join(folder, "state.json");
  try {
    const before = await startSimulator({ ...still, state });
    await before.close();
    const saved = JSON.parse(readFileSync(state, "utf8"));
    change(saved.people, before);
    writeFileSync(state, JSON.stringify(saved));
    await using sim = await startSimulator({ ...still, state });
    return await call(sim);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const listTemplates = (sim: Simulator, query: string): Promise<Answer> =>
  graph(sim, "GET", `/${sim.wabaId}/message_templates?${query}`);

/** Every code that an answer can carry without a fault, but for those about templates, groups and the block list. */
export const answerCases: readonly AnswerCase[] = [
  [
    1,
    "a piece that does not complete an upload",
    500,
    async (sim) => {
      const query = "file_name=a.png&file_length=10&file_type=image/png";
      const session = await graph(sim, "POST", `/${sim.appId}/uploads?${query}`);
      return graph(sim, "POST", `/${String(at(session.body, "id"))}`, "four", { file_offset: "0" });
    },
    { message: /^The upload is not complete: 4 of 10 bytes/, details: false },
  ],
  [100, "an unknown member", 400, (sim) => send(sim, { ...text("Hi"), colour: "red" })],
  [
    100,
    "an object that does not exist",
    400,
    (sim) => graph(sim, "GET", "/987654321"),
    {
      message: /^Unsupported get request\. Object with ID '987654321'/,
      details: false,
      subcode: 33,
      type: "GraphMethodException",
    },
  ],
  [
    100,
    "a missing messaging_product",
    400,
    (sim) => send(sim, { ...text("Hi"), messaging_product: undefined }),
    { message: /^\(#100\) The parameter messaging_product is required\.$/, details: false },
  ],
  [
    190,
    "a call without a token",
    401,
    (sim) => graph(sim, "GET", `/${sim.wabaId}`, undefined, { Authorization: "" }),
    { message: /access token is required/, details: false },
  ],
  [
    190,
    "an expired token",
    401,
    (sim) => {
      sim.token({ expired: true });
      return send(sim, hello());
    },
    { message: /Session has expired/, details: false, subcode: 463 },
  ],
  [
    200,
    "a token without the permission",
    403,
    (sim) => {
      sim.token({ scopes: [] });
      return send(sim, hello());
    },
    { message: /^\(#200\) The token does not have the permission whatsapp_business_messaging/, details: false },
  ],
  [
    2200,
    "a webhook that nobody answers",
    400,
    (sim) =>
      graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`, {
        override_callback_uri: "http://127.0.0.1:9/webhook",
        verify_token: "word",
      }),
    { message: /^\(#2200\) Callback verification failed/, details: false },
  ],
  [
    80007,
    "too many management calls",
    400,
    async (sim) => {
      sim.limits({ management: 1 });
      await graph(sim, "GET", `/${sim.wabaId}`);
      return graph(sim, "GET", `/${sim.wabaId}`);
    },
  ],
  [
    80007,
    "too many new templates",
    400,
    async (sim) => {
      sim.limits({ templatesPerHour: 1 });
      await create(sim, offer);
      return create(sim, { ...offer, name: "another" });
    },
  ],
  [
    130429,
    "too many messages a second",
    400,
    async (sim) => {
      sim.limits({ mps: 1 });
      await send(sim, hello());
      return send(sim, hello("+12025550112"));
    },
  ],
  [
    131056,
    "too many messages to one person",
    400,
    async (sim) => {
      sim.limits({ pair: { burst: 1, seconds: 6 } });
      await send(sim, hello());
      return send(sim, hello());
    },
  ],
  [131008, "a missing member", 400, (sim) => send(sim, { to: person, type: "text", text: {} })],
  [131009, "a text that is too long", 400, (sim) => send(sim, text("x".repeat(4_097)))],
  [131021, "the sender as recipient", 400, (sim) => send(sim, text("Hi", sim.displayPhoneNumber))],
  [
    131047,
    "a closed window, where it is refused at once",
    400,
    (sim) => {
      sim.business({ window: "sync" });
      return send(sim, text("Hi"));
    },
  ],
  [131051, "an unknown type", 400, (sim) => send(sim, { to: person, type: "telegram", telegram: {} })],
  [131055, "a text as a marketing message", 400, (sim) => post(sim, "marketing_messages", text("Hi"))],
  [131059, "a cursor that is none", 400, (sim) => listTemplates(sim, "after=nonsense")],
  [
    131062,
    "a code to a user id",
    400,
    (sim) =>
      send(sim, { ...direct({ category: "authentication" }), to: undefined, recipient: sim.customer(ana).bsuid }),
  ],
  [
    131063,
    "marketing where the Cloud API has it switched off",
    400,
    (sim) => {
      sim.template(offer);
      sim.sending({ marketingOnCloudApi: false });
      return send(sim, template(offer.name, offer.language));
    },
  ],
  [
    131064,
    "Direct Send where it is limited",
    400,
    (sim) => {
      sim.sending({ directSend: "limited" });
      return send(sim, direct());
    },
  ],
  [134100, "a utility template as a marketing message", 400, (sim) => post(sim, "marketing_messages", hello())],
  [
    138009,
    "a second call permission request in a day",
    400,
    async (sim) => {
      sim.inbound({ from: ana, text: "Hello" });
      await send(sim, interactive(permission));
      return send(sim, interactive(permission));
    },
  ],
  [
    139200,
    "Direct Send where it is blocked",
    400,
    (sim) => {
      sim.sending({ directSend: "blocked" });
      return send(sim, direct());
    },
  ],
  [
    147001,
    "a username that somebody has",
    400,
    (sim) => {
      sim.customer(ana, { username: "ana.shop" });
      return post(sim, "username", { username: "ana.shop" });
    },
  ],
  [
    147005,
    "a username of another number of the business",
    400,
    () =>
      inChangedWorld(
        (people) => Object.assign(people, { usernames: [["1000000000000", "example.shop"]] }),
        (sim) => post(sim, "username", { username: "example.shop" }),
      ),
  ],
];

/** A refusal that a fault brings about. */
export async function byFault(sim: Simulator, code: number): Promise<Answer> {
  await control(sim, "POST", "faults", {
    on: "messages",
    kind: "graph-error",
    code,
    details: "As asked for.",
    times: 1,
  });
  return send(sim, hello());
}
