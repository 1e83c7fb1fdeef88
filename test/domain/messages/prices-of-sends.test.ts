import { expect, test } from "vitest";
import { shippedTariff, type CardBand, type Tariff } from "../../../src/domain/costs/tariff.ts";
import { survey } from "../../../src/domain/messages/prepare.ts";
import { insertMessages, messagesOfCampaign } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { hello, people, sendWorld } from "./world.ts";

const band = (from: number, to: number | null, micros: number, discount: number): CardBand => ({
  currency: "USD",
  effectiveFrom: "2026-10-01",
  market: "North America",
  category: "utility",
  evidence: "imported-file",
  micros,
  from,
  to,
  discount,
});

/** A table whose first discount begins at the fourth message of the month. */
const tariff: Tariff = {
  ...shippedTariff,
  cards: { rates: [], bands: [band(1, 3, 3_400, 0), band(4, null, 3_000, 10)] },
};

describeEachDatabase("the prices of a request", (open) => {
  test("reach the volume tier that the month's messages have come to, and are stored so", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { phoneNumberId } = world.simulator;
    await insertMessages(
      db,
      [0, 1].map((place) =>
        messageRow(place, {
          market: "North America",
          state: "delivered",
          wamid: `wamid.${place}`,
          accepted_at: noon - 1_000,
          delivered_at: noon - 1_000,
          estimate_micros: 3_400,
          phone_number_id: phoneNumberId,
        }),
      ),
    );
    const found = await survey(world.plan(people(3), { tariff }));
    expect(found.map(({ estimate }) => [estimate.micros, estimate.rule])).toEqual([
      [3_400, "list-rate"],
      [3_000, "tier-rate"],
      [3_000, "tier-rate"],
    ]);
    const { campaignId } = await world.queue(people(3), { tariff });
    const rows = await messagesOfCampaign(db, campaignId);
    expect(rows.map((row) => row.estimate_micros)).toEqual([3_400, 3_000, 3_000]);
  });

  test("count nobody who gets nothing: who is left out has the list price beside the name", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const [known = "", ...others] = people(6);
    await world.queue([known], { key: "before" });
    const found = await survey(world.plan([...others, known], { tariff, optedIn: undefined }));
    expect(found.filter(({ refusal }) => refusal !== undefined)).toHaveLength(5);
    expect(found.map(({ estimate }) => estimate.micros)).toEqual(Array.from({ length: 6 }, () => 3_400));
  });

  test("of an account with the international rate: codes abroad cost it, those at home do not", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const notice = { ...hello, category: "authentication" as const };
    const to = ["+919000000000", "+12025550101"];
    const eligibility = { location: "US", from: 0, exceptions: {} };
    const micros = async (changes: object): Promise<unknown[]> =>
      (await survey(world.plan(to, { notice, ...changes }))).map(({ estimate }) => estimate.micros);
    expect(await micros({})).toEqual([1_400, 3_400]);
    expect(await micros({ eligibility })).toEqual([30_400, 3_400]);
    expect(await micros({ eligibility: { ...eligibility, location: "IN" } })).toEqual([1_400, 3_400]);
  });
});
