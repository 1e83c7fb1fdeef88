import { join } from "node:path";
import { expect, test } from "vitest";
import { signBody } from "../../src/domain/webhooks/signature.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { costSums, costSumsOfRows, refreshCostSlots, slotMs } from "../../src/storage/repos/cost-slots.ts";
import { insertMessages } from "../../src/storage/repos/messages.ts";
import { change, envelope } from "../domain/webhooks/bodies.ts";
import { messageRow } from "../helpers/rows.ts";
import { freshHome, startRecado, until, type Running } from "../helpers/processes.ts";

const secret = "an app secret of this test";
const count = 600;
const sent = Date.UTC(2026, 10, 12, 12);
/** After how many answers each listener is killed; the last one lives. */
const kills = [1, 7, 40, 90, 180, 300, 420, 550, 700];

const messages = Array.from({ length: count }, (_, place) => {
  const known = { state: "accepted", market: "Mexico", created_at: sent, accepted_at: sent } as const;
  return messageRow(place, { ...known, wamid: `wamid.${place}`, customer_phone: "+5215512345678" });
});

/** What Meta posts: three reports of every message, several in one body, far apart as they are. */
function bodies(): string[] {
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "utility" };
  const reports = ["sent", "delivered", "read"].flatMap((status, later) =>
    messages.map(({ id, wamid }, place) => ({
      place: place + later * 40,
      status: {
        id: wamid,
        status,
        timestamp: String(sent / 1_000 + later),
        biz_opaque_callback_data: id,
        ...(status === "read" ? {} : { pricing }),
      },
    })),
  );
  const inOrder = reports.toSorted((one, other) => one.place - other.place).map(({ status }) => status);
  return Array.from({ length: Math.ceil(inOrder.length / 2) }, (_, place) =>
    JSON.stringify(envelope(change("messages", { statuses: inOrder.slice(place * 2, place * 2 + 2) }))),
  );
}

test("kill -9 while statuses come in: each message is priced once, and counters and sums are whole", async () => {
  const home = freshHome();
  const file = join(home, "journal.db");
  const db = await openDatabase(file);
  await insertMessages(db, messages);

  let listener: (Running & { readonly url: string }) | undefined;
  const start = async (): Promise<Running & { readonly url: string }> => {
    const env = { RECADO_APP_SECRET: secret, RECADO_DATABASE_URL: file, RECADO_PHONE_NUMBER_ID: "100200300" };
    const running = await startRecado(["webhooks", "listen", "--port", "0", "--json"], { home, env });
    const { url } = (await running.firstLine()) as { url: string };
    return { ...running, url };
  };
  // Meta delivers again whatever was not answered with 200.
  let open = bodies();
  const all = open.length;
  for (const most of [...kills, Infinity]) {
    const running = await start();
    listener = running;
    let answered = 0;
    const waiting = [...open];
    const left = new Set(open);
    const connection = async (): Promise<void> => {
      for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
        const headers = { "x-hub-signature-256": signBody(Buffer.from(body), secret) };
        const answer = await fetch(running.url, { method: "POST", body, headers }).catch(() => undefined);
        if (answer === undefined) return;
        expect(answer.status).toBe(200);
        left.delete(body);
        answered += 1;
        if (all - left.size >= most) running.kill("SIGKILL");
      }
    };
    await Promise.all(Array.from({ length: 16 }, connection));
    open = [...left];
    const signal = most === Infinity ? undefined : (await running.ended).signal;
    expect({ most, signal, hasAnswered: answered > 0 }).toEqual({
      most,
      signal: most === Infinity ? undefined : "SIGKILL",
      hasAnswered: true,
    });
  }
  expect(open).toEqual([]);
  const unread = "SELECT COUNT(*) AS count FROM webhook_deliveries WHERE processed_at IS NULL";
  await until("all is taken in", async () => (await db.query<{ count: number }>(unread))[0]?.count === 0);
  listener?.kill("SIGKILL");
  await listener?.ended;

  const ask = async (sql: string): Promise<unknown> => (await db.query(sql))[0];
  expect(await ask("SELECT COUNT(*) AS count FROM webhook_deliveries")).toEqual({ count: all });
  expect(await ask("SELECT COUNT(*) AS count FROM message_events WHERE source = 'meta'")).toEqual({ count: count * 3 });
  expect(
    await ask(
      `SELECT COUNT(*) AS count, SUM(settled_micros) AS micros, MIN(delivered_at) AS first, MAX(delivered_at) AS last
       FROM messages WHERE state = 'read' AND priced_at IS NOT NULL`,
    ),
  ).toEqual({ count, micros: count * 8_500, first: sent + 1_000, last: sent + 1_000 });
  expect(await ask("SELECT SUM(count) AS count FROM tier_counters")).toEqual({ count });
  expect(await ask("SELECT COUNT(*) AS count FROM cost_entries")).toEqual({ count: 0 });
  const period = { from: Math.floor(sent / slotMs) * slotMs, to: Math.floor(sent / slotMs + 4) * slotMs };
  const query = { ...period, by: ["category", "market", "type"] } as const;
  await refreshCostSlots(db);
  expect(await costSums(db, query)).toMatchObject([{ messages: count, settled_micros: count * 8_500 }]);
  expect(await costSums(db, query)).toEqual(await costSumsOfRows(db, query));
  await db.close();
}, 120_000);
