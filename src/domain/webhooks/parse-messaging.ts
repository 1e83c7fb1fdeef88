import type { EventOf, WebhookEvent } from "./events.ts";
import { isRecord, member, recordAt, recordsAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { parseCall } from "./parse-calls.ts";
import { eventsOf, unknown, type Change, type ChangeReader } from "./parse-change.ts";
import { parseContactSync, parseEcho, parseHistory, parseHistoryMedia } from "./parse-coexistence.ts";
import { errorEvents, parseAction, parseMessage, parsePreference, parseStatus } from "./parse-items.ts";
import { customerOf, parseCustomer, readProfiles } from "./parse-parts.ts";

/** What happens between the business and its customers, whichever of the lists a delivery holds. */
export const parseMessaging: ChangeReader = (change) => parseLists(change, change.value);

/** Another application answers the customer for now; what they write and what becomes of our messages stays true. */
export const parseStandby: ChangeReader = (change) => {
  const standby = recordAt(change.value, "standby");
  const inner = readProfiles(standby);
  const profiles = inner.size === 0 ? change.profiles : inner;
  return [...parseLists({ ...change, profiles }, standby), ...errorEvents(change.value, change.origin)];
};

function parseLists(change: Change, holder: ForeignRecord): WebhookEvent[] {
  return [
    ...eventsOf(change, holder, "messages", parseMessage),
    ...eventsOf(change, holder, "message_echoes", parseEcho),
    ...eventsOf(change, holder, "statuses", parseStatus),
    ...eventsOf(change, holder, "user_preferences", parsePreference),
    ...eventsOf(change, holder, "user_actions", parseAction),
    ...parseSummary(change, holder),
    ...errorEvents(holder, change.origin),
  ];
}

function parseSummary(change: Change, holder: ForeignRecord): EventOf<"conversation-context" | "unknown">[] {
  const context = member(holder, "conversation_context");
  if (context === undefined) return [];
  const type = isRecord(context) ? textAt(context, "type") : undefined;
  if (!isRecord(context) || type === undefined) return [unknown(change.origin, "conversation_context", context)];
  const people = recordsAt(change.value, "contacts");
  const [person] = people;
  return [
    {
      ...change.origin,
      kind: "conversation-context",
      type,
      summary: textAt(recordAt(context, "summary"), "text"),
      customer:
        person !== undefined && people.length === 1
          ? customerOf(person, change.profiles)
          : parseCustomer({ waId: undefined, userId: undefined }, change.profiles),
    },
  ];
}

export const parseEchoes: ChangeReader = (change) => [
  ...eventsOf(change, change.value, "message_echoes", parseEcho),
  ...errorEvents(change.value, change.origin),
];

/** `messages` of this field are the media of messages that came before. */
export const parseHistories: ChangeReader = (change) => [
  ...eventsOf(change, change.value, "history", parseHistory),
  ...eventsOf(change, change.value, "messages", parseHistoryMedia),
  ...errorEvents(change.value, change.origin),
];

export const parseContactSyncs: ChangeReader = (change) => [
  ...eventsOf(change, change.value, "state_sync", parseContactSync),
  ...errorEvents(change.value, change.origin),
];

export const parseCalls: ChangeReader = (change) => [
  ...eventsOf(change, change.value, "calls", parseCall),
  ...eventsOf(change, change.value, "statuses", parseStatus),
  ...errorEvents(change.value, change.origin),
];
