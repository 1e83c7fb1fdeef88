import { type EmitInput, emitFields, emitWebhook } from "../webhooks/emit.ts";
import type { WebhookValue } from "../webhooks/webhook-payloads.ts";
import { webhookTarget, type World } from "../world.ts";

/** Webhooks that no other control call brings about. */
export interface EmitControl {
  /** Sends a webhook of any field: a complete sample, with what is given in its place. Returns its value. */
  emit(input: EmitInput): WebhookValue;

  /** Whether webhooks of a field go anywhere; of the first number when none is named. */
  hasWebhookFor(field: string, phoneNumberId?: string): boolean;

  /** The fields that `emit` knows, with their events. */
  emitFields(): { field: string; events: string[] }[];
}

const firstNumber = (world: World): string | undefined => world.state.numbers.keys().next().value;

export const emitControls = (world: World): EmitControl => ({
  emit(input) {
    const { value, delivered } = emitWebhook(world, input);
    void delivered;
    return value;
  },

  hasWebhookFor: (field, phoneNumberId = firstNumber(world)) =>
    webhookTarget(world, field, phoneNumberId) !== undefined,

  emitFields: () =>
    Object.entries(emitFields).map(([field, { events }]) => ({
      field,
      events: Object.keys(events).filter((event) => event !== ""),
    })),
});
