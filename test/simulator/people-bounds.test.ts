import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeRoom } from "../../src/simulator/make-room.ts";
import { PhoneUses } from "../../src/simulator/people/phone-uses.ts";
import { WaitingMessages } from "../../src/simulator/people/waiting.ts";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, hello, send, text } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const [ana, ben, cleo, dan] = ["12025550111", "12025550112", "12025550113", "12025550114"] as const;

test("of more people than are kept the first is forgotten, but nobody with an open window before the others", async () => {
  await using sim = await startSimulator({ ...still, keep: { people: 2 } });
  const known = (): string[] => sim.customers().map(({ phone }) => phone);
  sim.inbound({ from: ana, text: "Hello" });
  sim.customer(ben, { optOut: true });
  sim.customer(cleo, { optOut: true });
  expect(known()).toEqual([ana, cleo]);
  expect(sim.describeCustomer(ben).optOut).toBe(false);
  sim.inbound({ from: dan, text: "Hello" });
  expect(known()).toEqual([ana, dan]);
  // Where everybody's window is open, the one opened first goes.
  sim.inbound({ from: cleo, text: "Hello" });
  expect(known()).toEqual([dan, cleo]);
  await send(sim, text("Hi", dan));
  await sim.advance("1m");
  expect(sim.messages()[0]?.status).toBe("read");
});

test("a large limit makes room for several at once", () => {
  const numbers = new Map(Array.from({ length: 100 }, (_, number) => [number, number % 2]));
  makeRoom(numbers, 101);
  expect(numbers.size).toBe(100);
  makeRoom(numbers, 100, (odd) => odd === 1);
  expect(numbers.size).toBe(89);
  expect([...numbers.keys()].slice(0, 12)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 22]);
});

test("of more messages than may wait, those go first that are for who has waited longest", () => {
  const waiting = new WaitingMessages(3);
  const add = (phone: string, message: string): void =>
    waiting.add(phone, {
      course: { message, number: "1", priced: { category: "service", insideWindow: true } },
      until: 2,
    });
  for (const [phone, message] of [
    [ana, "1"],
    [ben, "2"],
    [ana, "3"],
    [ben, "4"],
    [cleo, "5"],
  ] as const)
    add(phone, message);
  const left = (phone: string): string[] => waiting.take(phone, 1).map(({ message }) => message);
  expect([left(ana), left(ben), left(cleo)]).toEqual([[], ["2", "4"], ["5"]]);
  for (const message of ["6", "7", "8", "9"]) add(dan, message);
  expect(left(dan)).toEqual(["7", "8", "9"]);
});

test("of 100,000 phone numbers it is known when they were last used", () => {
  const uses = new PhoneUses();
  for (let number = 0; number < 100_000; number++) uses.note(String(12_000_000_000 + number), number);
  uses.note("12000000000", 100_000);
  uses.note(ana, 100_001);
  expect(uses.at("12000000000")).toBe(100_000);
  expect(uses.at("12000000001")).toBeUndefined();
  expect(uses.save().length).toBeLessThanOrEqual(100_000);
});

test("a saved state knows which numbers were used", async () => {
  const folder = mkdtempSync(join(tmpdir(), "recado-people-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const options = { ...still, state: join(folder, "state.json") };
  const first = await startSimulator(options);
  await send(first, hello());
  await first.close();
  await using second = await startSimulator(options);
  await using receiver = await connect(second);
  for (const from of [ana, ben]) second.inbound({ from, profile: { username: `name.${from}` }, text: "Hello" });
  await second.settled();
  expect(receiver.values("messages").map((value) => at(value, "messages", 0, "from"))).toEqual([ana, undefined]);
});
