import { describe, it } from "vitest";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { happenings } from "./happenings.ts";
import { expectAllIsWell, journalWorld, type Happening } from "./journal-world.ts";
import { isLongForm } from "./long-form.ts";
import { steps } from "./runner.ts";

const people = 12;

interface Case extends Happening {
  readonly name: string;
}

/** Everything that may happen, at every step. */
const casesAt = (time: number): Case[] =>
  steps.flatMap((step) => Object.entries(happenings).map(([name, happen]) => ({ name, step, time, happen })));

const kill = happenings["kill -9"];
if (kill === undefined) throw new Error("there is no kill -9");

describeEachDatabase("whatever happens while a campaign is sent, nobody gets two and nobody is lost", (_, more) => {
  const check = async (...given: readonly Happening[]): Promise<void> => {
    const at = await more.address();
    await expectAllIsWell(await journalWorld(async () => more.openAt(at), people, given));
  };

  it.each(casesAt(2))("$name $step", async (one) => check(one));

  describe.runIf(isLongForm)("the long form", () => {
    it.each([...casesAt(1), ...casesAt(3)])("$name $step, the time $time", async (one) => check(one));

    describe.each(steps)("and kill -9 %s soon after", (step) => {
      it.each(casesAt(2))("$name $step", async (one) => check(one, { step, time: 3, happen: kill, isSure: false }));
    });
  });
});
