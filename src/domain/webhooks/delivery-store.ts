import { setImmediate as othersFirst } from "node:timers/promises";
import type { Database } from "../../storage/database.ts";
import { storeDeliveries, type NewDelivery, type StoredDelivery } from "../../storage/repos/deliveries.ts";

/** Keeps deliveries: those that come while others are being written share the next write. */
export interface DeliveryStore {
  /** Resolves when this one is on the disk. @throws what the database raised for it */
  store(delivery: NewDelivery): Promise<StoredDelivery>;
}

interface Waiting {
  readonly delivery: NewDelivery;
  readonly resolve: (stored: StoredDelivery) => void;
  readonly reject: (error: unknown) => void;
}

/** Deliveries in one write. */
const most = 250;
/** Characters of their bodies, beyond the first: a write is short for others who use the database. */
const mostText = 1_000_000;

export function createDeliveryStore(db: Database): DeliveryStore {
  let waiting: Waiting[] = [];
  let writing = false;

  const next = (): Waiting[] => {
    let text = 0;
    const end = waiting.findIndex(({ delivery }, place) => {
      text += delivery.body.length;
      return place === most || (place > 0 && text > mostText);
    });
    const group = end === -1 ? waiting : waiting.slice(0, end);
    waiting = end === -1 ? [] : waiting.slice(end);
    return group;
  };
  const writeAll = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      // SQLite holds up everything while it writes: what has arrived already is read before.
      await othersFirst();
      await write(db, next());
    }
    writing = false;
  };
  return {
    store: async (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (!writing) void writeAll();
      }),
  };
}

/** Never rejects. What cannot be written together is written one by one, so that each is answered for itself. */
async function write(db: Database, group: readonly Waiting[]): Promise<void> {
  try {
    const stored = await storeDeliveries(
      db,
      group.map(({ delivery }) => delivery),
    );
    for (const [place, { resolve, reject }] of group.entries()) {
      const one = stored[place];
      if (one === undefined) reject(new Error("a delivery was not answered for"));
      else resolve(one);
    }
  } catch (error) {
    if (group.length === 1) for (const { reject } of group) reject(error);
    else for (const one of group) await write(db, [one]);
  }
}
