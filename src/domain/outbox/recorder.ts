import type { Clock } from "../../core/clock.ts";
import { StorageError, type UncertainError } from "../../core/errors.ts";
import type { Database } from "../../storage/database.ts";
import { markUncertain } from "../../storage/repos/messages.ts";
import { notRecorded } from "./stops.ts";
import { recordEnds, type Ended } from "./turn.ts";

/** How long to go on trying to write down what became of calls, in milliseconds between tries. */
const delays = [100, 500, 2_000, 5_000];

/** Writes ends down when the usual turn failed: patiently, and one by one where one of them is what cannot be written. */
export interface Recorder {
  /** @throws what the database raised at last; what it did not take is kept for `failure` */
  record(ended: readonly Ended[]): Promise<void>;
  /** What to tell when ends could not be kept. */
  failure(cause: unknown, called: number, left: readonly Ended[]): UncertainError;
}

const isTaken = (error: unknown): boolean => error instanceof StorageError && error.code === "storage.constraint";

export function createRecorder({
  db,
  clock,
  owner,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly owner: string;
}): Recorder {
  const lost: Ended[] = [];

  const write = async (ended: readonly Ended[]): Promise<void> => {
    for (const delay of delays) {
      try {
        await db.transaction(async (tx) => recordEnds(tx, owner, ended, clock.now()));
        return;
      } catch (error) {
        if (!(error instanceof StorageError) || isTaken(error)) throw error;
        await clock.sleep(delay);
      }
    }
    await db.transaction(async (tx) => recordEnds(tx, owner, ended, clock.now()));
  };

  const writeOne = async (one: Ended): Promise<void> => {
    try {
      await write([one]);
    } catch (error) {
      if (!isTaken(error)) throw error;
      // The wamid stands at another message already: nobody can tell the two apart from here on.
      await markUncertain(db, { id: one.message.id, reason: "send.wamid_taken", at: clock.now() });
    }
  };

  return {
    record: async (ended) => {
      try {
        await write(ended);
      } catch (error) {
        if (!isTaken(error)) {
          lost.push(...ended);
          throw error;
        }
        for (const [place, one] of ended.entries()) {
          await writeOne(one).catch((failed: unknown) => {
            lost.push(...ended.slice(place));
            throw failed;
          });
        }
      }
    },
    failure: (cause, called, left) =>
      notRecorded(
        cause,
        called,
        [...lost, ...left].flatMap(({ message: { id }, outcome }) =>
          outcome.kind === "accepted" ? [{ id, wamid: outcome.wamid }] : [],
        ),
      ),
  };
}
