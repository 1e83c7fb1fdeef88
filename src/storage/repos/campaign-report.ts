import type { Queryable } from "../database.ts";
import type { CampaignExclusionRow, MessageState } from "../rows.ts";
import { quoted, takenStates } from "./message-states.ts";
import { wasTried } from "./outcomes.ts";

/** Messages of a campaign that are alike in everything that a report groups by. Amounts are micros. */
export interface ReportGroup {
  readonly variant: string | null;
  readonly state: MessageState;
  readonly reason: string | null;
  readonly error_code: number | null;
  /** Meta's words; one of them, where they differ. */
  readonly error_title: string | null;
  /** Meta's pricing category where it is known, else the template's. */
  readonly category: string | null;
  readonly market: string | null;
  readonly currency: string | null;
  /** 1: another message counts in their place, so that they are no recipients. */
  readonly replaced: number;
  readonly messages: number;
  /** Of these: without repeats that were not needed. */
  readonly tried: number;
  /** Of these: Meta took them, whatever became of them. */
  readonly taken: number;
  /** Of these: with an amount above zero, of zero, and with none known. Only what Meta took and did not report as failed. */
  readonly charged: number;
  readonly free: number;
  readonly unpriced: number;
  readonly settled_micros: number;
  /** Taken and not settled yet. */
  readonly open_micros: number;
  /** All estimates, whatever the state. */
  readonly estimate_micros: number;
  /** Of a failed one whose file Meta could not use. */
  readonly sample: string | null;
}

const taken = quoted(takenStates);
const amount = "COALESCE(settled_micros, estimate_micros)";
const isTaken = `state IN (${taken})`;

function count(condition: string): string {
  return `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS BIGINT)`;
}

function sum(expression: string, condition: string): string {
  return `CAST(COALESCE(SUM(CASE WHEN ${condition} THEN ${expression} END), 0) AS BIGINT)`;
}

const keys = "variant, state, reason, error_code, category, market, currency, replaced";

/** All messages of a campaign in one reading, so that what is told of them adds up also while it runs. */
export async function reportGroups(db: Queryable, campaignId: number): Promise<ReportGroup[]> {
  return db.query<ReportGroup>(
    `SELECT ${keys}, MAX(error_title) AS error_title,
       COUNT(*) AS messages,
       ${count(wasTried)} AS tried,
       ${count(`accepted_at IS NOT NULL OR ${isTaken}`)} AS taken,
       ${count(`${isTaken} AND ${amount} > 0`)} AS charged,
       ${count(`${isTaken} AND ${amount} = 0`)} AS free,
       ${count(`${isTaken} AND ${amount} IS NULL`)} AS unpriced,
       ${sum("settled_micros", isTaken)} AS settled_micros,
       ${sum("estimate_micros", `${isTaken} AND settled_micros IS NULL`)} AS open_micros,
       ${sum("estimate_micros", "1 = 1")} AS estimate_micros,
       MAX(CASE WHEN error_code = 131053 THEN content END) AS sample
     FROM (
       SELECT variant, state, reason, error_code, error_title, COALESCE(pricing_category, category) AS category, market, currency,
         CASE WHEN retried_by IS NULL THEN 0 ELSE 1 END AS replaced, accepted_at, settled_micros, estimate_micros, content
       FROM messages WHERE campaign_id = ?
     ) AS m
     GROUP BY ${keys}`,
    [campaignId],
  );
}

/** How many of the list were left out at planning, by reason. */
export async function excludedByReason(
  db: Queryable,
  campaignId: number,
): Promise<{ readonly reason: CampaignExclusionRow["reason"]; readonly people: number }[]> {
  return db.query(
    "SELECT reason, COUNT(*) AS people FROM campaign_exclusions WHERE campaign_id = ? GROUP BY reason ORDER BY reason",
    [campaignId],
  );
}

/** When Meta took a campaign's messages. Milliseconds. */
export interface SendTimes {
  readonly first: number | null;
  readonly last: number | null;
  /** The time between one message and the next, without waits longer than the pause, and how many such steps there were. */
  readonly active: number;
  readonly steps: number;
  /** When recado last learned something of them. */
  readonly touched: number | null;
}

/** @param pause a wait that is longer (milliseconds) is no sending */
export async function sendTimes(db: Queryable, campaignId: number, pause: number): Promise<SendTimes> {
  const [row] = await db.query<SendTimes>(
    `SELECT MIN(at) AS first, MAX(at) AS last, MAX(touched) AS touched,
       ${sum("gap", "gap <= ?")} AS active, ${count("gap <= ?")} AS steps
     FROM (
       SELECT accepted_at AS at, CASE WHEN updated_at > accepted_at THEN updated_at ELSE accepted_at END AS touched, accepted_at - LAG(accepted_at) OVER (ORDER BY accepted_at) AS gap
       FROM messages WHERE campaign_id = ? AND accepted_at IS NOT NULL
     ) AS sends`,
    [pause, pause, campaignId],
  );
  return row ?? { first: null, last: null, active: 0, steps: 0, touched: null };
}

/** So many messages got that far in the stretch of time with this number: instants divided by the step. */
export interface ReportBucket {
  readonly step: "accepted" | "delivered" | "read";
  readonly bucket: number;
  readonly messages: number;
}

// Meta leaves `delivered` out when a message is read at once, and `read` when a voice message is played.
const reports = {
  delivered: { states: "('delivered', 'read')", events: "('delivered', 'read', 'played')" },
  read: { states: "('read')", events: "('read', 'played')" },
} as const;

/**
 * When Meta took, delivered and read out the messages, counted by stretches of time. A message counts once in each.
 * @param step milliseconds
 */
export async function reportBuckets(db: Queryable, campaignId: number, step: number): Promise<ReportBucket[]> {
  const buckets = await db.query<ReportBucket>(
    `SELECT 'accepted' AS step, accepted_at / CAST(? AS BIGINT) AS bucket, COUNT(*) AS messages
     FROM messages WHERE campaign_id = ? AND accepted_at IS NOT NULL GROUP BY bucket`,
    [step, campaignId],
  );
  for (const name of ["delivered", "read"] as const) {
    const { states, events } = reports[name];
    const more = await db.query<ReportBucket>(
      `SELECT '${name}' AS step, at / CAST(? AS BIGINT) AS bucket, COUNT(*) AS messages
       FROM (
         SELECT MIN(e.occurred_at) AS at
         FROM messages m JOIN message_events e ON e.message_id = m.id AND e.state IN ${events}
         WHERE m.campaign_id = ? AND m.state IN ${states}
         GROUP BY m.id
       ) AS reached
       GROUP BY bucket`,
      [step, campaignId],
    );
    for (const bucket of more) buckets.push(bucket);
  }
  return buckets;
}
