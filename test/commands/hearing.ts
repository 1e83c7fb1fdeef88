import { join } from "node:path";
import { newId } from "../../src/core/ids.ts";
import { processDelivery } from "../../src/domain/webhooks/process.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { storeDelivery } from "../../src/storage/repos/deliveries.ts";
import type { Simulator } from "../../src/testing.ts";

export interface Heard {
  /** Digits. */
  readonly from: string;
  readonly text: string;
  /** How long ago it was written; now, if left out. The simulator is told of those written now only. */
  readonly hoursAgo?: number;
}

/** Takes messages of customers into the home's database, as its listener does when Meta delivers them. */
export async function hearing(home: string, sim: Simulator, heard: readonly Heard[]): Promise<void> {
  const db = await openDatabase(join(home, "default.db"), { createFolder: true });
  try {
    for (const [place, { from, text, hoursAgo = 0 }] of heard.entries()) {
      const now = Date.now();
      const id = hoursAgo === 0 ? sim.inbound({ from, text }).id : `wamid.old-${from}-${place}`;
      const at = now - hoursAgo * 3_600_000;
      const body = JSON.stringify(delivery(sim, { id, from, text, at }));
      const deliveryId = newId("whd", now);
      await storeDelivery(db, { id: deliveryId, body_hash: deliveryId, body, received_at: now });
      const taken = await processDelivery(db, deliveryId, { now, currency: "USD" });
      if (taken.state !== "processed") throw new Error(`the message was not taken in: ${taken.state}`);
    }
  } finally {
    await db.close();
  }
}

function delivery(sim: Simulator, message: { id: string; from: string; text: string; at: number }): object {
  const { id, from, text, at } = message;
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550100200", phone_number_id: sim.phoneNumberId },
    contacts: [{ profile: { name: "Ana" }, wa_id: from }],
    messages: [{ from, id, timestamp: String(Math.floor(at / 1_000)), type: "text", text: { body: text } }],
  };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: sim.wabaId, changes: [{ field: "messages", value }] }],
  };
}
