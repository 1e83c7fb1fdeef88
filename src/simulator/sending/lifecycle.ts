import { arrivalIn, reachOf } from "./arrival.ts";
import type { Customer } from "../people/customers.ts";
import { failureOf } from "./failures.ts";
import { enterGroupStatus, pinInGroup, startGroupLifecycle } from "../groups/lifecycle-groups.ts";
import { chargeDelivered, priceAccepted, takePlaces } from "../pricing/delivered.ts";
import { isCounted, type PricedMessage } from "../pricing/rules.ts";
import { countDelivered, countRead, countSent } from "../figures/counting.ts";
import { courseOf, moveTo, type Outgoing, outgoingOf } from "./outgoing.ts";
import { reportStatus } from "./status-webhooks.ts";
import type { StatusTask } from "../time/timers.ts";
import { lifeOf } from "./time-to-live.ts";
import type { World } from "../world.ts";

export type { Outgoing } from "./outgoing.ts";

type Status = StatusTask["status"];

const hour = 3_600_000;
const day = 24 * hour;

/** Sets off the statuses of a message that has just been accepted. */
export function startLifecycle(world: World, accepted: Outgoing): void {
  const now = world.clock.now();
  const { customer, message, number } = accepted;
  if (customer !== undefined && accepted.by !== "user_id") world.state.phoneUses.note(customer.phone, now);
  const freeUntil = freeEntryUntil(world, accepted, now);
  const priced = pricedNow(accepted, now, freeUntil);
  const pricing = priceAccepted(world, number, priced, customer);
  const failure = failureOf(world, { ...accepted, priced }, pricing);
  const outgoing = { ...accepted, priced, failure };
  if (failure === undefined) {
    message.pricing = pricing;
    if (isCounted(priced)) takePlaces(world, number, reachOf(world, outgoing));
    // Only an answer that goes out is one.
    if (freeUntil !== undefined) customer?.freeEntries.set(number.id, freeUntil);
    customer?.referrals.delete(number.id);
    pinInGroup(world, outgoing);
  }
  schedule(world, outgoing, failure === undefined ? "sent" : "failed", now + world.settings.delays.sent);
}

/** Until when everything is free to somebody who came from an ad, if this message goes out; undefined when it costs. */
function freeEntryUntil(world: World, { customer, number }: Outgoing, now: number): number | undefined {
  const referred = customer?.referrals.get(number.id);
  if (referred !== undefined && now - referred < day) return now + world.state.business.freeEntryHours * hour;
  const until = customer?.freeEntries.get(number.id) ?? 0;
  return until > now ? until : undefined;
}

/** What its price depends on, with what only the person or the group decides. */
function pricedNow({ group, priced, message }: Outgoing, now: number, freeUntil: number | undefined): PricedMessage {
  if (group !== undefined) return { ...priced, insideWindow: group.windowUntil > now, group: true };
  if (message.type === "reaction") return { ...priced, reaction: true };
  return freeUntil === undefined ? priced : { ...priced, freeEntryPoint: true };
}

/** Goes on with a message of another process. One that is no longer kept has nothing to report. */
export function resumeLifecycle(world: World, task: StatusTask, at: number): void {
  const { kind: _kind, status, ...course } = task;
  const outgoing = outgoingOf(world, course);
  if (outgoing !== undefined) schedule(world, outgoing, status, at, course.members);
}

/** Delivers what waited for a person who can be reached again. */
export function deliverWaiting(world: World, phone: string): void {
  const now = world.clock.now();
  for (const course of world.state.waiting.take(phone, now)) {
    const outgoing = outgoingOf(world, course);
    if (outgoing !== undefined) schedule(world, outgoing, "delivered", now, course.members);
  }
}

function schedule(world: World, outgoing: Outgoing, status: Status, at: number, members?: readonly string[]): void {
  const run = (): Promise<void> => enter(world, outgoing, status, members);
  world.clock.at(at, run, () => ({ kind: "status", status, ...courseOf(outgoing, members) }));
}

function enter(world: World, outgoing: Outgoing, status: Status, members?: readonly string[]): Promise<void> {
  if (outgoing.group === undefined) return enterPersonStatus(world, outgoing, status);
  const later = (next: Status, at: number, whom: readonly string[]): void => schedule(world, outgoing, next, at, whom);
  if (members !== undefined) return enterGroupStatus(world, outgoing, status, members, later);
  return startGroupLifecycle(world, outgoing, status, later);
}

/** What follows a status, and when. */
function scheduleNext(world: World, outgoing: Outgoing, status: Status, customer: Customer): void {
  const { delays } = world.settings;
  const now = world.clock.now();
  const readIn = Math.max(delays.read - delays.delivered, 0);
  if (status === "delivered" && customer.readReceipts) schedule(world, outgoing, "read", now + readIn);
  // Who hides having read does not hide having listened.
  const heard = status === "read" || (status === "delivered" && !customer.readReceipts);
  if (heard && outgoing.voice === true) schedule(world, outgoing, "played", now + readIn);
  if (status !== "sent") return;
  const deliveredIn = arrivalIn(world, outgoing, customer);
  if (deliveredIn === undefined) return;
  if (customer.chatOpen && customer.readReceipts && customer.online) {
    schedule(world, outgoing, "read", now + deliveredIn + readIn);
  } else schedule(world, outgoing, "delivered", now + deliveredIn);
}

/** Moves the message into a state and reports it by webhook. */
function enterPersonStatus(world: World, outgoing: Outgoing, status: Status): Promise<void> {
  const { message, failure } = outgoing;
  const customer = world.state.customers.get(message.to);
  if (status === "delivered" && !customer.online) {
    const until = Number(message.timestamp) * 1_000 + lifeOf(world, outgoing);
    world.state.waiting.add(message.to, { course: courseOf(outgoing), until });
    return Promise.resolve();
  }
  scheduleNext(world, outgoing, status, customer);
  // `pricing` comes with `sent`, and once more with the first of `delivered` and `read`.
  const arrives = (status === "delivered" || status === "read") && message.status === "sent";
  if (arrives) {
    message.pricing = chargeDelivered(world, outgoing, customer);
    countDelivered(world, outgoing, customer);
  }
  if (status === "read") countRead(world, outgoing);
  if (status === "sent") countSent(world, { ...outgoing, customer });
  const pricing = status === "sent" || arrives ? message.pricing : undefined;
  if (failure !== undefined) message.errors = [failure];
  moveTo(world, outgoing, status);
  return reportStatus(world, { ...outgoing, customer }, status, [{ customer, pricing }]);
}
