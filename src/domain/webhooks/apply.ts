import type { Queryable } from "../../storage/database.ts";
import { applyInbound } from "./apply-inbound.ts";
import { applyPreference } from "./apply-preference.ts";
import { applyStatusEvent } from "./apply-status.ts";
import type { WebhookEvent } from "./events.ts";
import type { ApplyContext, ProcessedEvent } from "./outcomes.ts";

/** Writes down what one event says, in the transaction of its delivery. Applying it again changes nothing. */
export async function applyEvent(tx: Queryable, event: WebhookEvent, context: ApplyContext): Promise<ProcessedEvent> {
  switch (event.kind) {
    case "status":
      return { event, ...(await applyStatusEvent(tx, event, context)) };
    case "inbound":
      return { event, ...(await applyInbound(tx, event, context)) };
    case "preference":
      return { event, ...(await applyPreference(tx, event, context)) };
    default:
      return { event, outcome: "ignored", consent: undefined };
  }
}
