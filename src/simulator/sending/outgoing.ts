import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { Course } from "./course.ts";
import type { Customer } from "../people/customers.ts";
import type { GroupState } from "../groups/groups.ts";
import type { MessageStatus, SimulatedMessage } from "./messages.ts";
import type { PricedMessage } from "../pricing/rules.ts";
import type { NumberState } from "../state.ts";
import { unixSeconds } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/** An accepted message on its way: to a person, or to a group. */
export interface Outgoing {
  readonly message: SimulatedMessage;
  readonly number: NumberState;
  readonly customer?: Customer | undefined;
  readonly group?: GroupState | undefined;
  /** How the person was named; by phone number when left out. */
  readonly by?: "phone" | "user_id" | undefined;
  readonly priced: PricedMessage;
  /** Found while accepting, reported later: media that cannot be fetched. */
  readonly failure?: WireWebhookError | undefined;
  /** A voice message, which is played after it is read. */
  readonly voice?: boolean | undefined;
  /** The last status that comes, where it is not the usual one: reactions end with `sent`. */
  readonly ends?: "sent" | undefined;
  /** The template behind a message sent without one; statuses carry it. */
  readonly templateId?: string | undefined;
  /** Seconds after which an undelivered message is dropped; by its kind when left out. */
  readonly ttlSeconds?: number | undefined;
}

/** As plain data, for timers and saved states. */
export function courseOf(outgoing: Outgoing, members?: readonly string[]): Course {
  const { message, number, priced, failure, by, voice, ends, templateId, ttlSeconds } = outgoing;
  return {
    message: message.id,
    number: number.id,
    priced,
    ...(failure === undefined ? {} : { failure }),
    ...(by === "user_id" ? { by } : {}),
    ...(voice === true ? { voice } : {}),
    ...(ends === undefined ? {} : { ends }),
    ...(templateId === undefined ? {} : { templateId }),
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
    ...(members === undefined ? {} : { members: [...members] }),
  };
}

/** The other way round; undefined when the message or the group is no longer kept. */
export function outgoingOf(world: World, course: Course): Outgoing | undefined {
  const { message: id, number: numberId, members: _members, ...rest } = course;
  const { messages, numbers, groups, customers } = world.state;
  const message = messages.get(id);
  const number = numbers.get(numberId);
  if (message === undefined || number === undefined) return undefined;
  if (message.group_id === undefined) return { ...rest, message, number, customer: customers.get(message.to) };
  const group = groups.get(message.to);
  return group === undefined ? undefined : { ...rest, message, number, group };
}

/** Notes the new state of a message, for those who list messages or wait for one. */
export function moveTo(world: World, { message }: Outgoing, status: MessageStatus): void {
  message.status = status;
  message.statuses.push({ status, timestamp: unixSeconds(world.clock.now()) });
  world.state.messages.changed(message);
  world.events.emit("status", message);
}
