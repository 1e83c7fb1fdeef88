import { countDelivered, countRead, countSent } from "../figures/counting.ts";
import { chargeDelivered } from "../pricing/delivered.ts";
import { mostPins } from "./groups.ts";
import { arrivalIn } from "../sending/arrival.ts";
import type { MessageStatus } from "../sending/messages.ts";
import { courseOf, moveTo, type Outgoing } from "../sending/outgoing.ts";
import { reportStatus } from "../sending/status-webhooks.ts";
import { lifeOf } from "../sending/time-to-live.ts";
import type { StatusTask } from "../time/timers.ts";
import type { World } from "../world.ts";

/**
 * The statuses of a message to a group: `sent` once, then one status for each member, those of the same moment in one
 * webhook.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups/webhooks
 */

type Status = StatusTask["status"];
type Later = (status: Status, at: number, members: readonly string[]) => void;

/** `sent` or `failed`, which concern the group as a whole. */
export function startGroupLifecycle(world: World, outgoing: Outgoing, status: Status, later: Later): Promise<void> {
  const { message, failure } = outgoing;
  const pricing = status === "sent" ? message.pricing : undefined;
  if (failure !== undefined) message.errors = [failure];
  if (status === "sent") {
    countSent(world, outgoing);
    scheduleMembers(world, outgoing, later);
  }
  moveTo(world, outgoing, status);
  return reportStatus(world, outgoing, status, [{ pricing }]);
}

function scheduleMembers(world: World, outgoing: Outgoing, later: Later): void {
  const { delays } = world.settings;
  const now = world.clock.now();
  const moments = new Map<string, { status: Status; at: number; members: string[] }>();
  for (const phone of outgoing.group?.members ?? []) {
    const customer = world.state.customers.get(phone);
    const deliveredIn = arrivalIn(world, outgoing, customer);
    if (deliveredIn === undefined) continue;
    const { chatOpen, readReceipts, online } = customer;
    const atOnce = chatOpen && readReceipts && online;
    const at = now + deliveredIn + (atOnce ? Math.max(delays.read - delays.delivered, 0) : 0);
    const status: Status = atOnce ? "read" : "delivered";
    const moment = moments.get(`${status} ${at}`);
    if (moment === undefined) moments.set(`${status} ${at}`, { status, at, members: [phone] });
    else moment.members.push(phone);
  }
  for (const { status, at, members } of moments.values()) later(status, at, members);
}

/** A status of some members. */
export function enterGroupStatus(
  world: World,
  outgoing: Outgoing,
  status: Status,
  members: readonly string[],
  later: Later,
): Promise<void> {
  const { message, voice } = outgoing;
  const { customers, waiting } = world.state;
  const now = world.clock.now();
  const reached = members.map((phone) => customers.get(phone)).filter(({ online }) => online || status !== "delivered");
  for (const phone of members) {
    if (reached.some((customer) => customer.phone === phone)) continue;
    const until = Number(message.timestamp) * 1_000 + lifeOf(world, outgoing);
    waiting.add(phone, { course: courseOf(outgoing, [phone]), until });
  }
  if (reached.length === 0) return Promise.resolve();

  const states = (message.members ??= {});
  const parts = reached.map((customer) => {
    const arrives = states[customer.phone] === undefined;
    states[customer.phone] = status;
    if (status === "read") countRead(world, outgoing);
    if (!arrives) return { customer };
    countDelivered(world, outgoing, customer);
    return { customer, pricing: chargeDelivered(world, outgoing, customer) };
  });
  const readIn = Math.max(world.settings.delays.read - world.settings.delays.delivered, 0);
  const phones = (whose: typeof reached): string[] => whose.map(({ phone }) => phone);
  const readers = reached.filter(({ readReceipts }) => readReceipts);
  if (status === "delivered" && readers.length > 0) later("read", now + readIn, phones(readers));
  const listeners = status === "read" ? reached : reached.filter(({ readReceipts }) => !readReceipts);
  if (voice === true && (status === "read" || status === "delivered") && listeners.length > 0)
    later("played", now + readIn, phones(listeners));
  const all = reachedByAll(outgoing);
  if (all !== undefined && all !== message.status) moveTo(world, outgoing, all);
  return reportStatus(world, outgoing, status, parts);
}

const ranks: readonly MessageStatus[] = ["sent", "delivered", "read", "played"];

/** The state that every member has reached; undefined while somebody has none. */
function reachedByAll({ message, group }: Outgoing): MessageStatus | undefined {
  const places = (group?.members ?? []).map((phone) => ranks.indexOf(message.members?.[phone] ?? "sent"));
  const least = Math.min(...places);
  return least > 0 ? ranks[least] : undefined;
}

/** Puts a message on top of its group, or takes it down; of more than three the oldest goes. */
export function pinInGroup(world: World, { message, group }: Outgoing): void {
  if (group === undefined || message.type !== "pin") return;
  const pin: unknown = Reflect.get(Object(message.payload), "pin");
  const target = String(Reflect.get(Object(pin), "message_id"));
  const rest = group.pins.filter((other) => other.message !== target && other.until > world.clock.now());
  if (Reflect.get(Object(pin), "type") === "pin") {
    const days = Number(Reflect.get(Object(pin), "expiration_days"));
    rest.push({ message: target, until: world.clock.now() + days * 86_400_000 });
  }
  group.pins.splice(0, group.pins.length, ...rest.slice(-mostPins));
}
