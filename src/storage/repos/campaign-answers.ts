import type { Queryable } from "../database.ts";
import { inChunks } from "./sql.ts";

/**
 * What a customer sends that is no answer: what changes an earlier message, and what WhatsApp reports. A reaction is none either: nobody
 * wrote.
 */
const noAnswer = "('reaction', 'edit', 'revoke', 'system', 'unsupported')";
const isTap = "i.type IN ('button', 'interactive')";

// Meta tells whole seconds: an answer of the same second must not come before the message.
const sinceTaken = "(m.accepted_at / 1000) * 1000";

/** Inbound messages of the person whom `m` went to, on the same number: by the number, or for who has none by the contact. */
function fromPerson(condition: string): string {
  const inbound = `i.direction = 'in' AND i.phone_number_id = m.phone_number_id AND i.created_at >= ${sinceTaken} AND ${condition}`;
  return `(EXISTS (SELECT 1 FROM messages i WHERE i.customer_phone = m.customer_phone AND ${inbound})
    OR (m.customer_phone IS NULL
      AND EXISTS (SELECT 1 FROM messages i WHERE i.contact_id = m.contact_id AND ${inbound})))`;
}

export interface AnswerCount {
  readonly variant: string | null;
  /** Different people of the list. */
  readonly people: number;
  /** Of these: Meta reported that their message arrived. */
  readonly reached: number;
}

/** How many people wrote after Meta took their message, and less than `within` milliseconds later. */
export async function countReplies(db: Queryable, campaignId: number, within: number): Promise<AnswerCount[]> {
  return db.query<AnswerCount>(
    `SELECT variant, COUNT(DISTINCT position) AS people,
       COUNT(DISTINCT CASE WHEN state IN ('delivered', 'read') THEN position END) AS reached
     FROM messages m
     WHERE campaign_id = ? AND accepted_at IS NOT NULL
       AND ${fromPerson(`i.type NOT IN ${noAnswer} AND i.created_at < m.accepted_at + CAST(? AS BIGINT)`)}
     GROUP BY variant`,
    [campaignId, within, within],
  );
}

export interface OptOutCount {
  readonly variant: string | null;
  /** How they said so first: `stop-word`, `user-preferences`, `meta-131050`, or a word of whoever noted it. */
  readonly method: string;
  readonly people: number;
}

/** How many people withdrew consent after Meta took their message, and less than `within` milliseconds later. */
export async function countOptOuts(db: Queryable, campaignId: number, within: number): Promise<OptOutCount[]> {
  return db.query<OptOutCount>(
    `SELECT f.variant, p.method, COUNT(*) AS people
     FROM (
       SELECT m.position, MIN(m.variant) AS variant, MIN(e.seq) AS seq
       FROM messages m JOIN consent_events e ON e.contact_id = m.contact_id
       WHERE m.campaign_id = ? AND m.accepted_at IS NOT NULL AND e.action <> 'granted'
         AND e.occurred_at >= ${sinceTaken} AND e.occurred_at < m.accepted_at + CAST(? AS BIGINT)
       GROUP BY m.position
     ) AS f
     JOIN consent_events e ON e.seq = f.seq JOIN consent_proofs p ON p.id = e.proof_id
     GROUP BY f.variant, p.method`,
    [campaignId, within],
  );
}

/** An inbound message that may be a tap on a button of one of ours: which one, its content tells. */
export interface TapRow {
  readonly id: string;
  readonly wamid: string;
  readonly position: number;
  readonly variant: string | null;
  /** 1: Meta reported that it arrived. */
  readonly reached: number;
  /** JSON, as it came in. */
  readonly content: string;
}

/** Taps name the message whose button they are of; the text is only looked for here, and read by the caller. */
const namesIt = "i.content LIKE '%' || m.wamid || '%'";

/** The ids of the campaign's messages that somebody may have tapped a button of. */
export async function tappedIds(db: Queryable, campaignId: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT m.id FROM messages m
     WHERE m.campaign_id = ? AND m.wamid IS NOT NULL AND m.accepted_at IS NOT NULL AND ${fromPerson(`${isTap} AND ${namesIt}`)}`,
    [campaignId],
  );
  return rows.map(({ id }) => id);
}

const isReached = "CASE WHEN m.state IN ('delivered', 'read') THEN 1 ELSE 0 END";

/** What was sent in answer to these messages that may be a tap, oldest first within each. */
export async function tapsOn(db: Queryable, messageIds: readonly string[]): Promise<TapRow[]> {
  const columns = `m.id, m.wamid, m.position, m.variant, i.content, ${isReached} AS reached`;
  const same = `i.direction = 'in' AND i.phone_number_id = m.phone_number_id AND ${isTap} AND ${namesIt}`;
  return inChunks(messageIds, async (marks, chunk) =>
    db.query<TapRow>(
      `SELECT ${columns}
       FROM messages m JOIN messages i ON i.customer_phone = m.customer_phone AND ${same}
       WHERE m.id IN (${marks})
       UNION ALL
       SELECT ${columns}
       FROM messages m JOIN messages i ON i.contact_id = m.contact_id AND ${same}
       WHERE m.id IN (${marks}) AND m.customer_phone IS NULL`,
      [...chunk, ...chunk],
    ),
  );
}

/** When the people of these messages first answered (milliseconds), by the message's id. */
export async function replyTimes(
  db: Queryable,
  messageIds: readonly string[],
  within: number,
): Promise<ReadonlyMap<string, number>> {
  const inbound = `i.direction = 'in' AND i.phone_number_id = m.phone_number_id AND i.type NOT IN ${noAnswer}
    AND i.created_at >= ${sinceTaken} AND i.created_at < m.accepted_at + CAST(? AS BIGINT)`;
  const rows = await inChunks(messageIds, async (marks, chunk) =>
    db.query<{ id: string; at: number }>(
      `SELECT m.id, MIN(i.created_at) AS at
       FROM messages m JOIN messages i ON i.customer_phone = m.customer_phone AND ${inbound}
       WHERE m.id IN (${marks}) GROUP BY m.id
       UNION ALL
       SELECT m.id, MIN(i.created_at) AS at
       FROM messages m JOIN messages i ON i.contact_id = m.contact_id AND ${inbound}
       WHERE m.id IN (${marks}) AND m.customer_phone IS NULL GROUP BY m.id`,
      [within, ...chunk, within, ...chunk],
    ),
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
