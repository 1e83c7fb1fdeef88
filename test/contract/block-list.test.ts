import { describe, expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { collect, contractWorld, everythingWasUsed, refusal } from "./book.ts";

const ana = "+12025550111";
const ben = "+12025550112";
const stranger = "+12025550119";
const phoneOf = (index: number): string => `120255501${String(index).padStart(2, "0")}`;

describe("the block list", () => {
  test("takes people who wrote, by number and by user id, and lets them go again", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.inbound({ from: ana, text: "Hola" });
    simulator.inbound({ from: ben, text: "Hola" });
    const { bsuid } = simulator.customer(ben);
    const blocked = await graph.blockList.block(simulator.phoneNumberId, [{ user: ana }, { user_id: bsuid }]);
    expect(blocked.failed).toEqual([]);
    expect(blocked.done).toMatchObject([
      { input: ana, wa_id: "12025550111" },
      { input: bsuid, user_id: bsuid },
    ]);
    expect(await collect(graph.blockList.list(simulator.phoneNumberId))).toMatchObject([
      { wa_id: "12025550111" },
      { wa_id: "12025550112", user_id: bsuid },
    ]);

    const hello = content.template({ name: "hello_world", language: "en_US" });
    await graph.messages.send(simulator.phoneNumberId, { messaging_product: "whatsapp", to: ana, ...hello });
    await simulator.advance("1s");
    expect(simulator.messages()).toMatchObject([{ status: "failed", errors: [{ code: 130_403 }] }]);

    const freed = await graph.blockList.unblock(simulator.phoneNumberId, [{ user: ana }, { user_id: bsuid }]);
    expect(freed.done).toHaveLength(2);
    expect(await collect(graph.blockList.list(simulator.phoneNumberId))).toEqual([]);
  });

  test("says who could not be blocked, and why, beside those who could", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.inbound({ from: ana, text: "Hola" });
    const { done, failed } = await graph.blockList.block(simulator.phoneNumberId, [{ user: ana }, { user: stranger }]);
    expect(done).toMatchObject([{ input: ana }]);
    expect(failed).toMatchObject([{ input: stranger, errors: [{ code: 131_047 }] }]);
    const nobody = await graph.blockList.unblock(simulator.phoneNumberId, [{ user: "1" }]);
    expect(nobody).toMatchObject({ done: [], failed: [{ input: "1" }] });
  });

  test("can be changed twice without harm, so that a lost answer is asked for again", async () => {
    const { simulator, graph } = await contractWorld();
    simulator.inbound({ from: ana, text: "Hola" });
    const fault = simulator.fault({ on: "block-users", kind: "reset-after-accept", times: 1 });
    const { done } = await graph.blockList.block(simulator.phoneNumberId, [{ user: ana }]);
    expect(done).toHaveLength(1);
    expect(fault.hits).toBe(1);
  });

  test("comes page by page, and says when it changed in between", async () => {
    const { simulator, graph } = await contractWorld();
    const people = Array.from({ length: 23 }, (_, index) => phoneOf(index + 10));
    for (const from of people) simulator.inbound({ from, text: "Hola" });
    await graph.blockList.block(
      simulator.phoneNumberId,
      people.map((user) => ({ user })),
    );
    const listed = await collect(graph.blockList.list(simulator.phoneNumberId, { pageSize: 5 }));
    expect(listed.map((user) => user.wa_id)).toEqual(people);

    const read = async (): Promise<void> => {
      for await (const { wa_id: user = "" } of graph.blockList.list(simulator.phoneNumberId, { pageSize: 5 })) {
        if (user === people[4]) await graph.blockList.unblock(simulator.phoneNumberId, [{ user }]);
      }
    };
    expect(await refusal(read())).toMatchObject({ graphCode: 139_102 });
  });

  test("refuses a parent id before a byte leaves, and an unknown number of the business", async () => {
    const { simulator, graph } = await contractWorld();
    const parent = graph.blockList.block(simulator.phoneNumberId, [{ user_id: "US.ENT.123" }]);
    await expect(parent).rejects.toMatchObject({ code: "graph.parent_user_id", exit: 2 });
    expect(await refusal(graph.blockList.block("100200300", [{ user: ana }]))).toMatchObject({ subcode: 33 });
  });
});

everythingWasUsed();
