import type { Simulator } from "../../src/testing.ts";
import { type Answer, at, graph, hello, offer, orderShipped, person, send, template, text, wamid } from "./helpers.ts";
import { ana, groupOf, product } from "./error-cases.ts";
import { block } from "./error-cases-people.ts";
import { interactive, orderDetails, orderStatus } from "./send-bodies.ts";

const marketing = template(offer.name, offer.language);

/** The statuses that follow are those of the last answer. */
type Sends = (sim: Simulator) => Promise<Answer>;

function sendOffer(sim: Simulator, change: () => unknown): Promise<Answer> {
  sim.template(offer);
  change();
  return send(sim, marketing);
}

async function inWindow(sim: Simulator, ...bodies: Record<string, unknown>[]): Promise<Answer> {
  sim.inbound({ from: ana, text: "Hello" });
  let answer: Answer | undefined;
  for (const body of bodies) answer = await send(sim, body);
  if (answer === undefined) throw new Error("nothing was sent");
  return answer;
}

const paid = { payment: { status: "captured", timestamp: 1_795_000_000 } };

/** Every code that a message can fail with after it was accepted. */
export const statusCases: readonly (readonly [code: number, what: string, sends: Sends])[] = [
  [2046, "news of an order that does not exist", (sim) => inWindow(sim, interactive(orderStatus("processing")))],
  [
    2047,
    "cancelling an order that is paid",
    (sim) =>
      inWindow(
        sim,
        interactive(orderDetails()),
        interactive(orderStatus("processing", paid)),
        interactive(orderStatus("canceled")),
      ),
  ],
  [
    130403,
    "somebody whom the business has blocked",
    async (sim) => {
      await block(sim, ana);
      return send(sim, text("Hi"));
    },
  ],
  [130472, "marketing in an experiment", (sim) => sendOffer(sim, () => sim.customer(ana, { inExperiment: true }))],
  [
    130497,
    "a country where the business may not write",
    (sim) => {
      sim.business({ restrictedCountries: ["US"] });
      return send(sim, hello());
    },
  ],
  [
    131009,
    "a reaction to nothing",
    (sim) => inWindow(sim, { to: person, type: "reaction", reaction: { message_id: "wamid.none", emoji: "👍" } }),
  ],
  [
    131026,
    "somebody who is not on WhatsApp",
    (sim) => {
      sim.customer(ana, { onWhatsApp: false });
      return send(sim, hello());
    },
  ],
  [
    131037,
    "a display name that is not approved",
    (sim) => {
      sim.business({ displayName: false });
      return send(sim, hello());
    },
  ],
  [
    131042,
    "no way to pay",
    (sim) => {
      sim.business({ payment: false });
      return send(sim, hello());
    },
  ],
  [131047, "a closed window", (sim) => send(sim, text("Hi"))],
  [
    131048,
    "more people than a day allows",
    async (sim) => {
      sim.limits({ portfolio: 1 });
      await send(sim, hello("+12025550112"));
      return send(sim, hello());
    },
  ],
  [131049, "marketing to the United States", (sim) => sendOffer(sim, () => sim.business({ usMarketing: false }))],
  [131050, "marketing after an opt-out", (sim) => sendOffer(sim, () => sim.customer(ana, { optOut: true }))],
  [
    131053,
    "a link that leads nowhere",
    (sim) => inWindow(sim, { to: person, type: "image", image: { link: "https://shop.invalid/a.jpg" } }),
  ],
  [
    132015,
    "a template that is paused while its messages are held",
    async (sim) => {
      const { id } = sim.template(offer);
      sim.decidePacing(id, "hold");
      const answer = await send(sim, marketing);
      sim.decidePacing(id, "drop");
      return answer;
    },
  ],
  [
    132021,
    "Direct Send with the name of a template",
    (sim) => {
      sim.template(orderShipped);
      return send(sim, {
        ...text("Your parcel is here"),
        category: "utility",
        direct_send_config: { template_name: orderShipped.name },
      });
    },
  ],
  [
    137000,
    "another identity than was known",
    (sim) => {
      sim.customer(ana, { identityHash: "new" });
      return send(sim, { ...hello(), recipient_identity_key_hash: "old" });
    },
  ],
];

