import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { InputError, NetworkError } from "../../../src/core/errors.ts";
import { createRecorder, type Recorder } from "../../../src/domain/outbox/recorder.ts";
import type { Ended } from "../../../src/domain/outbox/turn.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import {
  claimForSending,
  dueMessages,
  insertMessages,
  messagesOfCampaign,
} from "../../../src/storage/repos/messages.ts";
import { openSqlite } from "../../../src/storage/sqlite.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { skippingClock, type SkippingClock } from "../../helpers/graph-world.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/run.ts";

const owner = "here:1";
const words = { text: { en: "No", es: "No" } };

const accepted = (wamid: string): Ended["outcome"] => ({ kind: "accepted", wamid, waId: undefined });
const timeout: Ended["outcome"] = {
  kind: "uncertain",
  error: new NetworkError({ ...words, code: "network.timeout", sent: "maybe" }),
};
const refused: Ended["outcome"] = { kind: "failed", error: new InputError({ ...words, code: "message.invalid" }) };

/** Messages of a campaign that this process is sending, and how their calls ended. */
async function calls(db: Database, outcomes: readonly Ended["outcome"][]): Promise<Ended[]> {
  const rows = outcomes.map((_, place) => messageRow(place, { campaign_id: 1, created_at: noon }));
  await insertMessages(db, rows);
  const due = await dueMessages(db, { campaignId: 1, now: noon, limit: 100, skipLocked: false });
  await claimForSending(db, { ids: due.map(({ id }) => id), owner, leaseUntil: noon + 30_000, now: noon });
  return due.flatMap((message, place) => {
    const outcome = outcomes[place];
    return outcome === undefined ? [] : [{ message, at: noon + 50, outcome }];
  });
}

async function endsOf(db: Database): Promise<(string | null)[][]> {
  return (await messagesOfCampaign(db, 1)).map(({ state, wamid, reason }) => [state, wamid, reason]);
}

function recorderOf(db: Database, clock: SkippingClock = skippingClock(noon)): Recorder {
  return createRecorder({ db, clock, owner });
}

describeEachDatabase("what became of calls", (open) => {
  it("is written down, each as it ended", async () => {
    const db = await open();
    const again = new NetworkError({ ...words, code: "network.refused", sent: "no" });
    const ends = await calls(db, [
      accepted("wamid.0"),
      timeout,
      refused,
      { kind: "stop", error: again },
      { kind: "again", error: again, waitMs: 4_000, who: "person", tooFast: false },
      { kind: "unused" },
    ]);
    await recorderOf(db).record(ends);
    expect(await endsOf(db)).toEqual([
      ["accepted", "wamid.0", null],
      ["uncertain", null, "network.timeout"],
      ["failed", null, "message.invalid"],
      ["queued", null, null],
      ["queued", null, null],
      ["queued", null, null],
    ]);
    const waits = (await messagesOfCampaign(db, 1)).map(({ attempts, due_at: at }) => [attempts, at]);
    expect(waits.slice(3)).toEqual([
      [1, 0],
      [1, noon + 4_050],
      [0, 0],
    ]);
  });

  it("is kept of all the others where one has an id that another message has: that one is uncertain", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(90, { state: "delivered", wamid: "wamid.TAKEN" })]);
    const clock = skippingClock(noon);
    const ends = await calls(db, [accepted("wamid.0"), accepted("wamid.TAKEN"), refused, accepted("wamid.3")]);
    await recorderOf(db, clock).record(ends);
    expect(await endsOf(db)).toEqual([
      ["accepted", "wamid.0", null],
      ["uncertain", null, "send.wamid_taken"],
      ["failed", null, "message.invalid"],
      ["accepted", "wamid.3", null],
    ]);
    // Waiting would not have helped.
    expect(clock.waits).toEqual([]);
  });

  it("is not told of what somebody else has settled meanwhile", async () => {
    const db = await open();
    const ends = await calls(db, [timeout, refused]);
    const recorder = recorderOf(db);
    await recorder.record(ends.map((end, place) => ({ ...end, outcome: accepted(`wamid.${place}`) })));
    await recorder.record(ends);
    expect(await endsOf(db)).toEqual([
      ["accepted", "wamid.0", null],
      ["accepted", "wamid.1", null],
    ]);
  });
});

describe("what became of calls, while another program keeps the database locked", () => {
  /** A database in a file that another connection has locked until `free`, and that does not wait by itself. */
  async function lockedFile(): Promise<{ db: Database; lock: () => Promise<void>; free: () => Promise<void> }> {
    const file = join(temporaryFolder(), "locked.db");
    const other = await openDatabase(file);
    const db = await openSqlite(file, { lockWaitMs: 0 });
    let release = (): void => {};
    let held: Promise<void> = Promise.resolve();
    const lock = async (): Promise<void> => {
      await new Promise<void>((locked) => {
        held = other.transaction(async () => {
          locked();
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        });
      });
    };
    const free = async (): Promise<void> => {
      release();
      await held;
    };
    onTestFinished(async () => {
      await free();
      await db.close();
      await other.close();
    });
    return { db, lock, free };
  }

  it("is tried again, with longer and longer waits, until it is written down", async () => {
    const { db, lock, free } = await lockedFile();
    const ends = await calls(db, [accepted("wamid.0"), timeout]);
    await lock();
    const clock = skippingClock(noon, async (waits) => (waits === 3 ? free() : undefined));
    await recorderOf(db, clock).record(ends);
    expect(clock.waits).toEqual([100, 500, 2_000]);
    expect(await endsOf(db)).toEqual([
      ["accepted", "wamid.0", null],
      ["uncertain", null, "network.timeout"],
    ]);
  });

  it("is told with Meta's ids when nothing helps, so that nothing is lost", async () => {
    const { db, lock } = await lockedFile();
    const ends = await calls(db, [accepted("wamid.0"), timeout, accepted("wamid.2")]);
    const [first, , third] = ends;
    await lock();
    const clock = skippingClock(noon);
    const recorder = recorderOf(db, clock);
    const cause: unknown = await recorder.record(ends.slice(0, 2)).catch((error: unknown) => error);
    expect(cause).toMatchObject({ code: "storage.locked" });
    expect(clock.waits).toEqual([100, 500, 2_000, 5_000]);
    const failure = recorder.failure(cause, 3, ends.slice(2));
    expect(failure).toMatchObject({
      code: "send.not_recorded",
      exit: 7,
      data: {
        called: 3,
        cause: "storage.locked",
        unrecorded: [
          { id: first?.message.id, wamid: "wamid.0" },
          { id: third?.message.id, wamid: "wamid.2" },
        ],
      },
    });
  });
});
