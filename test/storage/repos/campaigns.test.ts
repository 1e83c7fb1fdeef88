import { expect, it } from "vitest";
import {
  changeCampaign,
  createCampaign,
  findCampaignByKey,
  findCampaignByName,
  getCampaign,
  keepUploads,
  listCampaigns,
  type NewCampaign,
} from "../../../src/storage/repos/campaigns.ts";
import { campaignStates } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";

const number = "100200300";

function given(changes: Partial<NewCampaign> = {}): NewCampaign {
  return { phone_number_id: number, state: "planned", created_at: noon, ...changes };
}

describeEachDatabase("campaigns", (open, { address, openAt }) => {
  it("are numbered, and begin with nothing but what was said of them", async () => {
    const db = await open();
    expect(await createCampaign(db, given({ name: "spring", spec: '{"version":1}' }))).toBe(1);
    expect(await createCampaign(db, given())).toBe(2);
    expect(await getCampaign(db, 1)).toEqual({
      id: 1,
      name: "spring",
      phone_number_id: number,
      idempotency_key: null,
      content_hash: "",
      state: "planned",
      reason: null,
      reason_text: null,
      spec: '{"version":1}',
      uploads: "{}",
      runner: null,
      runner_until: null,
      due_at: null,
      created_at: noon,
      updated_at: noon,
      started_at: null,
      finished_at: null,
    });
    expect(await getCampaign(db, 3)).toBeUndefined();
  });

  it("have one idempotency key each, within a number", async () => {
    const db = await open();
    const keyed = given({ idempotency_key: "order-77", content_hash: "abc", state: "running" });
    const id = await createCampaign(db, keyed);
    expect(await createCampaign(db, { ...keyed, content_hash: "other" })).toBeUndefined();
    expect(await findCampaignByKey(db, number, "order-77")).toMatchObject({ id, content_hash: "abc" });
    const elsewhere = await createCampaign(db, { ...keyed, phone_number_id: "other" });
    expect((await findCampaignByKey(db, "other", "order-77"))?.id).toBe(elsewhere);
    expect(await findCampaignByKey(db, number, "order-78")).toBeUndefined();
    // Without a key every request is one of its own.
    expect(await createCampaign(db, given())).toBeDefined();
    expect(await createCampaign(db, given())).toBeDefined();
  });

  it("have one name each, within a number", async () => {
    const db = await open();
    const id = await createCampaign(db, given({ name: "spring" }));
    expect(await createCampaign(db, given({ name: "spring" }))).toBeUndefined();
    const elsewhere = await createCampaign(db, given({ name: "spring", phone_number_id: "other" }));
    expect((await findCampaignByName(db, number, "spring"))?.id).toBe(id);
    expect((await findCampaignByName(db, "other", "spring"))?.id).toBe(elsewhere);
    expect(await findCampaignByName(db, number, "Spring")).toBeUndefined();
  });

  it("of one name that are made at once are one", async () => {
    const at = await address();
    const opened = [await openAt(at), await openAt(at), await openAt(at)];
    const ids = await Promise.all(
      Array.from({ length: 9 }, async (_, place) => {
        const db = opened[place % opened.length];
        return db?.transaction(async (tx) =>
          createCampaign(tx, given({ name: "spring", idempotency_key: `k${place}` })),
        );
      }),
    );
    const made = ids.filter((id) => id !== undefined);
    expect(made).toHaveLength(1);
    expect(await opened[0]?.query("SELECT id FROM campaigns")).toEqual([{ id: made[0] }]);
  });

  it("are listed newest first: those with a name, of one number, in certain states", async () => {
    const db = await open();
    await createCampaign(db, given({ name: "a" }));
    await createCampaign(db, given({ name: "b", state: "running" }));
    await createCampaign(db, given({ name: "c", state: "paused" }));
    await createCampaign(db, given({ idempotency_key: "k" }));
    await createCampaign(db, given({ name: "d", phone_number_id: "other" }));
    const names = async (filter: Partial<Parameters<typeof listCampaigns>[1]> = {}) =>
      (await listCampaigns(db, { phoneNumberId: number, ...filter })).map(({ name }) => name);
    expect(await names()).toEqual(["c", "b", "a"]);
    expect(await names({ states: ["planned", "paused"] })).toEqual(["c", "a"]);
    expect(await names({ states: ["planned", "paused"], limit: 1 })).toEqual(["c"]);
    expect(await names({ states: ["done"] })).toEqual([]);
  });

  it("move only from where they are said to be", async () => {
    const db = await open();
    for (const [place, state] of campaignStates.entries()) {
      const id = (await createCampaign(db, given({ state, name: state }))) ?? 0;
      const from = ["planned", "paused"] as const;
      const moved = await changeCampaign(db, id, { state: "running", at: noon + place, from });
      expect([state, moved]).toEqual([state, state === "planned" || state === "paused"]);
      const now = await getCampaign(db, id);
      expect(now).toMatchObject({ state: moved ? "running" : state, updated_at: moved ? noon + place : noon });
    }
    expect(await changeCampaign(db, 99, { state: "running", at: noon })).toBe(false);
  });

  it("say why they are paused, and forget it when they go on", async () => {
    const db = await open();
    const id = (await createCampaign(db, given({ state: "running" }))) ?? 0;
    const why = { reason: "graph.account_locked", reasonText: '{"text":{}}' };
    await changeCampaign(db, id, { state: "paused", at: noon + 1, ...why });
    expect(await getCampaign(db, id)).toMatchObject({
      state: "paused",
      reason: "graph.account_locked",
      reason_text: '{"text":{}}',
      due_at: null,
    });
    await changeCampaign(db, id, { state: "scheduled", at: noon + 2, dueAt: noon + 900 });
    expect(await getCampaign(db, id)).toMatchObject({ reason: null, reason_text: null, due_at: noon + 900 });
    await changeCampaign(db, id, { state: "running", at: noon + 3 });
    expect(await getCampaign(db, id)).toMatchObject({ reason: null, due_at: null });
  });

  it("know when they were started first and when they ended last", async () => {
    const db = await open();
    const id = (await createCampaign(db, given())) ?? 0;
    const times: (number | null | undefined)[][] = [];
    for (const [place, state] of (
      ["running", "paused", "running", "done", "running", "cancelled"] as const
    ).entries()) {
      await changeCampaign(db, id, { state, at: noon + place });
      const row = await getCampaign(db, id);
      times.push([row?.started_at, row?.finished_at]);
    }
    expect(times).toEqual([
      [noon, null],
      [noon, null],
      [noon, null],
      [noon, noon + 3],
      // A failed message is sent again: it is not over after all.
      [noon, null],
      [noon, noon + 5],
    ]);
  });

  it("keep the ids of their files", async () => {
    const db = await open();
    const id = (await createCampaign(db, given())) ?? 0;
    await keepUploads(db, id, '{"h":{"id":"1"}}');
    expect((await getCampaign(db, id))?.uploads).toBe('{"h":{"id":"1"}}');
  });
});
