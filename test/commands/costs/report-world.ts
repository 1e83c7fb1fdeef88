import { join } from "node:path";
import { openDatabase } from "../../../src/storage/open.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { insertInbound, insertMessages } from "../../../src/storage/repos/message-rows.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/run.ts";

const day = 86_400_000;

/** 12 October 2026: a message each of several kinds, taken by Meta at noon. */
export async function monthOfMessages(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  const taken = { state: "delivered", accepted_at: noon, delivered_at: noon, market: "Mexico" } as const;
  await insertMessages(db, [
    messageRow(0, { ...taken, settled_micros: 7_000, priced_at: noon }),
    messageRow(1, { ...taken, market: "Rest of Latin America", estimate_evidence: "inferred" }),
    messageRow(2, { ...taken, market: "Rest of Latin America", estimate_evidence: "derived" }),
    messageRow(3, { ...taken, category: "marketing", market: "Brazil", estimate_micros: null }),
    messageRow(4, { ...taken, category: "service", settled_micros: 0, estimate_evidence: "rule" }),
    messageRow(5, { state: "uncertain", market: "Mexico", created_at: noon }),
  ]);
  await db.close();
  return home;
}

/** 12 October 2026: messages that Meta charged at a rate that no card tells, after an estimate; a free answer; what a customer wrote. */
export async function monthOfUnknownRates(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  const taken = { state: "delivered", accepted_at: noon, delivered_at: noon, priced_at: noon, market: "Iraq" } as const;
  await insertMessages(db, [
    messageRow(0, { ...taken, pricing_type: "regular", pricing_category: "utility" }),
    messageRow(1, { ...taken, pricing_type: "regular", pricing_category: "utility" }),
    messageRow(2, { ...taken, category: "service", template: null, settled_micros: 0 }),
  ]);
  await insertInbound(
    db,
    messageRow(3, { direction: "in", template: null, category: null, state: "received", wamid: "wamid.in.3" }),
  );
  await db.close();
  return home;
}

/** October's whole days so far, and two campaigns: one that was sent in part, one that waits. Written on 20 October 2026, at noon. */
export async function busyOctober(): Promise<string> {
  const home = temporaryFolder();
  const db = await openDatabase(join(home, "default.db"));
  const campaign = async (name: string, state: "running" | "scheduled"): Promise<number> =>
    (await createCampaign(db, { phone_number_id: "100200300", name, state, created_at: noon })) ?? 0;
  const autumn = await campaign("autumn", "running");
  const winter = await campaign("winter <b>", "scheduled");
  const rows: Partial<MessageRow>[] = [];
  for (let date = 1; date <= 20; date += 1) {
    const at = Date.UTC(2026, 9, date, 12);
    const arrived = { state: "read", accepted_at: at, delivered_at: at, created_at: at, priced_at: at } as const;
    rows.push({ ...arrived, market: "Spain", settled_micros: 20_000, labels: '["vip","lima"]' });
    rows.push({
      ...arrived,
      market: "Peru",
      category: "service",
      template: null,
      settled_micros: 0,
      labels: '["vip"]',
    });
    rows.push({
      ...arrived,
      state: "delivered",
      market: "Spain",
      category: "marketing",
      template: "oferta_con_un_nombre_bastante_largo_que_no_cabe",
      campaign_id: autumn,
      settled_micros: null,
      estimate_micros: 70_700,
      priced_at: null,
    });
  }
  for (const campaignId of [autumn, winter]) {
    rows.push({
      state: "queued",
      campaign_id: campaignId,
      category: "marketing",
      market: "Spain",
      estimate_micros: 70_700,
    });
  }
  await insertMessages(
    db,
    rows.map((row, place) => messageRow(place, { id: `msg_october_${place}`, ...row })),
  );
  for (const place of [1, 2, 3]) {
    await insertInbound(
      db,
      messageRow(place, {
        id: `msg_in_${place}`,
        direction: "in",
        type: "text",
        template: null,
        category: null,
        state: "received",
        wamid: `wamid.in.${place}`,
        created_at: noon + place * day,
      }),
    );
  }
  await db.close();
  return home;
}
