import { AppError } from "../../core/errors.ts";
import { GraphError } from "../../graph/errors.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { getCampaign } from "../../storage/repos/campaigns.ts";
import type { QueuedMessage, Release } from "../../storage/repos/claims.ts";
import {
  claimForSending,
  dueMessages,
  markAccepted,
  markFailed,
  markSkipped,
  markUncertain,
  postpone,
  releaseClaims,
  reserveSlots,
} from "../../storage/repos/messages.ts";
import { skipArrived } from "../../storage/repos/outcomes.ts";
import type { CampaignState } from "../../storage/rows.ts";
import { isSendable, notUploadedReason, withUpload, type Upload } from "../messages/stored-content.ts";
import { takeFrom, type Barred, type Gate } from "./gates.ts";
import type { CampaignLock, SignOfLife } from "./lock.ts";
import type { Outcome } from "./outcome.ts";
import type { Recheck } from "./recheck.ts";

/** The end of a call, or of a claim that was never called. */
export interface Ended {
  readonly message: QueuedMessage;
  readonly at: number;
  readonly outcome: Outcome | { readonly kind: "unused" };
}

/** A message that is this process's to send. */
export interface Claimed {
  readonly message: QueuedMessage;
  /** When it may go (milliseconds, with fractions). */
  readonly slotAt: number;
}

export interface TurnTools {
  readonly db: Database;
  readonly campaignId: number;
  readonly owner: string;
  readonly lock: CampaignLock;
  readonly recheck: Recheck;
  readonly gates: readonly Gate[];
  readonly uploads: readonly Upload[];
}

export interface TurnWish {
  readonly ended: readonly Ended[];
  /** How many messages to claim. */
  readonly claim: number;
  /** Milliseconds between two messages of the number; undefined for no pace. */
  readonly intervalMs: number | undefined;
  readonly now: number;
}

export interface TurnResult {
  readonly claimed: readonly Claimed[];
  readonly skipped: number;
  /** What the campaign is now: only a `running` one is sent. */
  readonly state: CampaignState;
  /** True when another runner has it. */
  readonly lost: boolean;
  /** True when fewer were due than were asked for. */
  readonly drained: boolean;
  /** What keeps the rest from being sent, if something does. */
  readonly barred: Barred | undefined;
}

const nothing: Omit<TurnResult, "state"> = {
  claimed: [],
  skipped: 0,
  lost: false,
  drained: false,
  barred: undefined,
};

/** One commit: what became of calls is written down, and the next messages are taken, before any of their calls leaves. */
export async function takeTurn(tools: TurnTools, wish: TurnWish): Promise<TurnResult> {
  const { result, sign } = await tools.db.transaction(async (tx) => {
    await recordEnds(tx, tools.owner, wish.ended, wish.now);
    const sign = await tools.lock.renew(tx);
    return { sign, result: await next(tx, tools, wish, sign) };
  });
  tools.lock.confirm(sign);
  return result;
}

async function next(tx: Queryable, tools: TurnTools, wish: TurnWish, { held }: SignOfLife): Promise<TurnResult> {
  const campaign = await getCampaign(tx, tools.campaignId);
  const state = campaign?.state ?? "cancelled";
  const lost = !held || campaign?.runner !== tools.owner;
  if (wish.claim === 0 || lost || state !== "running") return { ...nothing, state, lost };
  return { ...(await claim(tx, tools, wish)), state, lost };
}

