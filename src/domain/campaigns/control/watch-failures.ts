import type { Clock } from "../../../core/clock.ts";
import { PolicyError } from "../../../core/errors.ts";
import { explainCode, graphErrorEntries } from "../../../graph/error-codes.ts";
import type { Database } from "../../../storage/database.ts";
import { recipientCounts } from "../../../storage/repos/campaign-counts.ts";
import { failedWith } from "../../../storage/repos/serious-failures.ts";
import { failureBrake } from "../../outbox/failure-brake.ts";
import { countsOf, goneIn } from "./status.ts";

/** How often is looked (milliseconds), and how much of the time the looking may take. */
const everyMs = 2_000;
const shareOfTime = 0.02;

export interface FailureWatch {
  /** Looks until the signal aborts: most failures are told by webhook, to another process. */
  run(signal: AbortSignal): Promise<void>;
  brake(): PolicyError | undefined;
}

/** Meta's answers after which nothing more may be sent: the account, the number or the template is the matter. */
const serious = graphErrorEntries.flatMap(({ code, stops }) =>
  stops === true && typeof code === "number" ? [code] : [],
);

function toldByWebhook({ code, count }: { readonly code: number; readonly count: number }): PolicyError {
  const { name, explanation, next } = explainCode(code);
  return new PolicyError({ code: `graph.${name}`, text: explanation, hint: next, data: { graphCode: code, count } });
}

/**
 * Counts how the messages of a campaign end while it runs; what had failed before the run counts no more. One failure that concerns
 * them all is enough.
 *
 * @param share from 0 to 1: the part of failed messages from which on the run stops
 */
export async function watchFailures(tools: {
  readonly db: Database;
  readonly clock: Clock;
  readonly campaignId: number;
  readonly share: number;
}): Promise<FailureWatch> {
  const { db, clock, campaignId: id, share } = tools;
  const failures = failureBrake(share);
  const since = clock.now();
  let told: PolicyError | undefined;
  const count = async (): Promise<void> => {
    const counts = countsOf((await recipientCounts(db, [id])).get(id));
    failures.look({ good: goneIn(counts), failed: counts.failed });
    if (counts.failed === 0) return;
    const found = await failedWith(db, { campaignId: id, codes: serious, since });
    if (found !== undefined) told = toldByWebhook(found);
  };
  await count();
  return {
    brake: () => told ?? failures.brake(),
    run: async (signal) => {
      for (let pause = everyMs; ;) {
        await clock.sleep(pause, signal).catch(() => {});
        if (signal.aborted) return;
        const began = performance.now();
        // The engine itself says what is wrong with the database.
        await count().catch(() => {});
        pause = Math.max(everyMs, (performance.now() - began) / shareOfTime);
      }
    },
  };
}
