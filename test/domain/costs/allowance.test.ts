import { expect, test } from "vitest";
import { freeServiceLeft } from "../../../src/domain/costs/allowance.ts";
import { survey } from "../../../src/domain/messages/prepare.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { people, sendWorld } from "../messages/world.ts";

const number = "100200300";
const day = 86_400_000;

const answers = (count: number, changes: Partial<MessageRow> = {}, from = 0): MessageRow[] =>
  Array.from({ length: count }, (_, place) =>
    messageRow(from + place, {
      type: "text",
      category: "service",
      state: "delivered",
      phone_number_id: number,
      wamid: `wamid.${from + place}`,
      accepted_at: noon,
      ...changes,
    }),
  );

describeEachDatabase("the free answers of the month", (open) => {
  test("are those of this number that Meta took this month and has not reported as failed", async () => {
    const db = await open();
    await insertMessages(db, [
      ...answers(3),
      ...answers(2, { state: "accepted" }, 10),
      ...answers(1, { state: "failed" }, 20),
      ...answers(1, { type: "reaction" }, 30),
      ...answers(1, { category: "utility" }, 40),
      ...answers(1, { phone_number_id: "another" }, 50),
      ...answers(1, { accepted_at: noon - 20 * day }, 60),
    ]);
    expect(await freeServiceLeft(db, number, noon + day)).toBe(995);
    expect(await freeServiceLeft(db, number, noon + 31 * day)).toBe(1_000);
  });

  test("run out in the middle of a request: the rest is estimated at the rate, and reactions use none up", async () => {
    const db = await open();
    const world = await sendWorld(db);
    const { phoneNumberId } = world.simulator;
    await insertMessages(db, answers(998, { phone_number_id: phoneNumberId }));
    const text = {
      type: "text",
      template: undefined,
      language: undefined,
      category: "service",
      content: { type: "text", text: { body: "Ya va" } },
    } as const;
    const priced = await survey(world.plan(people(3), { notice: text }));
    expect(priced.map(({ estimate }) => [estimate.rule, estimate.micros === 0])).toEqual([
      ["service-allowance", true],
      ["service-allowance", true],
      ["list-rate", false],
    ]);
    const reaction = { message_id: "wamid.in", emoji: "👍" };
    const reactions = await survey(
      world.plan(people(3), { notice: { ...text, type: "reaction", content: { type: "reaction", reaction } } }),
    );
    expect(reactions.map(({ estimate }) => estimate)).toMatchObject(
      Array.from({ length: 3 }, () => ({ rule: "reaction", charged: false, micros: 0 })),
    );
  });
});
