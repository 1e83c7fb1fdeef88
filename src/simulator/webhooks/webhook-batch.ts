import type { WireWebhook, WireWebhookEntry } from "../../graph/wire/webhooks.ts";

/** Puts the updates of several deliveries into one: changes of the same account and moment share an entry. */
export function mergeWebhooks(payloads: readonly WireWebhook[]): WireWebhook {
  const entries: WireWebhookEntry[] = [];
  for (const { entry } of payloads) {
    for (const one of entry) {
      const last = entries.at(-1);
      if (last !== undefined && last.id === one.id && last.time === one.time) last.changes.push(...one.changes);
      else entries.push({ ...one, changes: [...one.changes] });
    }
  }
  return { object: "whatsapp_business_account", entry: entries };
}
