import { expect, it } from "vitest";
import { readFrequency } from "../../../src/domain/consent/frequency.ts";
import { lookUpConsent } from "../../../src/domain/messages/consent-lookup.ts";
import { survey, type SendPlan } from "../../../src/domain/messages/prepare.ts";
import { requeueAllowed } from "../../../src/domain/messages/requeue.ts";
import { recheckBy, type Recheck } from "../../../src/domain/outbox/recheck.ts";
import type { Database } from "../../../src/storage/database.ts";
import { findContactsByLines, updateContact } from "../../../src/storage/repos/contacts.ts";
import { insertMessages, messagesOfCampaign } from "../../../src/storage/repos/messages.ts";
import { messageStates, type MessageState } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow } from "../../helpers/rows.ts";
import { hello, people, sendWorld, type SendWorld } from "./world.ts";

const day = 86_400_000;
const weekly = readFrequency("1/7d");
const offer = { ...hello, category: "marketing" } as const;

describeEachDatabase("how often marketing may go", (open) => {
  const [to = ""] = people(1);

  const world = async (): Promise<
    SendWorld & { db: Database; offers: (key: string, changes?: Partial<SendPlan>) => Promise<number> }
  > => {
    const db = await open();
    const made = await sendWorld(db);
    const offers = async (key: string, changes: Partial<SendPlan> = {}): Promise<number> => {
      const plan = { notice: offer, marketingLimit: weekly, ...changes };
      return (await made.queue([to], { key, ...plan })).campaignId;
    };
    return { ...made, db, offers };
  };
  const recheck: { readonly recheck: Recheck } = { recheck: recheckBy({ marketingLimit: weekly }) };
  const statesOf = async (db: Database, id: number) =>
    (await messagesOfCampaign(db, id)).map(({ state, reason }) => [state, reason]);

  it("the second in a week is refused, notices never are, and after the week it goes", async () => {
    const one = await world();
    await one.send(await one.offers("a"), recheck);
    const second = await one.offers("b");
    expect(await statesOf(one.db, second)).toEqual([["skipped", "policy.frequency"]]);
    const notice = await one.offers("c", { notice: hello });
    await one.send(notice, recheck);
    expect(one.received()).toEqual({ [to]: 2 });

    await one.clock.sleep(8 * day);
    const ground = { optedIn: undefined, actor: "ana", now: one.clock.now(), marketingLimit: weekly };
    await requeueAllowed(one.db, second, ground);
    await one.send(second, recheck);
    expect(one.received()).toEqual({ [to]: 3 });
  });

  it("a contact's own limit comes first, also where there is no other", async () => {
    const one = await world();
    await one.send(await one.offers("a"), recheck);
    const { recipients } = one.plan([to]);
    const line = recipients[0]?.line ?? 0;
    const contact = (await findContactsByLines(one.db, [line])).get(line);
    const set = async (limit: string | null) =>
      updateContact(one.db, contact?.id ?? 0, { marketing_limit: limit, updated_at: 1 });
    const refusal = async (marketingLimit = weekly) => {
      const plan = one.plan([to], { notice: offer, marketingLimit });
      return (await survey(plan))[0]?.refusal?.code;
    };
    expect(await refusal()).toBe("policy.frequency");
    await set("none");
    expect(await refusal()).toBeUndefined();
    await set("2/7d");
    expect(await refusal()).toBeUndefined();
    await set("1/2h");
    expect(await refusal(undefined)).toBe("policy.frequency");
  });

  it("of two that wait, the older goes and the other is held back at the moment of sending", async () => {
    const one = await world();
    const first = await one.offers("a", { marketingLimit: undefined });
    await one.clock.sleep(1);
    const second = await one.offers("b", { marketingLimit: undefined });
    await one.send(second, recheck);
    expect(await statesOf(one.db, second)).toEqual([["skipped", "policy.frequency"]]);
    await one.send(first, recheck);
    expect(one.received()).toEqual({ [to]: 1 });
  });

  it("somebody who agreed just now is still asked how often", async () => {
    const one = await world();
    await one.send(await one.offers("a", { notice: { ...hello, category: "utility" } }));
    const line = one.plan([to]).recipients[0]?.line ?? 0;
    const id = (await findContactsByLines(one.db, [line])).get(line)?.id ?? 0;
    const now = one.clock.now();
    await insertMessages(one.db, [
      messageRow(1, { contact_id: id, category: "marketing", state: "sent", accepted_at: now }),
    ]);
    const [finding] = await lookUpConsent(one.db, one.plan([to]).recipients, {
      ...one.plan([to]),
      category: "marketing",
      marketingLimit: weekly,
    });
    expect([finding?.refusal?.code, finding?.newConsent]).toEqual(["policy.frequency", false]);
  });

  const counted: readonly MessageState[] = ["queued", "sending", "accepted", "sent", "delivered", "read", "uncertain"];
  it.each(messageStates.filter((state) => state !== "received"))("counts or not what is %s", async (state) => {
    const one = await world();
    await one.send(await one.offers("a", { notice: hello }));
    const line = one.plan([to]).recipients[0]?.line ?? 0;
    const id = (await findContactsByLines(one.db, [line])).get(line)?.id ?? 0;
    const now = one.clock.now();
    await insertMessages(one.db, [
      messageRow(1, { contact_id: id, category: "marketing", state, created_at: now, updated_at: now }),
    ]);
    const [prospect] = await survey(one.plan([to], { notice: offer, marketingLimit: weekly }));
    expect(prospect?.refusal?.code).toBe(counted.includes(state) ? "policy.frequency" : undefined);
  });
});
