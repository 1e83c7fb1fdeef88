import { isoTime, type Clock, utcMinute } from "../../core/clock.ts";
import { BusyError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { lockCampaign, renewLock, unlockCampaign } from "../../storage/repos/campaign-lock.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import type { Runner } from "./abandoned.ts";

/** How long a runner of another machine is believed without a sign of life (milliseconds). */
export const leaseMs = 30_000;
/** How often a sign is given; a few may be missed. */
const renewEveryMs = 10_000;
/** No call is made in the last part of a lease: it might still be under way when another takes over. */
const safetyMs = 5_000;

export interface LockTools {
  readonly db: Database;
  readonly clock: Clock;
  readonly runner: Runner;
  readonly campaignId: number;
}

export interface SignOfLife {
  /** False when another has taken the campaign. */
  readonly held: boolean;
  /** Until when the campaign is this runner's (milliseconds). */
  readonly until: number;
}

/** A campaign that this process runs, alone. */
export interface CampaignLock {
  readonly campaign: CampaignRow;
  /** True while a call may be begun: nobody else believes that this runner is gone. */
  isSafe(): boolean;
  /** Until when messages that are claimed now are this runner's (milliseconds). */
  until(): number;
  /** Gives a sign of life when it is time for one. */
  renew(tx: Queryable): Promise<SignOfLife>;
  /** The transaction of a sign is on the disk: only then it counts. */
  confirm(sign: SignOfLife): void;
  release(): Promise<void>;
}

/** A runner's name as a person reads it, machine and process: `shop-pc (4711)`. */
export function shownRunner(name: string): string {
  const [, host, pid] = /^(.*)\/\d*:(\d+):\d*$/.exec(name) ?? [];
  return host === undefined || pid === undefined ? name : `${host} (${pid})`;
}

/** Another process runs the campaign: exit 5, it will be over. */
export function alreadyRunning(campaign: CampaignRow): BusyError {
  const { runner, updated_at: since } = campaign;
  const name = campaign.name ?? refOf("cam", campaign.id);
  const who = shownRunner(runner ?? "?");
  const minute = `${utcMinute(since)} UTC`;
  return new BusyError({
    code: "campaign.running",
    text: {
      en: `${name} is being run already, by ${who}, since ${minute}.`,
      es: `${name} ya se está ejecutando en ${who} desde ${minute}.`,
    },
    hint: {
      en: `Watch it with: recado campaigns show ${name}. Stop it with: recado campaigns pause ${name}`,
      es: `Sígala con: recado campaigns show ${name}. Deténgala con: recado campaigns pause ${name}`,
    },
    data: { campaign: refOf("cam", campaign.id), runner, since: isoTime(since) },
  });
}

/** Takes the campaign, or answers who has it. A runner that is gone from this machine gives way at once. */
export async function tryLock(tools: LockTools): Promise<CampaignLock | CampaignRow | undefined> {
  const { db, clock, runner, campaignId: id } = tools;
  const take = async (gone?: string): Promise<CampaignRow | undefined> => {
    const now = clock.now();
    return lockCampaign(db, { id, runner: runner.name, until: now + leaseMs, now, gone });
  };
  let found = await take();
  if (found !== undefined && found.runner !== null && found.runner !== runner.name && runner.isGone(found.runner)) {
    found = await take(found.runner);
  }
  if (found === undefined || found.runner !== runner.name) return found;
  return heldLock(tools, found);
}

export const isLock = (found: CampaignLock | CampaignRow | undefined): found is CampaignLock =>
  found !== undefined && "isSafe" in found;

function heldLock({ db, clock, runner, campaignId: id }: LockTools, campaign: CampaignRow): CampaignLock {
  let until = campaign.runner_until ?? 0;
  let lost = false;
  const renew = async (tx: Queryable): Promise<SignOfLife> => {
    if (lost) return { held: false, until };
    const wanted = clock.now() + leaseMs;
    if (wanted - until < renewEveryMs) return { held: true, until };
    lost = !(await renewLock(tx, { id, runner: runner.name, until: wanted }));
    return { held: !lost, until: lost ? until : wanted };
  };
  const confirm = (sign: SignOfLife): void => {
    until = Math.max(until, sign.until);
  };
  // A call may take longer than a lease lasts, and meanwhile nothing else happens here. This is about the life of the process, so it
  // goes by the machine's own time.
  const heart = setInterval(() => {
    db.transaction(renew).then(confirm, () => {
      // The next beat, or the next turn, tries again; without one the lease runs out and no call is begun.
    });
  }, renewEveryMs);
  heart.unref();
  return {
    campaign,
    isSafe: () => !lost && clock.now() < until - safetyMs,
    until: () => until,
    renew,
    confirm,
    release: async () => {
      clearInterval(heart);
      // Where that fails the lease runs out by itself; what happened before says more than this.
      await unlockCampaign(db, { id, runner: runner.name }).catch(() => {});
    },
  };
}
