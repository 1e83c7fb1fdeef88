import type { WireWebhook } from "../../graph/wire/webhooks.ts";
import type { NumberState } from "../state.ts";
import { webhookTarget, type World } from "../world.ts";

/** What one change carries, in Meta's names; `graph/wire/webhooks.ts` has the shapes. */
export type WebhookValue = Readonly<Record<string, unknown>>;

export const unixSeconds = (ms: number): string => String(Math.floor(ms / 1_000));

interface Envelope {
  /** Whose change it is. */
  readonly id: string;
  /** Milliseconds; in account-level webhooks only. */
  readonly time?: number | undefined;
  /** The number concerned, whose own address takes its messages. */
  readonly number?: string | undefined;
}

function send(world: World, field: string, envelope: Envelope, value: () => WebhookValue): Promise<void> {
  const target = webhookTarget(world, field, envelope.number);
  if (target === undefined) return Promise.resolve();
  const { id, time } = envelope;
  const payload: WireWebhook = {
    object: "whatsapp_business_account",
    entry: [
      {
        id,
        ...(time === undefined ? {} : { time: Math.floor(time / 1_000) }),
        changes: [{ field, value: { ...value() } }],
      },
    ],
  };
  return world.deliverer.send(target, field, payload);
}

/** What every change of a business number says about it. */
function numberMetadata(number: NumberState): { display_phone_number: string; phone_number_id: string } {
  return { display_phone_number: number.digits, phone_number_id: number.id };
}

/**
 * A webhook of a business number; ends when it has been tried once.
 * @param members a function where making them costs something: it is not called when nobody listens
 */
export function sendNumberWebhook(
  world: World,
  number: NumberState,
  field: string,
  members: WebhookValue | (() => WebhookValue),
): Promise<void> {
  return send(world, field, { id: world.credentials.wabaId, number: number.id }, () => ({
    messaging_product: "whatsapp",
    metadata: numberMetadata(number),
    ...(typeof members === "function" ? members() : members),
  }));
}

/** A webhook of the account itself, a template or a number's standing; ends when it has been tried once. */
export function sendAccountWebhook(
  world: World,
  field: string,
  value: WebhookValue,
  options: { readonly time?: boolean; readonly from?: "account" | "business" } = {},
): Promise<void> {
  const { time = true, from = "account" } = options;
  const id = from === "business" ? world.credentials.businessId : world.credentials.wabaId;
  return send(world, field, { id, time: time ? world.clock.now() : undefined }, () => value);
}
