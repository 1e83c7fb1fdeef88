import type { Clock } from "../../core/clock.ts";
import type { AppError } from "../../core/errors.ts";
import type { GraphUsage } from "../../graph/usage.ts";
import type { WireSendResponse } from "../../graph/wire/messages.ts";
import type { Database } from "../../storage/database.ts";
import type { QueuedMessage } from "../../storage/repos/claims.ts";
import type { CampaignState } from "../../storage/rows.ts";
import type { Upload } from "../messages/stored-content.ts";
import type { OutgoingMessage } from "./body.ts";
import type { Gate } from "./gates.ts";
import type { CampaignLock } from "./lock.ts";
import type { Outcome } from "./outcome.ts";
import type { Pace } from "./pace.ts";
import type { Recheck } from "./recheck.ts";

/** One call to Meta. Nothing aborts it: a call that has begun is finished, so that its end is known. */
export type Call = (
  phoneNumberId: string,
  message: OutgoingMessage,
  onUsage: (usage: GraphUsage) => void,
) => Promise<WireSendResponse>;

export interface OutboxOptions {
  readonly db: Database;
  readonly clock: Clock;
  /** Asks to stop: calls under way are finished, everything else stays in the queue. */
  readonly signal: AbortSignal;
  /** The campaign, taken for this process and in state `running`. The caller releases it. */
  readonly lock: CampaignLock;
  /** The name under which messages are claimed: the lock's runner. */
  readonly owner: string;
  readonly campaignId: number;
  readonly call: Call;
  readonly pace: Pace;
  readonly recheck: Recheck;
  /** Cost ceiling, people a day: asked in their order before a message is taken. */
  readonly gates?: readonly Gate[];
  /** Looked at all the time: an error stops the run. */
  readonly brakes?: readonly (() => AppError | undefined)[];
  readonly uploads?: readonly Upload[];
  /** How many calls may be under way at once; by the pace when left out. */
  readonly concurrency?: number | undefined;
  /** How long to wait for messages that are not due yet (milliseconds) before the run ends with `later`. */
  readonly patienceMs?: number;
  readonly random?: () => number;
  /** Called when a call has ended. */
  onEnded?(outcome: Outcome["kind"], message: QueuedMessage): void;
  /** Called when our own rules skipped some. */
  onSkipped?(count: number): void;
}

export interface OutboxEnd {
  /** What keeps the rest from being sent. */
  readonly stoppedBy: AppError | undefined;
  /** What the campaign is: no longer `running` when somebody paused or cancelled it meanwhile. */
  readonly state: CampaignState;
  /** True when another runner took it, because this one gave no sign of life. */
  readonly lost: boolean;
  /** When the rest may go (milliseconds); undefined when nothing is left in the queue, or something stopped the run. */
  readonly later: number | undefined;
  /** How many calls were made. */
  readonly called: number;
}
