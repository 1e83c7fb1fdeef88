import { countryOf } from "../people/countries.ts";
import type { Customer } from "../people/customers.ts";
import type { Outgoing } from "../sending/outgoing.ts";
import type { SimulatedMessage } from "../sending/messages.ts";
import { templateSent } from "../sending/template-sent.ts";
import type { NumberState } from "../state.ts";
import type { World } from "../world.ts";
import type { GroupSums, TemplateKind, TemplateSums } from "./figures.ts";

/**
 * What is counted as messages go their way. The prices are counted in `pricing/delivered.ts`.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */

/** So long after the send, reads and taps count. */
const tracked = 7 * 86_400_000;
/** Groups have no one country. */
const nowhere = "ZZ";

/** Which of Meta's kinds a message is. */
const productOf = ({ message, group }: Outgoing): string => {
  const template = message.template !== undefined || message.template_id !== undefined;
  return group === undefined ? (template ? "0" : "2") : template ? "101" : "102";
};

export function countSent(world: World, outgoing: Outgoing): void {
  const { customer, number, message } = outgoing;
  const now = world.clock.now();
  const country = customer === undefined ? nowhere : countryOf(customer.phone);
  world.state.figures.traffic.add(now, { phone: number.digits, country, product: productOf(outgoing) }, { sent: 1 });
  countTemplate(world, outgoing, { sent: 1 });
  countInGroup(world, message.group_id, { sent: 1 });
}

/** A message has reached a person, who may be a member of a group. */
export function countDelivered(world: World, outgoing: Outgoing, { phone }: Customer): void {
  const { number, message } = outgoing;
  const kind = { phone: number.digits, country: countryOf(phone), product: productOf(outgoing) };
  world.state.figures.traffic.add(world.clock.now(), kind, { delivered: 1 });
  countTemplate(world, outgoing, { delivered: 1 });
  countInGroup(world, message.group_id, { delivered: 1 });
}

export function countRead(world: World, outgoing: Outgoing): void {
  const { message } = outgoing;
  if (isTracked(world, message)) countTemplate(world, outgoing, { read: 1 });
  countInGroup(world, message.group_id, { read: 1 });
}

export function countInbound(world: World, number: NumberState, { phone }: Customer, inGroup: boolean): void {
  const kind = { phone: number.digits, country: countryOf(phone), product: inGroup ? "103" : "100" };
  world.state.figures.traffic.add(world.clock.now(), kind, { delivered: 1 });
}

export function countInGroup(world: World, group: string | undefined, sums: GroupSums): void {
  if (group !== undefined) world.state.figures.groups.add(world.clock.now(), { group }, sums);
}

export function countTemplate(world: World, outgoing: Outgoing, sums: TemplateSums): void {
  const kind = templateKind(world, outgoing.message);
  if (kind !== undefined) world.state.figures.templates.add(world.clock.now(), kind, sums);
}

/** A tap on a quick reply. @param answered the wamid of the message with the button */
export function countTap(world: World, answered: string, button: string): void {
  const message = world.state.messages.get(answered);
  const kind = message === undefined ? undefined : templateKind(world, message);
  if (message === undefined || kind === undefined || !isTracked(world, message)) return;
  world.state.figures.taps.add(world.clock.now(), { ...kind, button }, { count: 1 });
}

function templateKind(world: World, message: SimulatedMessage): TemplateKind | undefined {
  const template = message.template_id ?? templateSent(world, message.payload)?.id;
  if (template === undefined) return undefined;
  const lite = message.pricing?.category === "marketing_lite";
  return { template, product: lite ? "MARKETING_MESSAGES" : "CLOUD_API" };
}

const isTracked = (world: World, { timestamp }: SimulatedMessage): boolean =>
  world.clock.now() - Number(timestamp) * 1_000 <= tracked;
