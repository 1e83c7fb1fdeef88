import type { Clock } from "../../../core/clock.ts";
import { AppError, PolicyError } from "../../../core/errors.ts";
import type { GraphClient } from "../../../graph/client.ts";
import type { CampaignRow } from "../../../storage/rows.ts";
import type { Pace } from "../../outbox/pace.ts";
import { templateDrift } from "../plan/drift.ts";
import { readNumber } from "../plan/limits.ts";
import type { CampaignSpec } from "../spec.ts";
import { assertNumber, assertTemplates } from "./checks.ts";

/** How often Meta is asked (milliseconds): a rating moves in hours, a template is paused or edited at any moment. */
const everyMs = 15_000;

export interface MetaWatch {
  /** Asks until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** What must stop the campaign, once Meta has said it. */
  brake(): AppError | undefined;
}

/**
 * Looks at Meta while a campaign runs: the number's state and quality, the templates, and how fast the number may send, which
 * may be raised meanwhile. What Meta does not answer changes nothing.
 */
export function watchMeta(tools: {
  readonly graph: Pick<GraphClient, "phoneNumbers" | "templates">;
  readonly clock: Clock;
  readonly campaign: CampaignRow;
  readonly spec: CampaignSpec;
  readonly pace: Pace;
}): MetaWatch {
  const { graph, clock, campaign, spec, pace } = tools;
  let found: AppError | undefined;

  const look = async (signal: AbortSignal): Promise<void> => {
    const number = await readNumber(graph, spec.phoneNumberId, signal);
    if (spec.rate !== "max") pace.limit(number.perSecond);
    assertNumber(number);
    assertTemplates(await templateDrift(spec, graph, signal), campaign);
  };

  return {
    run: async (signal) => {
      for (;;) {
        await clock.sleep(everyMs, signal).catch(() => {});
        if (signal.aborted || found !== undefined) return;
        await look(signal).catch((error: unknown) => {
          if (error instanceof PolicyError) found = error;
        });
      }
    },
    brake: () => found,
  };
}
