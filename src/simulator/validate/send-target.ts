import type { SendCall } from "./send-parts.ts";

const thirtyDays = 30 * 86_400_000;

/** A message that another one quotes, pins or reacts to. */
export interface Target {
  readonly type: string;
}

/** The message of that id, if it is in the conversation with the recipient and not older than 30 days. */
export function targetOf({ world, number, recipient }: SendCall, messageId: string): Target | undefined {
  const { state, clock } = world;
  const place = recipient.kind === "group" ? recipient.group.id : recipient.customer.phone;
  const received = state.received.get(messageId);
  if (received !== undefined) {
    const from = recipient.kind === "group" ? received.groupId : received.from;
    const here = received.phoneNumberId === number.id && from === place;
    return here && clock.now() - received.at <= thirtyDays ? received : undefined;
  }
  const sent = state.messages.get(messageId);
  if (sent === undefined || sent.to !== place || sent.from !== number.digits || sent.status === "failed")
    return undefined;
  return clock.now() - Number(sent.timestamp) * 1_000 <= thirtyDays ? sent : undefined;
}
