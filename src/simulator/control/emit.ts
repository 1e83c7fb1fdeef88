import { type EmitInput, emitFields, emitWebhook } from "../webhooks/emit.ts";
import type { WebhookValue } from "../webhooks/webhook-payloads.ts";
import type { World } from "../world.ts";

/** Webhooks that no other control call brings about. */
export interface EmitControl {
  /** Sends a webhook of any field: a complete sample, with what is given in its place. Returns its value. */
  emit(input: EmitInput): WebhookValue;

  /** The fields that `emit` knows, with their events. */
  emitFields(): { field: string; events: string[] }[];
}

export const emitControls = (world: World): EmitControl => ({
  emit(input) {
    const { value, delivered } = emitWebhook(world, input);
    void delivered;
    return value;
  },

  emitFields: () =>
    Object.entries(emitFields).map(([field, { events }]) => ({
      field,
      events: Object.keys(events).filter((event) => event !== ""),
    })),
});
