import type { Queryable } from "../../storage/database.ts";
import { applyAccountUpdate } from "./apply-account.ts";
import { applyInbound } from "./apply-inbound.ts";
import { applyPreference } from "./apply-preference.ts";
import { applyStatusEvents } from "./apply-status.ts";
import type { StatusEvent } from "./events.ts";
import type { ApplyContext, EventEffect, ProcessedEvent, ReceivedEvent } from "./outcomes.ts";

/**
 * Writes down what events say, in the transaction of their deliveries; answers in their order. Applying them again changes nothing.
 * Statuses, nearly all of what comes, are taken in together, before the rest.
 */
export async function applyEvents(
  tx: Queryable,
  received: readonly ReceivedEvent[],
  context: ApplyContext,
): Promise<ProcessedEvent[]> {
  const statuses = received.filter(isStatus);
  const effects = (await applyStatusEvents(tx, statuses, context)).values();
  const processed: ProcessedEvent[] = [];
  for (const one of received) {
    const effect = isStatus(one) ? effects.next().value : await applyOther(tx, one, context);
    processed.push({ event: one.event, ...(effect ?? ignored) });
  }
  return processed;
}

const ignored: EventEffect = { outcome: "ignored", consent: undefined };

function isStatus(received: ReceivedEvent): received is ReceivedEvent<StatusEvent> {
  return received.event.kind === "status";
}

async function applyOther(
  tx: Queryable,
  { event, receivedAt }: ReceivedEvent,
  { now }: ApplyContext,
): Promise<EventEffect> {
  switch (event.kind) {
    case "inbound":
      return applyInbound(tx, event, { now, receivedAt });
    case "preference":
      return applyPreference(tx, event, { now, receivedAt });
    case "account-update":
      return applyAccountUpdate(tx, event, { now, receivedAt });
    default:
      return ignored;
  }
}
