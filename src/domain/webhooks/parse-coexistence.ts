import type { EventCustomer, EventOf, HistoryMessage, HistoryThread, UnknownEvent } from "./events.ts";
import {
  idAt,
  instantAt,
  integerAt,
  isRecord,
  recordAt,
  recordsAt,
  textAt,
  type ForeignRecord,
} from "./foreign-json.ts";
import { anythingAt } from "./foreign-shape.ts";
import { oneEvent, unknown, type Change } from "./parse-change.ts";
import { parseWritten } from "./parse-items.ts";
import { customerBy, customerOf, parseCustomer, parseErrors } from "./parse-parts.ts";

export function parseEcho(message: ForeignRecord, change: Change): EventOf<"echo" | "unknown"> {
  const wamid = textAt(message, "id");
  if (wamid === undefined) return unknown(change.origin, "an echo without an id", message);
  return {
    ...change.origin,
    kind: "echo",
    wamid,
    ...parseWritten(message),
    customer: customerBy("to", message, change.profiles),
    groupId: idAt(message, "group_id"),
  };
}

/** A piece of the history, and an unknown event for each of its messages that has no id. */
export function parseHistory(chunk: ForeignRecord, change: Change): EventOf<"history" | "unknown">[] {
  const damaged: UnknownEvent[] = [];
  const metadata = recordAt(chunk, "metadata");
  const threads = recordsAt(chunk, "threads").map((thread): HistoryThread => {
    const messages = recordsAt(thread, "messages").flatMap((message) => {
      const read = historyMessage(message, change);
      if (read === undefined) damaged.push(unknown(change.origin, "an old message without an id", message));
      return read ?? [];
    });
    return { customer: threadCustomer(thread, change), messages };
  });
  const event: EventOf<"history"> = {
    ...change.origin,
    kind: "history",
    phase: integerAt(metadata, "phase"),
    chunk: integerAt(metadata, "chunk_order"),
    progress: integerAt(metadata, "progress"),
    threads,
    errors: parseErrors(chunk),
  };
  return [event, ...damaged];
}

/** A thread is named after the customer: by number, or by user id where there is none. */
function threadCustomer(thread: ForeignRecord, change: Change): EventCustomer {
  const id = idAt(thread, "id");
  const isPhone = id !== undefined && /^\d+$/.test(id);
  const context = recordAt(thread, "context");
  return parseCustomer(
    {
      waId: idAt(context, "wa_id") ?? (isPhone ? id : undefined),
      userId: idAt(context, "user_id") ?? (isPhone ? undefined : id),
      username: textAt(context, "username"),
    },
    change.profiles,
  );
}

function historyMessage(message: ForeignRecord, change: Change): HistoryMessage | undefined {
  const wamid = textAt(message, "id");
  if (wamid === undefined) return undefined;
  return {
    wamid,
    ...parseWritten(message),
    direction: isOurs(message, change) ? "out" : "in",
    state: textAt(recordAt(message, "history_context"), "status"),
  };
}

/** Only what the business wrote names to whom. */
function isOurs(message: ForeignRecord, { value }: Change): boolean {
  const to = idAt(message, "to") ?? idAt(message, "to_user_id");
  const business = idAt(recordAt(value, "metadata"), "display_phone_number")?.replace(/\D/g, "");
  if (to !== undefined) return to !== business;
  return business !== undefined && idAt(message, "from") === business;
}

/** The medium that a placeholder of the history stood for. */
export function parseHistoryMedia(message: ForeignRecord, change: Change): EventOf<"history-media" | "unknown"> {
  const read = historyMessage(message, change);
  if (read === undefined) return unknown(change.origin, "an old message without an id", message);
  const customer = customerBy(read.direction === "out" ? "to" : "from", message, change.profiles);
  return { ...change.origin, kind: "history-media", ...read, customer };
}

export function parseContactSync(sync: ForeignRecord, change: Change): EventOf<"contact-sync" | "unknown"> {
  const action = textAt(sync, "action");
  const contact = recordAt(sync, "contact");
  if (textAt(sync, "type") !== "contact" || action === undefined) {
    return unknown(change.origin, "a change of the app's state that is none of a contact", sync);
  }
  const customer = customerOf(contact, change.profiles);
  return {
    ...change.origin,
    kind: "contact-sync",
    action,
    customer: {
      ...customer,
      waId: customer.waId ?? idAt(contact, "phone_number")?.replace(/\D/g, ""),
      name: textAt(contact, "full_name") ?? customer.name,
    },
    firstName: textAt(contact, "first_name"),
    at: instantAt(recordAt(sync, "metadata"), "timestamp"),
  };
}

export const parseHandover = oneEvent(({ value }) => {
  const type = textAt(value, "type");
  if (type === undefined) return undefined;
  const named = recordAt(value, type);
  // The member is named like the type; a new type may come with the old member.
  const control = Object.keys(named).length > 0 ? named : firstRecord(value, ["control_passed", "control_taken"]);
  const sender = recordAt(value, "sender");
  return {
    kind: "handover",
    type,
    customer: parseCustomer({ waId: idAt(sender, "phone_number"), userId: idAt(sender, "user_id") }, new Map()),
    previousOwner: textAt(control, "previous_owner_role"),
    newOwner: textAt(control, "new_owner_role"),
    metadata: anythingAt(control, "metadata"),
    at: instantAt(value, "timestamp"),
  };
});

function firstRecord(value: ForeignRecord, keys: readonly string[]): ForeignRecord {
  return keys.map((key) => value[key]).find(isRecord) ?? {};
}