async function claim(tx: Queryable, tools: TurnTools, wish: TurnWish): Promise<Omit<TurnResult, "state" | "lost">> {
  const { db, campaignId, owner, lock, recheck, gates, uploads } = tools;
  const { now, intervalMs } = wish;
  const { skipLocked } = db.capabilities;
  let skipped = await skipArrived(tx, campaignId, now);
  const due = await dueMessages(tx, { campaignId, now, limit: wish.claim, skipLocked });
  const drained = due.length < wish.claim;
  if (due.length === 0) return { ...nothing, skipped, drained };
  const messages = uploads.length === 0 ? due : due.map((message) => uploaded(message, uploads));
  const rulings = await recheck(tx, messages, now);
  const waiting: { id: string; dueAt: number }[] = [];
  const allowed: QueuedMessage[] = [];
  let barred: Barred | undefined;
  for (const gate of gates) await gate.prepare?.(tx, now);
  for (const message of messages) {
    const { id } = message;
    const ruling = rulings.get(id) ?? (isSendable(message.content, now) ? undefined : notUploaded);
    if (ruling?.kind === "skip") {
      await markSkipped(tx, { id, reason: ruling.reason, at: now });
      skipped += 1;
    } else if (ruling?.kind === "wait") waiting.push({ id, dueAt: ruling.until });
    else {
      barred = takeFrom(gates, message, now);
      if (barred !== undefined) break;
      allowed.push(message);
    }
  }
  if (waiting.length > 0) await postpone(tx, waiting);
  if (allowed.length === 0) return { claimed: [], skipped, drained, barred };

  const ids = await claimForSending(tx, {
    ids: allowed.map(({ id }) => id),
    owner,
    leaseUntil: lock.until(),
    now,
  });
  const mine = ids.length === allowed.length ? allowed : allowed.filter(({ id }) => ids.includes(id));
  const number = mine[0]?.phone_number_id ?? "";
  const first = intervalMs === undefined ? now : await reserveSlots(tx, number, now, intervalMs, mine.length);
  const claimed = mine.map((message, place) => ({ message, slotAt: first + place * (intervalMs ?? 0) }));
  return { claimed, skipped, drained, barred };
}

const notUploaded = { kind: "skip", reason: notUploadedReason } as const;

function uploaded(message: QueuedMessage, uploads: readonly Upload[]): QueuedMessage {
  let { content } = message;
  for (const upload of uploads) content = withUpload(content, upload);
  return content === message.content ? message : { ...message, content };
}

/** Writes down what became of calls. In the order of ids, so that a webhook that takes in the same messages waits instead of deadlocking. */
export async function recordEnds(tx: Queryable, owner: string, ended: readonly Ended[], now: number): Promise<void> {
  if (ended.length === 0) return;
  const inOrder = ended.toSorted((one, other) => (one.message.id < other.message.id ? -1 : 1));
  await markAccepted(
    tx,
    inOrder.flatMap(({ message: { id, customer_phone: phone }, outcome, at }) => {
      if (outcome.kind !== "accepted") return [];
      const { wamid, waId } = outcome;
      // Nearly always Meta's name for a number is the number.
      return [{ id, wamid, at, waId: waId === phone?.slice(1) ? undefined : waId }];
    }),
  );
  await releaseClaims(
    tx,
    owner,
    inOrder.flatMap(({ message: { id }, outcome, at }): Release[] => {
      if (outcome.kind === "unused") return [{ id, dueAt: 0, called: false }];
      if (outcome.kind === "stop") return [{ id, dueAt: 0, called: true }];
      return outcome.kind === "again" ? [{ id, dueAt: at + outcome.waitMs, called: true }] : [];
    }),
    now,
  );
  for (const { message, outcome, at } of inOrder) {
    if (outcome.kind === "failed") await markFailed(tx, { ...failureOf(outcome.error), id: message.id, at });
    else if (outcome.kind === "uncertain")
      await markUncertain(tx, { id: message.id, reason: reasonOf(outcome.error), at });
  }
}

function failureOf(error: AppError): {
  readonly reason: string;
  readonly code: number | undefined;
  readonly title: string | undefined;
  readonly details: string | undefined;
} {
  const reason = error.code;
  if (!(error instanceof GraphError)) return { reason, code: undefined, title: error.text.en, details: undefined };
  return { reason, code: error.graphCode, title: error.title.en, details: error.details };
}

/** The dotted code that an uncertain message keeps. */
export function reasonOf(error: unknown): string {
  return error instanceof AppError ? error.code : "send.unknown_error";
}