/** Sends, lets time go by, and returns the answer with the status `failed` of that message. */
export async function failureAfter(
  sim: Simulator,
  sends: Sends,
  statuses: () => readonly unknown[],
): Promise<{ answer: Answer; failed: unknown }> {
  const answer = await sends(sim);
  await sim.advance("1m");
  const failed = statuses().find((status) => at(status, "id") === wamid(answer) && at(status, "status") === "failed");
  return { answer, failed };
}

/** The header of a PNG file is all that is looked at. */
function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
}

async function groupPicture(sim: Simulator, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("profile_picture_file", new Blob([bytes]), "picture");
  const headers = { Authorization: `Bearer ${sim.accessToken}` };
  await fetch(`${sim.graphUrl}/v25.0/${await groupOf(sim)}`, { method: "POST", headers, body: form });
}

async function removeStranger(sim: Simulator): Promise<void> {
  const id = await groupOf(sim);
  await graph(sim, "DELETE", `/${id}/participants`, { ...product, participants: [{ user: ana }] });
}

async function unsupported(sim: Simulator, code?: 131051 | 131060): Promise<void> {
  await Promise.resolve(sim.inbound({ from: ana, ...(code === undefined ? {} : { unsupported: { code } }) }));
}

async function unsupportedInGroup(sim: Simulator): Promise<void> {
  const id = await groupOf(sim);
  sim.joinGroup(id, ana);
  sim.inbound({ from: ana, group_id: id, type: "unsupported" });
}

const groups = (...place: (string | number)[]): (string | number)[] => ["groups", 0, ...place, "errors", 0];
const inMessage = ["messages", 0, "errors", 0];

/** A code, what it is told of, the webhook's field, where the error stands in its value, and what happens. */
export type WebhookCase = [
  code: number,
  what: string,
  field: string,
  place: readonly (string | number)[],
  happens: (sim: Simulator) => unknown,
  more?: { readonly title?: string; readonly href?: false },
];

/** Codes in other webhooks than statuses. */
export const otherWebhookCases: readonly WebhookCase[] = [
  [
    131051,
    "an inbound message of an unknown type",
    "messages",
    inMessage,
    (sim) => unsupported(sim, 131051),
    { title: "Message type unknown", href: false },
  ],
  [
    131060,
    "an inbound message that is not passed on",
    "messages",
    inMessage,
    (sim) => unsupported(sim, 131060),
    { href: false },
  ],
  [130501, "an unknown type in a group", "messages", inMessage, unsupportedInGroup, { href: false }],
  [
    131000,
    "an error of the whole webhook",
    "messages",
    ["errors", 0],
    (sim) => sim.emit({ field: "messages", event: "error" }),
  ],
  [
    2593109,
    "a history that is not shared",
    "history",
    ["history", 0, "errors", 0],
    (sim) => sim.emit({ field: "history", event: "declined" }),
  ],
  [
    131053,
    "a group picture that is none",
    "group_settings_update",
    groups("profile_picture"),
    (sim) => groupPicture(sim, new Uint8Array(40)),
  ],
  [
    131209,
    "a group picture that is not square",
    "group_settings_update",
    groups("profile_picture"),
    (sim) => groupPicture(sim, png(192, 200)),
  ],
  [
    131210,
    "a group picture that is too small",
    "group_settings_update",
    groups("profile_picture"),
    (sim) => groupPicture(sim, png(191, 191)),
  ],
  [131201, "taking out somebody who is no member", "group_participants_update", groups(), removeStranger],
  [
    131212,
    "taking out somebody who is no member",
    "group_participants_update",
    groups("failed_participants", 0),
    removeStranger,
  ],
];
