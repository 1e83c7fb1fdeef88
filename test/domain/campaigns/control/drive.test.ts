import { expect, it } from "vitest";
import { BusyError } from "../../../../src/core/errors.ts";
import { systemClock } from "../../../../src/core/clock.ts";
import { driveCampaign, type DriveOptions } from "../../../../src/domain/campaigns/control/drive.ts";
import { agendaOf } from "../../../../src/domain/campaigns/control/due.ts";
import { reread } from "../../../../src/domain/campaigns/control/pause.ts";
import { retryFailed } from "../../../../src/domain/campaigns/control/retry.ts";
import { createPace } from "../../../../src/domain/outbox/pace.ts";
import type { Call } from "../../../../src/domain/outbox/options.ts";
import type { Database } from "../../../../src/storage/database.ts";
import { createCampaign, getCampaign } from "../../../../src/storage/repos/campaigns.ts";
import { insertMessages } from "../../../../src/storage/repos/messages.ts";
import type { CampaignRow } from "../../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../../helpers/databases.ts";
import { messageRow } from "../../../helpers/rows.ts";

const content = JSON.stringify({ type: "template", template: { name: "x", language: { code: "es" } } });

async function planned(db: Database, people: number): Promise<CampaignRow> {
  const id = await createCampaign(db, { name: "x", phone_number_id: "1", state: "planned", created_at: 1, spec: "{}" });
  const campaign = await getCampaign(db, id ?? 0);
  if (campaign === undefined) throw new Error("not created");
  await insertMessages(
    db,
    Array.from({ length: people }, (_, place) =>
      messageRow(place, { campaign_id: campaign.id, phone_number_id: "1", content }),
    ),
  );
  return campaign;
}

/** Meta, as far as it matters here: takes everything and remembers whom it was for. */
function meta(): { readonly call: Call; readonly taken: string[] } {
  const taken: string[] = [];
  return {
    taken,
    call: async (_, { to }) => {
      taken.push(to);
      return { messaging_product: "whatsapp", contacts: [{ input: to }], messages: [{ id: `wamid.${taken.length}` }] };
    },
  };
}

function drive(db: Database, campaign: CampaignRow, call: Call, changes: Partial<DriveOptions> = {}): DriveOptions {
  return {
    db,
    clock: systemClock,
    signal: new AbortController().signal,
    runner: { name: "pc/1:1:1", isGone: () => false },
    campaign,
    whenAsked: "paused",
    engine: async () => ({ call, pace: createPace("max"), recheck: async () => new Map() }),
    ...changes,
  };
}

describeEachDatabase("running a campaign", (open) => {
  it("of two that start at once one runs it, and nobody gets two messages", async () => {
    const db = await open();
    const campaign = await planned(db, 20);
    const { call, taken } = meta();
    const both = await Promise.allSettled([
      driveCampaign(drive(db, campaign, call)),
      driveCampaign(drive(db, campaign, call, { runner: { name: "pc/1:2:2", isGone: () => false } })),
    ]);
    const refused = both.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(BusyError);
    expect(taken).toHaveLength(20);
    expect(new Set(taken).size).toBe(20);
    expect(await reread(db, campaign)).toMatchObject({ state: "done", runner: null });
  });

  it("takes over from a process of this machine that is gone, at once", async () => {
    const db = await open();
    const campaign = await planned(db, 2);
    await db.exec("UPDATE campaigns SET state = 'running', runner = 'pc/1:9:9', runner_until = ?", [
      Date.now() + 30_000,
    ]);
    const { call, taken } = meta();
    const runner = { name: "pc/1:1:1", isGone: (name: string) => name === "pc/1:9:9" };
    expect(
      agendaOf([await reread(db, campaign)], { runners: runner, mine: new Set(), now: Date.now() }).due,
    ).toHaveLength(1);
    await driveCampaign(drive(db, await reread(db, campaign), call, { runner }));
    expect(taken).toHaveLength(2);
  });

  it.each([
    ["paused", "person.interrupted"],
    ["scheduled", null],
  ] as const)("asked to stop, it leaves the campaign %s", async (whenAsked, reason) => {
    const db = await open();
    const campaign = await planned(db, 20);
    const asked = new AbortController();
    const { call, taken } = meta();
    const calling: Call = async (...given) => {
      if (taken.length === 3) asked.abort();
      return call(...given);
    };
    const end = await driveCampaign(drive(db, campaign, calling, { whenAsked, signal: asked.signal }));
    expect(end.interrupted).toBe(true);
    expect(end.campaign).toMatchObject({ state: whenAsked, reason });
    expect(await reread(db, campaign)).toMatchObject({ state: whenAsked, runner: null });
    const [left] = await db.query<{ count: number }>("SELECT COUNT(*) AS count FROM messages WHERE state = 'queued'");
    expect(taken).toHaveLength(20 - (left?.count ?? 0));
  });

  it("a retry puts a campaign that is done back to where somebody has to say go", async () => {
    const db = await open();
    const campaign = await planned(db, 2);
    const { call, taken } = meta();
    await driveCampaign(drive(db, campaign, call));
    await db.exec("UPDATE messages SET state = 'failed', error_code = 131000 WHERE position = 0");
    const done = await reread(db, campaign);
    expect(await retryFailed(db, done, { now: Date.now(), dryRun: true })).toMatchObject({ retried: 1 });
    expect(await reread(db, campaign)).toMatchObject({ state: "done" });
    expect(await retryFailed(db, done, { now: Date.now(), dryRun: false })).toMatchObject({ retried: 1, dueAt: 0 });
    expect(await retryFailed(db, done, { now: Date.now(), dryRun: false })).toMatchObject({ retried: 0 });
    expect(await reread(db, campaign)).toMatchObject({ state: "paused", reason: "person.retried" });
    await driveCampaign(drive(db, await reread(db, campaign), call));
    expect(taken).toHaveLength(3);
  });

  it("says in the campaign what failed before anything was sent", async () => {
    const db = await open();
    const campaign = await planned(db, 2);
    const { call } = meta();
    const engine = async (): Promise<never> => {
      throw new Error("the cable is cut");
    };
    await expect(driveCampaign(drive(db, campaign, call, { engine }))).rejects.toThrow("cable");
    expect(await reread(db, campaign)).toMatchObject({ state: "paused", reason: "fault", runner: null });
  });
});
