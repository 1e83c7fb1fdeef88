import type { Context } from "../../cli/context.ts";
import { thisRunner } from "../../cli/runner.ts";
import type { View } from "../../cli/view.ts";
import { AppError, InterruptedError, PartialError, UncertainError } from "../../core/errors.ts";
import { recheckBy } from "../../domain/outbox/recheck.ts";
import { dispatch, type DispatchResult } from "../../domain/messages/dispatch.ts";
import { gone } from "../../domain/messages/states.ts";
import { notRecordedProblem, problemOf } from "../../domain/messages/summary.ts";
import { waitForStates } from "../../domain/messages/wait.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { budgetGateOf } from "../costs/budget-gate-of.ts";
import { marketingLimitOf } from "../marketing-limit.ts";
import { waitProblem } from "../messages/wait.ts";
import { progressText, sentView } from "./views.ts";

/** What a phone number may send in a second unless Meta raised it. */
const messagesPerSecond = 80;

interface Stored {
  readonly campaignId: number;
  readonly key: string;
  readonly wait: "sent" | "delivered" | "read" | undefined;
  readonly timeoutMs: number;
}

/** Sends what is queued of a stored request, waits if asked to, and answers what became of all of it. */
export async function finish(stored: Stored, context: Context): Promise<View> {
  const { key, wait } = stored;
  const { rows, stoppedBy } = await send(stored, context);
  const run = { key, stoppedBy, interrupted: context.signal.aborted };
  const out = rows.filter(({ state }) => gone.includes(state));
  const problem = problemOf(rows, run);
  if (wait === undefined || out.length === 0) return sentView({ rows, key, problem });
  if (run.interrupted) return sentView({ rows, key, problem: problem ?? stoppedWaiting(key) });
  const waited = await waitFor(out, wait, stored, context);
  const byId = new Map(waited.rows.map((row) => [row.id, row]));
  const now = rows.map((row) => byId.get(row.id) ?? row);
  const missed = waited.problem ?? waitProblem(now, wait);
  return sentView({ rows: now, key, problem: problemOf(now, run) ?? notConfirmed(missed, now, wait, key) });
}

/**
 * The messages are out, and the state that was waited for did not come: never an exit code that invites a script to
 * repeat, since a repetition without the key would send again.
 */
function notConfirmed(
  missed: AppError | undefined,
  rows: readonly MessageRow[],
  wanted: "sent" | "delivered" | "read",
  key: string,
): AppError | undefined {
  if (missed === undefined || missed instanceof InterruptedError) return missed;
  const id = rows.find(({ state }) => gone.includes(state))?.id ?? "";
  return new PartialError({
    code: "send.not_confirmed",
    text: {
      en: `The messages are out. ${missed.text.en}`,
      es: `Los mensajes ya salieron. ${missed.text.es}`,
    },
    hint: {
      en: `Go on waiting with: recado messages wait ${id} --for ${wanted}. Is recado webhooks listen running?`,
      es: `Siga esperando con: recado messages wait ${id} --for ${wanted}. ¿Está en marcha recado webhooks listen?`,
    },
    data: { idempotencyKey: key, wanted, cause: missed.code },
    cause: missed,
  });
}

async function send({ campaignId, key }: Stored, context: Context): Promise<DispatchResult> {
  const marketingLimit = marketingLimitOf(await context.settings());
  try {
    return await dispatch({
      db: await context.db(),
      send: async (phoneNumberId, body) => {
        const { messages } = await context.graph();
        return messages.send(phoneNumberId, body, { patience: context.signal });
      },
      clock: context.clock,
      signal: context.signal,
      runner: thisRunner(),
      campaignId,
      perSecond: messagesPerSecond,
      recheck: recheckBy({ marketingLimit }),
      gates: [await budgetGateOf(context)],
      onProgress: (progress) => context.progress.update(context.say(progressText(progress))),
    });
  } catch (error) {
    throw error instanceof UncertainError ? notRecordedProblem(error, key) : error;
  } finally {
    context.progress.clear();
  }
}

/** Whatever ends the waiting, the messages are out, and the answer says so. */
async function waitFor(
  rows: readonly MessageRow[],
  wanted: "sent" | "delivered" | "read",
  { timeoutMs, key }: Stored,
  context: Context,
): Promise<{ readonly rows: readonly MessageRow[]; readonly problem: AppError | undefined }> {
  const { clock, signal } = context;
  const ids = rows.map(({ id }) => id);
  try {
    const settled = await waitForStates({ db: await context.db(), clock, signal, ids, wanted, timeoutMs });
    return { rows: settled, problem: undefined };
  } catch (error) {
    if (signal.aborted) return { rows, problem: stoppedWaiting(key) };
    if (error instanceof AppError) return { rows, problem: error };
    throw error;
  }
}

function stoppedWaiting(key: string): InterruptedError {
  return new InterruptedError({
    code: "send.wait_interrupted",
    text: {
      en: "Stopped waiting. The messages are out.",
      es: "Se dejó de esperar. Los mensajes ya salieron.",
    },
    hint: { en: "Follow them with: recado messages list", es: "Sígalos con: recado messages list" },
    data: { idempotencyKey: key },
  });
}
