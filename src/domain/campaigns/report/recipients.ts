import { isoTime } from "../../../core/clock.ts";
import { groupBy } from "../../../core/group.ts";
import { formatMicros } from "../../../core/money.ts";
import type { Queryable } from "../../../storage/database.ts";
import { replyTimes, tapsOn, type TapRow } from "../../../storage/repos/campaign-answers.ts";
import {
  otherAttempts,
  excludedBetween,
  recipientIds,
  recipientRows,
  type OtherAttempts,
  type ExcludedRow,
  type RecipientRow,
} from "../../../storage/repos/campaign-history.ts";
import { eventsOf } from "../../../storage/repos/events.ts";
import type { MessageEventRow } from "../../../storage/rows.ts";
import { takenStates } from "../../../storage/repos/message-states.ts";
import { tappedLabel } from "./answers.ts";

/** The columns of the list of everybody, in their order. */
export const recipientColumns = [
  "to",
  "name",
  "position",
  "row",
  "variant",
  "state",
  "reason",
  "wamid",
  "queuedAt",
  "sendingAt",
  "acceptedAt",
  "sentAt",
  "deliveredAt",
  "readAt",
  "failedAt",
  "cost",
  "currency",
  "costKind",
  "errorCode",
  "errorTitle",
  "repliedAt",
  "tapped",
  "attempts",
] as const;

/** One person of the list with what became of them. Instants are ISO 8601, the amount is a decimal string. */
export type RecipientLine = Readonly<Record<(typeof recipientColumns)[number], string | number | null>>;

const pageSize = 500;

const time = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : isoTime(at));

const taken: readonly string[] = takenStates;

interface Beside {
  readonly others: OtherAttempts | undefined;
  readonly events: readonly MessageEventRow[];
  readonly repliedAt: number | undefined;
  readonly taps: readonly TapRow[];
}

/** What a person cost: all messages to them, also those beside the one that counts. */
function costOf(
  row: RecipientRow,
  others: OtherAttempts | undefined,
): Pick<RecipientLine, "cost" | "currency" | "costKind"> {
  const own = taken.includes(row.state) ? (row.settled_micros ?? row.estimate_micros) : 0;
  if (own === null) return { cost: null, currency: row.currency, costKind: null };
  const micros = own + (others?.settled_micros ?? 0) + (others?.open_micros ?? 0);
  const isOpen = (taken.includes(row.state) && row.settled_micros === null) || (others?.open_micros ?? 0) > 0;
  return { cost: formatMicros(micros), currency: row.currency, costKind: isOpen ? "estimate" : "settled" };
}

function lineOf(row: RecipientRow, { others, events, repliedAt, taps }: Beside): RecipientLine {
  const first = (state: string): string | null => time(events.find((event) => event.state === state)?.occurred_at);
  const labels = taps.flatMap((tap) => tappedLabel(tap) ?? []);
  return {
    to: row.customer_phone ?? row.customer_user_id,
    name: row.name,
    position: row.position,
    row: null,
    variant: row.variant,
    state: row.state,
    reason: row.reason,
    wamid: row.wamid,
    queuedAt: time(row.created_at),
    sendingAt: time(row.sending_at),
    acceptedAt: time(row.accepted_at),
    sentAt: first("sent"),
    deliveredAt: first("delivered"),
    readAt: first("read"),
    failedAt: first("failed"),
    ...costOf(row, others),
    errorCode: row.error_code,
    errorTitle: row.error_title,
    repliedAt: time(repliedAt),
    tapped: labels.length === 0 ? null : [...new Set(labels)].join("; "),
    attempts: 1 + (others?.messages ?? 0),
  };
}

const nothing = Object.fromEntries(recipientColumns.map((column) => [column, null])) as RecipientLine;

function excludedLine({ given, name, position, list_row: row, reason }: ExcludedRow): RecipientLine {
  return { ...nothing, to: given, name, position, row, state: "excluded", reason, attempts: 0 };
}

/** Who was left out between two places of the list, a page at a time. */
async function* excludedPages(
  db: Queryable,
  campaignId: number,
  range: { readonly after: number; readonly before: number },
): AsyncGenerator<readonly ExcludedRow[]> {
  let { after } = range;
  for (;;) {
    const rows = await excludedBetween(db, campaignId, { after, before: range.before, limit: pageSize });
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.position ?? after;
    if (rows.length < pageSize) return;
  }
}

/**
 * Everybody of the list in its order, those who were left out too, a page at a time: of a long list no more than the ids is held. Who got
 * messages meanwhile is told as they stand when their page is read.
 * @param within replies count for so many milliseconds
 */
export async function* eachRecipient(
  db: Queryable,
  campaignId: number,
  within: number,
): AsyncGenerator<readonly RecipientLine[]> {
  const ids = await recipientIds(db, campaignId);
  const others = await otherAttempts(db, campaignId);
  let after = -1;
  for (let start = 0; start < ids.length; start += pageSize) {
    const lines = await page(db, ids.slice(start, start + pageSize), { within, others });
    const end = Number(lines.at(-1)?.position ?? after);
    const out: RecipientLine[] = [];
    for await (const rows of excludedPages(db, campaignId, { after, before: end })) out.push(...rows.map(excludedLine));
    yield [...lines, ...out].toSorted((one, other) => Number(one.position) - Number(other.position));
    after = end;
  }
  const before = Number.MAX_SAFE_INTEGER;
  for await (const rows of excludedPages(db, campaignId, { after, before })) yield rows.map(excludedLine);
}

async function page(
  db: Queryable,
  ids: readonly string[],
  beside: { readonly within: number; readonly others: ReadonlyMap<number, OtherAttempts> },
): Promise<RecipientLine[]> {
  const rows = await recipientRows(db, ids);
  const events = groupBy(await eventsOf(db, ids), (event) => event.message_id);
  const replies = await replyTimes(db, ids, beside.within);
  const taps = groupBy(await tapsOn(db, ids), ({ id }) => id);
  return rows
    .map((row) =>
      lineOf(row, {
        others: beside.others.get(row.position),
        events: events.get(row.id) ?? [],
        repliedAt: replies.get(row.id),
        taps: taps.get(row.id) ?? [],
      }),
    )
    .toSorted((one, other) => Number(one.position) - Number(other.position));
}
