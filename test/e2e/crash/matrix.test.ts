import { it } from "vitest";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { happenings } from "./happenings.ts";
import { expectAllIsWell, journalWorld } from "./journal-world.ts";
import { steps } from "./runner.ts";

const cases = steps.flatMap((step) => Object.entries(happenings).map(([name, happen]) => ({ step, name, happen })));

describeEachDatabase("whatever happens at whatever step of the journal", (_, { address, openAt }) => {
  it.each(cases)("$name $step: nobody twice, nobody lost", async ({ step, happen }) => {
    const at = await address();
    const world = await journalWorld(async () => openAt(at), 12, [{ step, time: 2, happen }]);
    await expectAllIsWell(world);
  });
});
