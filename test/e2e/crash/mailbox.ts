import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import { receiveDelivery } from "../../../src/domain/webhooks/receive.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { Simulator } from "../../../src/testing.ts";

interface Letter {
  readonly rawBody: Buffer;
  readonly signatureHeader: string | undefined;
}

/** Where Meta's webhooks wait until the test lets recado have them. */
export interface Mailbox {
  /** Takes in what is new, once; or all that ever came, each so many times. */
  open(db: Database, clock: Clock, times?: number): Promise<void>;
}

/** The app's webhook of this simulator: everything is answered with 200 and kept back. */
export async function mailboxOf(simulator: Simulator): Promise<Mailbox> {
  const letters: Letter[] = [];
  const server = createServer((request, response) => {
    const challenge = new URL(request.url ?? "/", "http://mailbox").searchParams.get("hub.challenge");
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = request.headers["x-hub-signature-256"];
      if (challenge === null) letters.push({ rawBody: Buffer.concat(chunks), signatureHeader: String(signature) });
      response.end(challenge ?? "");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await simulator.webhook({
    url: `http://127.0.0.1:${port}/`,
    verifyToken: simulator.verifyToken,
    chaos: { batch: 20 },
  });
  const { appSecret } = simulator;
  let read = 0;
  return {
    open: async (db, clock, times = 1) => {
      const wanted = letters.slice(times === 1 ? read : 0);
      read = letters.length;
      for (const letter of wanted) {
        for (let copy = 0; copy < times; copy++) {
          const { deliveryId } = await receiveDelivery({ db, clock, appSecret, ...letter });
          if (deliveryId !== undefined) await processDelivery(db, deliveryId, { now: clock.now(), currency: "USD" });
        }
      }
    },
  };
}
