import type { Simulator } from "../../src/testing.ts";
import { type Answer, at, control, graph, hello, offer, orderShipped, send, template, text, wamid } from "./helpers.ts";
import { interactive, orderDetails, orderStatus, permission } from "./send-bodies.ts";
import { body, marketing, utility } from "./template-helpers.ts";

/** Something of everything that a world can hold, and everything that can be asked of it afterwards. */

type Body = Record<string, unknown>;
type Step = (sim: Simulator) => unknown;

const ana = "12025550111";
const ben = "12025550112";
const cleo = "12025550113";
const dora = "12025550114";
const late = "12025550115";
const product = { messaging_product: "whatsapp" };
const named = (name: string, base: Body): Body => ({ ...base, name });
const utilityText = utility(body("Your order is on its way."));

const templateId = (sim: Simulator, name: string): string =>
  String(sim.templates().find((one) => one.name === name)?.id);

async function upload(sim: Simulator): Promise<unknown> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new Blob(["a note"], { type: "text/plain" }), "note.txt");
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  const url = `${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`;
  const answer = await fetch(url, { method: "POST", headers, body: form });
  return [answer.status, await answer.json()];
}

async function piece(sim: Simulator, id: string, offset: number, content: string): Promise<unknown> {
  const headers = { Authorization: `OAuth ${sim.accessToken}`, file_offset: String(offset) };
  const answer = await fetch(`${sim.graphUrl}/v25.0/${id}`, { method: "POST", headers, body: content });
  return [answer.status, at(await answer.json(), "h")];
}

const uploads = new WeakMap<Simulator, string>();

async function beginUpload(sim: Simulator): Promise<unknown> {
  const query = "file_name=a.pdf&file_length=10&file_type=application/pdf";
  const id = String(at((await graph(sim, "POST", `/${sim.appId}/uploads?${query}`)).body, "id"));
  await piece(sim, id, 0, "%PDF-1");
  return id;
}

const group = (sim: Simulator): string => sim.groups()[0]?.id ?? "";
const inGroup = (sim: Simulator, content: Body): Promise<Answer> =>
  send(sim, { recipient_type: "group", to: group(sim), ...content });

