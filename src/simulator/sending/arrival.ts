import type { Customer } from "../people/customers.ts";
import type { Outgoing } from "./outgoing.ts";
import { lifeOf } from "./time-to-live.ts";
import type { World } from "../world.ts";

/** Milliseconds from `sent` until a message is there for a person; undefined when it never will be. */
export function arrivalIn(world: World, outgoing: Outgoing, customer: Customer): number | undefined {
  const { delays } = world.settings;
  if (outgoing.ends === "sent" || customer.outcome === "never-delivered" || !customer.onWhatsApp) return undefined;
  const wait = Math.max(delays.delivered - delays.sent, 0) + customer.delay;
  return wait < lifeOf(world, outgoing) ? wait : undefined;
}

/** How many people a message will reach, as far as can be told when it is accepted. */
export function reachOf(world: World, outgoing: Outgoing): number {
  const { group, customer } = outgoing;
  const people = group?.members.map((phone) => world.state.customers.get(phone)) ?? [customer];
  return people.filter((person) => person !== undefined && arrivalIn(world, outgoing, person) !== undefined).length;
}
