import { expect, test } from "vitest";
import type { AuthEligibility } from "../../../src/domain/costs/auth-international.ts";
import { latestEligibility } from "../../../src/domain/costs/auth-known.ts";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { tierNotices } from "../../../src/storage/repos/tier-notices.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { status, wabaId } from "./bodies.ts";
import { outgoing } from "./rows.ts";
import { tiered } from "./tiered.ts";

const now = Date.UTC(2026, 10, 20);
const noon = Date.UTC(2026, 10, 12, 12);

let count = 0;
async function take(db: Database, body: object): Promise<string | undefined> {
  count += 1;
  const row = { id: `whd_${count}`, body_hash: `hash-${count}`, body: JSON.stringify(body), received_at: now };
  await storeDelivery(db, row);
  const result = await processDelivery(db, row.id, { now, currency: "USD", tariff: tiered });
  return result.state === "processed" ? result.events[0]?.outcome : undefined;
}

/** @param time Unix seconds of the entry */
function update(value: object, time = noon / 1_000): object {
  const changes = [{ field: "account_update", value }];
  return { object: "whatsapp_business_account", entry: [{ id: wabaId, time, changes }] };
}

const tierUpdate = (info: object = {}): object =>
  update({
    event: "VOLUME_BASED_PRICING_TIER_UPDATE",
    volume_tier_info: {
      tier_update_time: noon / 1_000,
      pricing_category: "UTILITY",
      tier: "4:5",
      effective_month: "2026-11",
      region: "Mexico",
      ...info,
    },
  });

/** Settles the message as delivered at that instant; answers its price. */
async function settle(db: Database, of: number, at: number): Promise<number | null | undefined> {
  const message = { id: `msg_${of}`, wamid: `wamid.${of}`, state: "accepted", market: "Mexico" } as const;
  await insertMessages(db, [outgoing({ ...message, accepted_at: at - 5_000, created_at: at - 9_000 })]);
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "utility" };
  await take(db, status(message.wamid, "delivered", at / 1_000, { pricing }));
  const [row] = await db.query<{ micros: number | null }>(
    "SELECT settled_micros AS micros FROM messages WHERE id = ?",
    [message.id],
  );
  return row?.micros;
}

describeEachDatabase("Meta's notice of a volume tier", (open) => {
  test("gives the tier's price to what arrives from then on, though others sent the messages before", async () => {
    const db = await open();
    expect(await take(db, tierUpdate())).toBe("applied");
    expect(await settle(db, 1, noon - 1_000)).toBe(10_000);
    expect(await settle(db, 2, noon)).toBe(9_000);
    expect(await settle(db, 3, Date.UTC(2026, 11, 1))).toBe(10_000);
    await take(db, tierUpdate({ tier: "6:", tier_update_time: noon / 1_000 + 60 }));
    expect(await settle(db, 4, noon + 59_000)).toBe(9_000);
    expect(await settle(db, 5, noon + 60_000)).toBe(8_000);
  });

  test("counts once, with the earliest of its instants", async () => {
    const db = await open();
    const at = noon / 1_000;
    expect(await take(db, tierUpdate({ tier_update_time: at + 10 }))).toBe("applied");
    expect(await take(db, tierUpdate({ tier_update_time: at + 20 }))).toBe("duplicate");
    expect(await take(db, tierUpdate({ tier_update_time: at }))).toBe("applied");
    expect(await tierNotices(db, ["2026-11"])).toEqual([
      { month: "2026-11", market: "Mexico", category: "utility", tier_from: 4, update_time: noon },
    ]);
  });

  test.each([
    ["no tier", { tier: "many" }],
    ["no month", { effective_month: "soon" }],
    ["a market that nobody knows", { region: "Atlantis" }],
  ])("that names %s is kept with its delivery only", async (_, info) => {
    const db = await open();
    expect(await take(db, tierUpdate(info))).toBe("ignored");
    expect(await tierNotices(db, ["2026-11", "soon"])).toEqual([]);
  });
});

describeEachDatabase("the international rate of authentication", (open) => {
  const profile: AuthEligibility = { from: 1, exceptions: { IN: 2 }, location: "MX" };
  const eligible = (start: number, time?: number): object =>
    update(
      {
        event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
        auth_international_rate_eligibility: {
          start_time: start,
          exception_countries: [{ country_code: "id", start_time: start + 5 }],
        },
      },
      time,
    );
  const moved = (country: string, time?: number): object =>
    update({ event: "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", country }, time);

  test("is what the profile says until a webhook says otherwise", async () => {
    const db = await open();
    expect(await latestEligibility(db, wabaId, undefined)).toBeUndefined();
    expect(await latestEligibility(db, wabaId, profile)).toEqual(profile);
    expect(await take(db, moved("co"))).toBe("applied");
    expect(await latestEligibility(db, wabaId, undefined)).toBeUndefined();
    expect(await latestEligibility(db, wabaId, profile)).toEqual({ ...profile, location: "CO" });
    expect(await take(db, eligible(1_000))).toBe("applied");
    const told = { from: 1_000_000, exceptions: { ID: 1_005_000 }, location: "CO" };
    expect(await latestEligibility(db, wabaId, profile)).toEqual(told);
    expect(await latestEligibility(db, wabaId, undefined)).toEqual(told);
    expect(await latestEligibility(db, "another", profile)).toEqual(profile);
  });

  test("is the latest that Meta said, whatever comes last", async () => {
    const db = await open();
    await take(db, eligible(2_000, 20));
    expect(await take(db, eligible(1_000, 10))).toBe("duplicate");
    await take(db, moved("BR", 20));
    await take(db, moved("PE", 10));
    expect(await latestEligibility(db, wabaId, undefined)).toMatchObject({ from: 2_000_000, location: "BR" });
  });
});