/** @param webhook an address that knows the token `word`, for the webhooks of the account's and the number's own */
export const steps = (webhook: string): readonly (readonly [name: string, step: Step])[] => [
  [
    "the number's webhook",
    (sim) =>
      graph(sim, "POST", `/${sim.phoneNumberId}`, {
        webhook_configuration: { override_callback_uri: `${webhook}?of=number`, verify_token: "word" },
      }),
  ],
  ["hears in order, and once", (sim) => control(sim, "POST", "inbound", { from: "12025550130", text: "Hi" })],
  ["the app's webhook", (sim) => control(sim, "POST", "webhook", { url: `${webhook}?of=app`, verifyToken: "word" })],
  [
    "its fields and version",
    (sim) =>
      control(sim, "POST", "webhook", {
        version: "v23.0",
        chaos: { duplicate: 0.5, reorder: 0.5, delay: 500, batch: 3, seed: 7 },
      }),
  ],
  [
    "the account's webhook",
    (sim) =>
      graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`, {
        override_callback_uri: `${webhook}?of=account`,
        verify_token: "word",
      }),
  ],
  [
    "the business",
    (sim) =>
      control(sim, "POST", "business", {
        marketingCap: { messages: 1, hours: 48 },
        restrictedCountries: ["BR"],
        parentUserIds: true,
        maxGroups: 1,
        coexistence: true,
        timezone: "America/Bogota",
        authInternational: { startTime: "2026-11-01T00:00:00Z", exceptions: { IN: "2026-12-01T00:00:00Z" } },
        primaryLocation: "CO",
        tierNotices: 2,
      }),
  ],
  [
    "the limits",
    (sim) =>
      control(sim, "POST", "limits", {
        pair: { burst: 20, seconds: 600 },
        portfolio: 9,
        management: 900,
        templates: 20,
        templatesPerHour: 2,
        pacing: { threshold: 1, minutes: 30 },
      }),
  ],
  ["what may be sent", (sim) => control(sim, "POST", "sending", { directSend: "limited" })],
  ["and again", (sim) => control(sim, "POST", "sending", { directSend: "on" })],

  ["templates made", (sim) => graph(sim, "POST", `/${sim.wabaId}/message_templates`, orderShipped)],
  ["templates put in", (sim) => control(sim, "POST", "templates", offer)],
  ["one to be deleted", (sim) => control(sim, "POST", "templates", named("gone", utilityText))],
  ["deleted", (sim) => graph(sim, "DELETE", `/${sim.wabaId}/message_templates?name=gone`)],
  ["one to be paused", (sim) => control(sim, "POST", "templates", named("paused", utilityText))],
  ["paused", (sim) => control(sim, "POST", `templates/${templateId(sim, "paused")}/quality`, { score: "RED" })],
  ["one to be moved", (sim) => control(sim, "POST", "templates", named("moved", utilityText))],
  [
    "another category",
    (sim) => control(sim, "POST", `templates/${templateId(sim, "moved")}/category`, { category: "MARKETING" }),
  ],
  ["one to be archived", (sim) => control(sim, "POST", "templates", named("archived", utilityText))],
  [
    "archived",
    (sim) => control(sim, "POST", `templates/${templateId(sim, "archived")}/status`, { status: "ARCHIVED" }),
  ],
  [
    "one of another account",
    (sim) => control(sim, "POST", "templates", { ...named("elsewhere", utilityText), waba_id: "555000111222333" }),
  ],
  ["one to be held", (sim) => control(sim, "POST", "templates", named("held", marketing(body("All is cheaper."))))],

  ["figures of templates", (sim) => graph(sim, "POST", `/${sim.wabaId}?is_enabled_for_insights=true`)],
  [
    "messages of other accounts",
    (sim) => control(sim, "POST", "tiers", { market: "North America", category: "utility", messages: 79_999 }),
  ],

  ["media", upload],
  ["an upload begun", async (sim) => void uploads.set(sim, String(await beginUpload(sim)))],

  [
    "a person",
    (sim) =>
      control(sim, "POST", `customers/${ana}`, {
        name: "Ana",
        username: "ana.shop",
        parentBsuid: "US.ENT.ana",
        identityHash: "hash",
        readReceipts: false,
        delay: "2h",
        contactBook: true,
      }),
  ],
  ["a person who is away", (sim) => control(sim, "POST", `customers/${late}`, { online: false })],
  ["a new number", (sim) => control(sim, "POST", `customers/${dora}`, { newPhone: "12025550116" })],
  ["somebody writes", (sim) => control(sim, "POST", "inbound", { from: ana, text: "Hi" })],
  ["somebody comes from an ad", (sim) => control(sim, "POST", "inbound", { from: ben, text: "Hi", referral: true })],
  ["with a picture", (sim) => control(sim, "POST", "inbound", { from: cleo, image: { caption: "Look" } })],
  [
    "is blocked",
    (sim) => graph(sim, "POST", `/${sim.phoneNumberId}/block_users`, { ...product, block_users: [{ user: cleo }] }),
  ],
  ["the number's name", (sim) => graph(sim, "POST", `/${sim.phoneNumberId}/username`, { username: "mugs.shop" })],

  [
    "a group",
    (sim) =>
      graph(sim, "POST", `/${sim.phoneNumberId}/groups`, {
        ...product,
        subject: "Neighbours",
        join_approval_mode: "approval_required",
      }),
  ],
  ["a wish to join", (sim) => control(sim, "POST", `groups/${group(sim)}/join`, { phone: ana })],
  [
    "that is granted",
    async (sim) =>
      graph(sim, "POST", `/${group(sim)}/join_requests`, {
        ...product,
        join_requests: sim.group(group(sim)).requests.map(({ id }) => id),
      }),
  ],
  ["another wish to join", (sim) => control(sim, "POST", `groups/${group(sim)}/join`, { phone: ben })],
  ["a word in the group", (sim) => control(sim, "POST", "inbound", { from: ana, text: "Hi", group_id: group(sim) })],
  [
    "pinned",
    async (sim) => {
      const id = wamid(await inGroup(sim, { type: "text", text: { body: "Hello all" } }));
      return inGroup(sim, { type: "pin", pin: { type: "pin", message_id: id, expiration_days: 7 } });
    },
  ],

  ["an answer", (sim) => send(sim, { ...text("Hello", ben), biz_opaque_callback_data: "msg_1" })],
  ["a template", (sim) => send(sim, hello(late))],
  ["marketing", (sim) => send(sim, template("autumn_offer", "en_US", undefined, ben))],
  ["more than the cap", (sim) => send(sim, template("held", "en_US", undefined, ben))],
  ["held back", (sim) => send(sim, template("held", "en_US", undefined, "12025550120"))],
  ["an order", (sim) => send(sim, interactive(orderDetails(), ben))],
  ["its news", (sim) => send(sim, interactive(orderStatus("processing"), ben))],
  ["a call permission", (sim) => send(sim, interactive(permission, ben))],
  ["without a template", (sim) => send(sim, { ...text("Your parcel is here", ana), category: "utility" })],
  ["the portfolio", (sim) => send(sim, hello("12025550121"))],
  ["a fault", (sim) => control(sim, "POST", "faults", { on: "media", kind: "http", every: 2, during: "3h" })],
  ["another", (sim) => control(sim, "POST", "faults", { on: "*", kind: "slow", times: 3, to: dora })],
  ["cleared", (sim) => control(sim, "DELETE", "faults/fault_2")],
  ["a while", (sim) => control(sim, "POST", "clock", { advance: "90s" })],
  ["a message", (sim) => send(sim, hello("12025550122"))],
  ["is sent, and its webhook waits for others", (sim) => control(sim, "POST", "clock", { advance: "1s" })],
];

/** What a read-only call answers, without what belongs to the run: the port. */
async function asked(sim: Simulator, calls: readonly Promise<Answer>[]): Promise<unknown> {
  const answers = await Promise.all(calls);
  const plain = answers.map(({ status, headers, body: content }) => [
    status,
    headers.get("x-business-use-case-usage"),
    content,
  ]);
  return JSON.parse(withoutPort(JSON.stringify(plain), sim));
}

/** Where files were to be fetched before a restart had another port. */
const withoutPort = (json: string, { url }: Simulator): string =>
  json
    .replaceAll(url, "http://simulator")
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+\/whatsapp_business/g, "http://simulator/whatsapp_business");

const [start, end] = ["2026-11-15T00:00:00Z", "2026-12-31T00:00:00Z"].map((iso) => Date.parse(iso) / 1_000);
const autumn = `start=${start}&end=${end}`;
const autumnField = `.start(${start}).end(${end})`;
const dimensions = "country,phone,pricing_category,pricing_type,tier";
const someTemplates = (sim: Simulator): string =>
  sim
    .templates()
    .slice(0, 10)
    .map(({ id }) => id)
    .join(",");

/** Everything that can be asked without changing anything. */
export async function everything(sim: Simulator): Promise<unknown> {
  await sim.settled();
  const read = (path: string): Promise<Answer> => graph(sim, "GET", path);
  const look = (path: string): Promise<Answer> => control(sim, "GET", path);
  const groupCalls = sim.groups().flatMap(({ id }) => [read(`/${id}`), read(`/${id}/join_requests`)]);
  return asked(sim, [
    read(`/${sim.wabaId}`),
    read(`/${sim.wabaId}/pricing_analytics?${autumn}&granularity=half_hour&dimensions=${dimensions}`),
    read(`/${sim.wabaId}?fields=analytics${autumnField}.granularity(DAY).product_types([0,2,100])`),
    read(`/${sim.wabaId}/template_analytics?${autumn}&granularity=daily&template_ids=[${someTemplates(sim)}]`),
    ...sim
      .groups()
      .map(({ id }) =>
        read(`/${sim.wabaId}/group_analytics?${autumn}&group_ids=[${id}]&metric_types=sent,read,delivered`),
      ),
    look("tiers"),
    read(`/${sim.wabaId}/message_templates?limit=100`),
    read(`/${sim.wabaId}/phone_numbers`),
    read(`/${sim.phoneNumberId}?fields=webhook_configuration,throughput,messaging_limit_tier,is_on_biz_app`),
    read(`/${sim.wabaId}/subscribed_apps`),
    read(`/${sim.appId}/subscriptions`),
    read(`/debug_token?input_token=${sim.accessToken}`),
    read(`/${sim.phoneNumberId}/groups`),
    read(`/${sim.phoneNumberId}/block_users`),
    read(`/${sim.phoneNumberId}/username`),
    ...groupCalls,
    look("messages"),
    look("clock"),
    look("limits"),
    look("business"),
    look("faults"),
    look("groups"),
    look("customers"),
    look("templates"),
    look("webhook/deliveries"),
  ]);
}

/** What only shows in what happens next. */
export async function aftermath(sim: Simulator): Promise<unknown> {
  const [received] = sim.messages({ to: ben });
  const calls: Step[] = [
    (one) => send(one, text("Hello", ana)),
    (one) => send(one, interactive(permission, ben)),
    (one) => send(one, interactive(orderStatus("pending"), ben)),
    (one) => send(one, template("autumn_offer", "en_US", undefined, ben)),
    (one) => send(one, { ...text("Your parcel is here", ana), category: "utility" }),
    (one) => control(one, "POST", "templates", named("gone", utilityText)),
    (one) => graph(one, "POST", `/${one.wabaId}/message_templates`, named("second", utilityText)),
    (one) => graph(one, "POST", `/${one.wabaId}/message_templates`, named("third", utilityText)),
    (one) =>
      graph(one, "POST", `/${one.wabaId}/migrate_message_templates`, {
        source_waba_id: "555000111222333",
        page_number: 0,
        count: 10,
      }),
    (one) => control(one, "POST", "inbound", { from: ben, text: "Yes", context: { id: received?.id ?? "wamid.none" } }),
    (one) => control(one, "POST", "inbound", { from: cleo, text: "Anybody there?" }),
    (one) => control(one, "POST", "faults", { on: "media", kind: "http" }),
    (one) => control(one, "POST", `customers/${late}`, { online: true }),
    (one) => piece(one, uploads.get(one) ?? "upload:none", 6, "rest"),
    (one) => control(one, "POST", "clock", { advance: "4h" }),
    (one) => control(one, "POST", "clock", { advance: "29d" }),
  ];
  const answers: unknown[] = [];
  for (const call of calls) {
    const answer = await call(sim);
    answers.push(JSON.parse(withoutPort(JSON.stringify(answer ?? null), sim)));
  }
  return [answers, await everything(sim)];
}

/** Takes over which upload is under way. */
export function continueAs(sim: Simulator, before: Simulator): void {
  const upload = uploads.get(before);
  if (upload !== undefined) uploads.set(sim, upload);
}
