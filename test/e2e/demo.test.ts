import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { answerOf, freshHome, recado } from "../helpers/processes.ts";

interface DemoAnswer {
  readonly import: {
    readonly rows: number;
    readonly created: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly merged: number;
    readonly rejected: number;
    readonly withoutConsent: number;
    readonly rejects: readonly { readonly row: number; readonly code: string }[];
  };
  readonly notices: Readonly<Record<string, number>>;
  readonly offers: Readonly<Record<string, number>>;
  readonly optedOut: string | null;
  readonly costs: {
    readonly total: string;
    readonly messages: number;
    readonly charged: number;
    readonly free: number;
    readonly rows: readonly { readonly messages: number; readonly amount: string }[];
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, one) => total + one, 0);
/** Millionths: decimal strings are not added as floats. */
const micros = (amount: string): number => Math.round(Number(amount) * 1_000_000);
const taken = ["accepted", "sent", "delivered", "read"];
const takenOf = (counts: Readonly<Record<string, number>>): number =>
  sum(Object.entries(counts).flatMap(([state, count]) => (taken.includes(state) ? [count] : [])));

describe("recado demo in an empty home", () => {
  test.each([
    ["en", /what it cost/i, /customers read and answer/i],
    ["es", /lo que costó/i, /los clientes leen y responden/i],
  ])("ends by itself in %s and tells the whole story", async (language, costs, answers) => {
    const home = freshHome();
    const ended = await recado(["demo", "--lang", language], { home });
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.stdout).toMatch(costs);
    expect(ended.stdout).toMatch(answers);
    expect(ended.stdout).toContain("BAJA");
    expect(ended.stdout).not.toMatch(/undefined|NaN|\[object/);
    // Nothing is left in the home of somebody who only looked.
    expect(readdirSync(home)).toEqual([]);
  });

  test("its JSON adds up", async () => {
    const ended = await recado(["demo", "--json"], { home: freshHome() });
    expect(ended).toMatchObject({ code: 0, signal: null });
    const { import: list, notices, offers, optedOut, costs } = answerOf(ended) as DemoAnswer;
    expect(list.rows).toBe(list.created + list.updated + list.unchanged + list.merged + list.rejected);
    expect(list.rejects).toHaveLength(list.rejected);
    expect(list.rows).toBeGreaterThanOrEqual(25);
    expect(list.rejected).toBeGreaterThan(1);
    expect(list.merged).toBeGreaterThan(0);
    expect(notices["skipped"]).toBe(list.withoutConsent);
    expect(sum(Object.values(notices))).toBe(list.created);
    expect(notices["read"]).toBeGreaterThan(0);
    // The one who answered BAJA is refused the offer, and is the only one.
    expect(optedOut).toMatch(/^\+\d{8,15}$/);
    expect(offers["skipped"]).toBe(1);
    expect(costs.messages).toBe(takenOf(notices) + takenOf(offers));
    expect(costs.charged + costs.free).toBeLessThanOrEqual(costs.messages);
    expect(sum(costs.rows.map(({ messages }) => messages))).toBe(costs.messages);
    expect(sum(costs.rows.map(({ amount }) => micros(amount)))).toBe(micros(costs.total));
    expect(micros(costs.total)).toBeGreaterThan(0);
  });
});
