import fc from "fast-check";
import type { Database } from "../../../src/storage/database.ts";
import { createCampaign } from "../../../src/storage/repos/campaigns.ts";
import { abandon, claimForSending, releaseClaims } from "../../../src/storage/repos/claims.ts";
import { slotMs } from "../../../src/storage/repos/cost-slots.ts";
import { markAccepted, markFailed, markUncertain } from "../../../src/storage/repos/endings.ts";
import { eraseMessages } from "../../../src/storage/repos/erase.ts";
import { insertInbound, insertMessages } from "../../../src/storage/repos/message-rows.ts";
import { assumeSent, queueRetries } from "../../../src/storage/repos/retries.ts";
import { applyStatus } from "../../../src/storage/repos/statuses.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { messageRow } from "../../helpers/rows.ts";

/** Around the end of a month, which is the end of a quarter of an hour too. */
export const monthEnd = Date.UTC(2026, 9, 1);

const instant = fc
  .tuple(fc.constantFrom(-96, -2, -1, 0, 1, 4), fc.constantFrom(0, 1, slotMs - 1))
  .map(([slots, more]) => monthEnd + slots * slotMs + more);
const changes: fc.Arbitrary<Partial<MessageRow>> = fc.record({
  phone_number_id: fc.constantFrom("100200300", "100200400"),
  campaign_id: fc.constantFrom(null, 1, 2),
  category: fc.constantFrom("marketing", "utility", "service"),
  template: fc.constantFrom(null, "aviso", "oferta"),
  labels: fc.constantFrom(null, '["vip"]'),
  market: fc.constantFrom(null, "Spain", "Mexico"),
  currency: fc.constantFrom(null, "USD", "EUR"),
  estimate_micros: fc.constantFrom(null, 0, 8_500, 70_700),
  estimate_evidence: fc.constantFrom(null, "meta-file"),
});
const micros = fc.constantFrom(null, 0, 7_000, 70_000);

/** Something that happens to a message: its number says to which, modulo how many there are. */
export const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant("queue" as const), at: instant, changes }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant("inbound" as const), at: instant, changes }) },
  ...(["claim", "accept", "fail", "doubt", "release", "abandon", "assume", "retry", "erase", "delete"] as const).map(
    (what) => ({
      weight: what === "claim" || what === "accept" ? 8 : 1,
      arbitrary: fc.record({ what: fc.constant(what), place: fc.nat(), at: instant }),
    }),
  ),
  {
    weight: 12,
    arbitrary: fc.record({
      what: fc.constant("status" as const),
      place: fc.nat(),
      at: instant,
      state: fc.constantFrom("sent", "delivered", "read", "failed", "played"),
    }),
  },
  { weight: 6, arbitrary: fc.record({ what: fc.constant("settle" as const), place: fc.nat(), at: instant, micros }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("correct" as const), place: fc.nat(), micros }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant("refresh" as const) }) },
);
export type Happening = typeof happening extends fc.Arbitrary<infer Kind> ? Kind : never;

/** A world of its own: nothing is left of the one before. Its first campaign has a name, its second has none. */
export async function emptyWorld(db: Database): Promise<void> {
  for (const table of ["message_events", "messages", "campaigns"]) await db.exec(`DELETE FROM ${table}`);
  await db.exec("UPDATE counters SET value = 0 WHERE name = 'campaign'");
  const campaign = { phone_number_id: "100200300", state: "running", created_at: monthEnd } as const;
  await createCampaign(db, { ...campaign, name: "otoño" });
  await createCampaign(db, campaign);
}

const settleSql = `UPDATE messages SET market = COALESCE(market, 'Spain'), currency = COALESCE(currency, 'USD'), settled_micros = ?,
  pricing_type = 'regular', pricing_category = 'utility', priced_at = ? WHERE id = ? AND accepted_at IS NOT NULL`;

/** Lets it happen, as the parts of recado do it that write messages. @param place of this happening in its story */
export async function happens(db: Database, story: Happening, place: number): Promise<void> {
  if (story.what === "refresh") return;
  if (story.what === "queue") {
    return insertMessages(db, [messageRow(place, { ...story.changes, created_at: story.at })]);
  }
  if (story.what === "inbound") {
    const row = { ...story.changes, direction: "in", state: "received", wamid: `wamid.in.${place}` } as const;
    await insertInbound(db, messageRow(place, { ...row, estimate_micros: null, created_at: story.at }));
    return;
  }
  const all = await db.query<MessageRow>("SELECT * FROM messages WHERE direction = 'out' ORDER BY id");
  const row = all[story.place % Math.max(1, all.length)];
  if (row === undefined) return;
  const { id } = row;
  const owner = "here:1";
  const reason = "test.reason";
  const wamid = row.wamid ?? `wamid.${id}`;
  switch (story.what) {
    case "claim":
      await claimForSending(db, { ids: [id], owner, leaseUntil: story.at + 1, now: story.at });
      return;
    case "accept":
      await markAccepted(db, [{ id, wamid, at: story.at }]);
      return;
    case "fail":
      await markFailed(db, { id, reason, at: story.at });
      return;
    case "doubt":
      await markUncertain(db, { id, reason, at: story.at });
      return;
    case "release":
      await releaseClaims(db, owner, [{ id, dueAt: 0, called: false }], story.at);
      return;
    case "abandon":
      await abandon(db, { owner }, story.at);
      return;
    case "assume":
      await db.transaction(async (tx) => assumeSent(tx, [row], story.at));
      return;
    case "retry":
      if (row.state === "failed") await db.transaction(async (tx) => queueRetries(tx, [{ row, dueAt: 0 }], story.at));
      return;
    case "erase":
      await db.transaction(async (tx) => eraseMessages(tx, [id], story.at));
      return;
    case "delete":
      await db.exec("DELETE FROM message_events WHERE message_id = ?", [id]);
      await db.exec("DELETE FROM messages WHERE id = ?", [id]);
      return;
    case "status":
      await applyStatus(db, {
        messageId: id,
        wamid,
        state: story.state,
        at: story.at,
        recordedAt: story.at,
        source: "meta",
      });
      return;
    case "settle":
      await db.exec(`${settleSql} AND priced_at IS NULL`, [story.micros, story.at, id]);
      return;
    case "correct":
      await db.exec(
        "UPDATE messages SET settled_micros = ?, pricing_category = 'marketing' WHERE id = ? AND priced_at IS NOT NULL",
        [story.micros, id],
      );
  }
}
