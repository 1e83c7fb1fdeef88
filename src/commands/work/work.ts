import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { isoTime, utcMinute } from "../../core/clock.ts";
import { AppError, exitCodes, PartialError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { agendaOf, type Agenda } from "../../domain/campaigns/control/due.ts";
import { nameOf } from "../../domain/campaigns/control/pause.ts";
import { settleAbandoned } from "../../domain/outbox/abandoned.ts";
import { openCampaigns } from "../../storage/repos/campaign-counts.ts";
import { statusJson } from "../campaigns/shown-status.ts";
import { createHealth, type Health } from "./health.ts";
import type { workInput } from "./index.ts";
import { runDue, type WorkEnd } from "./run-due.ts";

/** Looked again at least that often (milliseconds): somebody may have started or planned something meanwhile. */
const lookEveryMs = 5_000;
/** They share the pace of the number: many at once only make all of them slow. */
const mostAtOnce = 8;

/**
 * Runs what is due until it is asked to stop. `{"campaigns":[…],"nextDueAt"}`: what it ran, as `campaigns show --json` tells it, and when
 * something is due that it leaves behind.
 */
export async function run(input: InputOf<typeof workInput>, context: Context): Promise<View> {
  const { clock, signal } = context;
  const phoneNumberId = requireSetting(await context.settings(), "phoneNumberId");
  const db = await context.db();
  const runner = thisRunner();
  const health = createHealth(input.healthFile, context);
  const running = new Map<number, Promise<void>>();
  const ends = new Map<number, WorkEnd>();
  let wake = new AbortController();
  const broken: unknown[] = [];

  const look = async (): Promise<Agenda> => {
    await settleAbandoned({ db, clock, runner });
    const open = await openCampaigns(db, phoneNumberId);
    return agendaOf(open, { runners: runner, mine: new Set(running.keys()), now: clock.now() });
  };
  const begin = ({ due }: Agenda): number => {
    const taken = due.slice(0, Math.max(0, mostAtOnce - running.size));
    for (const campaign of taken) {
      const over = async (): Promise<void> => {
        try {
          const end = await runDue(campaign, context);
          if (end !== undefined) ends.set(campaign.id, end);
        } catch (error) {
          broken.push(error);
        }
        running.delete(campaign.id);
        wake.abort();
      };
      running.set(campaign.id, over());
    }
    return taken.length;
  };
  const healthOf = (state: Health["state"], nextAt?: number): Health => ({
    state,
    campaigns: [...running.keys()],
    nextAt,
  });

  // The first look tells at once what is wrong with the database or the file.
  let agenda: Agenda | undefined = await look();
  while (!signal.aborted && broken.length === 0) {
    wake = new AbortController();
    const begun = agenda === undefined ? 0 : begin(agenda);
    await health.tell(healthOf(running.size > 0 ? "running" : "waiting", agenda?.nextAt));
    if (input.once && begun === 0 && running.size === 0 && agenda !== undefined) break;
    const wait = Math.min(lookEveryMs, Math.max(0, (agenda?.nextAt ?? Number.POSITIVE_INFINITY) - clock.now()));
    await clock.sleep(wait, AbortSignal.any([signal, wake.signal])).catch(() => {});
    agenda = await look().catch((error: unknown) => tellTrouble(error, context));
  }
  await Promise.all(running.values());
  if (broken.length > 0) throw broken[0];
  // Asked to stop, it left some that it ran for the next worker.
  const nextAt = nextOf(signal.aborted ? await look().catch(() => undefined) : agenda, clock.now());
  await health.tell(healthOf("stopped", nextAt));
  return ended([...ends.values()], { once: input.once, nextAt });
}

/** When something is due that this worker does not run (milliseconds). */
function nextOf(agenda: Agenda | undefined, now: number): number | undefined {
  return agenda !== undefined && agenda.due.length > 0 ? now : agenda?.nextAt;
}

/** Trouble that may pass is told, and the worker looks again; anything else ends it. */
function tellTrouble(error: unknown, context: Context): undefined {
  if (!(error instanceof AppError) || error.exit !== exitCodes.temporary) throw error;
  context.warn(error.text);
  return undefined;
}

const nothing: Text = { en: "Nothing is due.", es: "No hay nada pendiente." };

function then(nextAt: number): Text {
  const when = utcMinute(nextAt);
  return { en: `The next is due at ${when} UTC.`, es: `Lo siguiente toca el ${when} UTC.` };
}

function ended(ends: readonly WorkEnd[], { once, nextAt }: { once: boolean; nextAt: number | undefined }): View {
  const troubled = ends.filter(({ trouble }) => trouble !== undefined);
  const names = troubled.map(({ status }) => nameOf(status.campaign)).join(", ");
  const campaigns = ends.map(({ status }) => statusJson(status));
  return view({
    data: { campaigns, nextDueAt: nextAt === undefined ? null : isoTime(nextAt) },
    rows: campaigns.map(({ id, name, state, reason, dueAt }) => ({ id, name, state, reason, dueAt })),
    blocks: once
      ? [...(ends.length > 0 ? [] : [line(nothing)]), ...(nextAt === undefined ? [] : [line(then(nextAt))])]
      : [],
    // Asked to stop, it has done what it was asked; in one go, a script wants to know.
    problem:
      !once || troubled.length === 0
        ? undefined
        : new PartialError({
            code: "work.trouble",
            text: { en: `Not all of it could be sent: ${names}.`, es: `No todo se pudo enviar: ${names}.` },
            hint: { en: "See why: recado campaigns list", es: "Vea el motivo: recado campaigns list" },
            data: {
              campaigns: troubled.map(({ status, trouble }) => ({ id: statusJson(status)["id"], code: trouble?.code })),
            },
          }),
  });
}
