import { describe, expect, it } from "vitest";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { recipients } from "../../helpers/simulator-process.ts";
import { happenings } from "./happenings.ts";
import { receivedInTheEnd } from "./in-the-end.ts";
import { journalWorld, type Happening } from "./journal-world.ts";
import { isLongForm } from "./long-form.ts";
import { steps } from "./runner.ts";

const to = recipients(12);
const everybodyOnce = new Map(to.map((phone) => [phone, 1]));

interface Case extends Happening {
  readonly name: string;
}

/** Everything that may happen, at every step. */
const casesAt = (time: number): Case[] =>
  steps.flatMap((step) => Object.entries(happenings).map(([name, happen]) => ({ name, step, time, happen })));

const kill = happenings["kill -9"];
if (kill === undefined) throw new Error("there is no kill -9");

describeEachDatabase("whatever happens while a campaign is sent, nobody gets two and nobody is lost", (_, more) => {
  const after = async (...given: readonly Happening[]): Promise<ReadonlyMap<string, number>> => {
    const at = await more.address();
    return receivedInTheEnd(await journalWorld(async () => more.openAt(at), to, given));
  };

  it.each(casesAt(2))("$name $step", async (one) => {
    expect(await after(one)).toEqual(everybodyOnce);
  });

  it.each(isLongForm ? [...casesAt(1), ...casesAt(3)] : [])("$name $step, the time $time", async (one) => {
    expect(await after(one)).toEqual(everybodyOnce);
  });

  describe.each(isLongForm ? steps : [])("and kill -9 %s soon after", (step) => {
    it.each(casesAt(2))("$name $step", async (one) => {
      expect(await after(one, { step, time: 3, happen: kill, isSure: false })).toEqual(everybodyOnce);
    });
  });
});
