import { ControlError } from "../control/error.ts";
import { accountFields } from "./emit-account.ts";
import { groupFields } from "./emit-groups.ts";
import { messageFields } from "./emit-messages.ts";
import { numberFields } from "./emit-numbers.ts";
import type { EmitField } from "./emit-samples.ts";
import { digitsOf } from "../people/customers.ts";
import { isObject, type Json } from "../validate/check.ts";
import { sendAccountWebhook, sendNumberWebhook, type WebhookValue } from "./webhook-payloads.ts";
import type { World } from "../world.ts";

/** Which webhook is sent, and what its sample value is changed by. */
export interface EmitInput {
  /** As it is subscribed to: `account_update`, `security`… */
  readonly field: string;
  /** Which of the field's samples: `ACCOUNT_DELETED`; the usual one when left out. */
  readonly event?: string | undefined;
  /** What differs from the sample. Lists replace the sample's. */
  readonly value?: Json | undefined;
  /** The number concerned; the first one when left out. */
  readonly phone_number_id?: string | undefined;
  /** The person concerned, by phone number or user id; an invented one when left out. */
  readonly from?: string | undefined;
}

const samplePerson = "12025550111";

/** Every field that can be subscribed to. */
export const emitFields: Readonly<Record<string, EmitField>> = {
  ...accountFields,
  ...numberFields,
  ...messageFields,
  ...groupFields,
};

/** Sends a webhook as if something had happened at Meta. Ends when it has been tried once; returns what was sent. */
export function emitWebhook(world: World, input: EmitInput): { value: WebhookValue; delivered: Promise<void> } {
  const field = fieldOf(input.field);
  const [first] = world.state.numbers.values();
  const number = input.phone_number_id === undefined ? first : world.state.numbers.get(input.phone_number_id);
  if (number === undefined) {
    throw new ControlError(404, "unknown_number", {
      en: "There is no business number with that id.",
      es: "No hay ningún número de la empresa con ese id.",
    });
  }
  const { customers } = world.state;
  const { from = samplePerson } = input;
  const person = customers.byUserId(from) ?? customers.get(digitsOf(from) || samplePerson);
  const sample = sampleOf(input, field);
  const now = Math.floor(world.clock.now() / 1_000);
  const value = merge(sample?.({ world, number, person, now }) ?? {}, input.value ?? {});
  const delivered =
    field.of === "number"
      ? sendNumberWebhook(world, number, input.field, value)
      : sendAccountWebhook(world, input.field, value, { time: field.time, from: field.of });
  return { value, delivered };
}

function fieldOf(name: string): EmitField {
  const field = Object.hasOwn(emitFields, name) ? emitFields[name] : undefined;
  if (field !== undefined) return field;
  const known = Object.keys(emitFields).toSorted().join(", ");
  throw new ControlError(400, "unknown_field", {
    en: `There is no webhook field "${name}". There are: ${known}.`,
    es: `No existe el campo de webhook "${name}". Existen: ${known}.`,
  });
}

/** The event may be named beside the value or inside it. */
function sampleOf(
  { field: name, event, value }: EmitInput,
  { events }: EmitField,
): EmitField["events"][string] | undefined {
  const [usual] = Object.values(events);
  if (usual === undefined) {
    if (value !== undefined) return undefined;
    throw new ControlError(400, "no_sample", {
      en: `Meta documents no shape for "${name}": give its value.`,
      es: `Meta no documenta la forma de "${name}": indique su value.`,
    });
  }
  if (event !== undefined && !Object.hasOwn(events, event)) {
    const known = Object.keys(events)
      .filter((word) => word !== "")
      .join(", ");
    throw new ControlError(400, "unknown_event", {
      en: `"${name}" has no event "${event}". There are: ${known || "none"}.`,
      es: `"${name}" no tiene el evento "${event}". Existen: ${known || "ninguno"}.`,
    });
  }
  const inside = [event, value?.["event"], value?.["type"], value?.["status"]];
  const chosen = inside.find((word) => typeof word === "string" && Object.hasOwn(events, word));
  return typeof chosen === "string" ? events[chosen] : usual;
}

/** Objects are merged member by member; everything else replaces the sample's. */
function merge(sample: WebhookValue, given: Json): WebhookValue {
  const merged: Record<string, unknown> = { ...sample };
  for (const [key, value] of Object.entries(given)) {
    const before = merged[key];
    // Object.entries lists `__proto__` of parsed JSON; assigning it would change the prototype.
    if (key === "__proto__") continue;
    merged[key] = isObject(value) && isObject(before) ? merge(before, value) : value;
  }
  return merged;
}
