import { expect, it } from "vitest";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { peopleReached, reachedBefore } from "../../../src/storage/repos/portfolio-use.ts";
import { messagesAt } from "../../../src/storage/repos/planned-messages.ts";
import { waitingElsewhere } from "../../../src/storage/repos/waiting-elsewhere.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const day = 86_400_000;
const hour = 3_600_000;

describeEachDatabase("people reached in 24 hours", (open) => {
  it("counts different people, whom Meta took, outside of their windows, by the numbers that are asked for", async () => {
    const db = await open();
    const taken = { state: "delivered", accepted_at: noon } as const;
    const same = { customer_phone: "+12025550101" };
    await insertMessages(db, [
      messageRow(1, { ...taken, ...same }),
      messageRow(2, { ...taken, ...same, state: "read" }),
      messageRow(3, { ...taken, state: "failed" }),
      messageRow(4, { state: "queued" }),
      messageRow(5, { ...taken, accepted_at: noon - day - 1 }),
      messageRow(6, { ...taken, phone_number_id: "9" }),
      messageRow(7, { ...taken, state: "accepted" }),
      // Wrote an hour before: what they got was an answer.
      messageRow(8, { direction: "in", state: "received", customer_phone: "+12025550108", created_at: noon - hour }),
      messageRow(9, { ...taken, customer_phone: "+12025550108" }),
      // Wrote after it, and two days before it: they were written to without being asked.
      messageRow(10, { direction: "in", state: "received", customer_phone: "+12025550110", created_at: noon + hour }),
      messageRow(11, {
        direction: "in",
        state: "received",
        customer_phone: "+12025550110",
        created_at: noon - 2 * day,
      }),
      messageRow(12, { ...taken, customer_phone: "+12025550110" }),
    ]);
    expect(await peopleReached(db, { since: noon - day, numbers: ["100200300"] })).toBe(3);
    expect(await peopleReached(db, { since: noon - day, numbers: ["100200300", "9"] })).toBe(4);
  });

  it("counts who waits for a campaign and was reached already, each of them once", async () => {
    const db = await open();
    const taken = { state: "delivered", accepted_at: noon } as const;
    const phone = (place: number): string => `+1202555010${place}`;
    await insertMessages(db, [
      ...[1, 2, 3, 4, 5, 6].map((place) => messageRow(place, { campaign_id: 1, customer_phone: phone(place) })),
      messageRow(11, { ...taken, customer_phone: phone(1) }),
      messageRow(12, { ...taken, customer_phone: phone(1), state: "uncertain" }),
      messageRow(13, { ...taken, customer_phone: phone(2), accepted_at: noon - day - 1 }),
      messageRow(14, { ...taken, customer_phone: phone(3), phone_number_id: "9" }),
      messageRow(15, { ...taken, customer_phone: phone(4), state: "failed" }),
      messageRow(16, { direction: "in", state: "received", customer_phone: phone(5), created_at: noon - hour }),
      messageRow(17, { ...taken, customer_phone: phone(5) }),
      messageRow(18, { ...taken, customer_phone: phone(7) }),
      messageRow(19, { ...taken, customer_phone: phone(8), campaign_id: 1 }),
    ]);
    const since = noon - day;
    expect(await reachedBefore(db, { campaignId: 1, since, numbers: ["100200300"] })).toBe(1);
    expect(await reachedBefore(db, { campaignId: 1, since, numbers: ["100200300", "9"] })).toBe(2);
    expect(await reachedBefore(db, { campaignId: 2, since, numbers: ["100200300"] })).toBe(0);
  });

  it("finds who waits for another campaign too", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(1, { campaign_id: 1, contact_id: 1 }),
      messageRow(2, { campaign_id: 1, contact_id: 2 }),
      messageRow(3, { campaign_id: 1, contact_id: 3 }),
      messageRow(4, { campaign_id: 2, contact_id: 1 }),
      messageRow(5, { campaign_id: 2, contact_id: 2, state: "delivered" }),
      messageRow(6, { campaign_id: 3, contact_id: 1, state: "sending" }),
    ]);
    expect(await waitingElsewhere(db, 1)).toBe(1);
    expect(await waitingElsewhere(db, 2)).toBe(1);
  });

  it("finds the first message of places, in the order asked", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(1, { campaign_id: 1, position: 4 }),
      messageRow(2, { campaign_id: 1, position: 7 }),
      messageRow(3, { campaign_id: 1, position: 4, created_at: noon + day }),
      messageRow(4, { campaign_id: 2, position: 4 }),
    ]);
    expect((await messagesAt(db, 1, [7, 4, 9])).map(({ id }) => id)).toEqual(["msg_000002", "msg_000001"]);
  });
});
