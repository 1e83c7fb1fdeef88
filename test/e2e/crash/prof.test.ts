import { it } from "vitest";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { happenings } from "./happenings.ts";
import { expectAllIsWell, journalWorld } from "./journal-world.ts";

describeEachDatabase("prof", (_, { address, openAt }) => {
  it.each([1,2,3,4,5,6])("%i", async () => {
    const t0 = performance.now();
    const at = await address();
    await openAt(at);
    const t1 = performance.now();
    const world = await journalWorld(async () => openAt(at), 12, [{ step: "during the call", time: 2, happen: happenings["kill -9"]! }]);
    const t2 = performance.now();
    await expectAllIsWell(world);
    const t3 = performance.now();
    process.stdout.write(`first open ${Math.round(t1-t0)} world ${Math.round(t2-t1)} run ${Math.round(t3-t2)}\n`);
  });
});
