import { isoTime } from "../../../core/clock.ts";
import { BusyError } from "../../../core/errors.ts";
import { refOf } from "../../../core/ids.ts";
import type { CampaignRow } from "../../../storage/rows.ts";
import { nameOf } from "./pause.ts";

/** Names of processes: this one's, and whether another one is gone for certain. */
export interface Runners {
  readonly name: string;
  isGone(name: string): boolean;
}

/** Who runs a campaign now. */
export interface CampaignRunner {
  readonly name: string;
  /** Since when the campaign has been running (milliseconds). */
  readonly since: number;
  readonly isThis: boolean;
}

type Held = Pick<CampaignRow, "runner" | "runner_until" | "started_at" | "updated_at">;

/** Who runs a campaign; undefined when nobody does, or whoever did is gone or gave no sign of life in time. */
export function runnerOf(row: Held, runners: Runners, now: number): CampaignRunner | undefined {
  const { runner: name, runner_until: until } = row;
  if (name === null || until === null || until <= now || runners.isGone(name)) return undefined;
  return { name, since: row.updated_at, isThis: name === runners.name };
}

/** A runner's name as a person reads it, machine and process: `shop-pc (4711)`. */
export function shownRunner(name: string): string {
  const [, host, pid] = /^(.*)\/\d*:(\d+):\d*$/.exec(name) ?? [];
  return host === undefined || pid === undefined ? name : `${host} (${pid})`;
}

/** Another process runs the campaign: who, and since when. */
export function runElsewhere(campaign: CampaignRow, { name: runner, since }: CampaignRunner): BusyError {
  const name = nameOf(campaign);
  const who = shownRunner(runner);
  const minute = `${isoTime(since).slice(0, 16).replace("T", " ")} UTC`;
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
