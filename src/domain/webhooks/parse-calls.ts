import type { WireCall } from "../../graph/wire/webhooks.ts";
import type { EventOf } from "./events.ts";
import { instantAt, numberAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { objectAt, shape, type MemberReader } from "./foreign-shape.ts";
import { unknown, type Change } from "./parse-change.ts";
import { customerBy } from "./parse-parts.ts";

const sessionAt: MemberReader<NonNullable<WireCall["session"]>> = objectAt(
  shape({}, { sdp_type: textAt, sdp: textAt }),
);

export function parseCall(call: ForeignRecord, change: Change): EventOf<"call" | "unknown"> {
  const callId = textAt(call, "id");
  const event = textAt(call, "event");
  if (callId === undefined || event === undefined) {
    return unknown(change.origin, "a call without an id or an event", call);
  }
  const direction = textAt(call, "direction");
  return {
    ...change.origin,
    kind: "call",
    callId,
    event,
    direction,
    at: instantAt(call, "timestamp"),
    customer: customerBy(direction === "BUSINESS_INITIATED" ? "to" : "from", call, change.profiles),
    session: sessionAt(call, "session"),
    status: textAt(call, "status"),
    startedAt: instantAt(call, "start_time"),
    endedAt: instantAt(call, "end_time"),
    duration: numberAt(call, "duration"),
    callbackData: textAt(call, "biz_opaque_callback_data"),
    payload: textAt(call, "cta_payload") ?? textAt(call, "deeplink_payload"),
  };
}
