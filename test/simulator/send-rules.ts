import { expect, test } from "vitest";
import type { Simulator } from "../../src/testing.ts";
import { code, details, person, send } from "./helpers.ts";
import { interactive } from "./send-bodies.ts";

export type Content = Record<string, unknown>;
type Inside = [name: string, content: () => Content];
type Outside = [name: string, content: () => Content, code: number, details?: string];

const indian = "+910000000000";
const to = (content: Content): string => (content["type"] === "address_message" ? indian : person);

/** Tests one interactive message for each rule: those just inside are accepted, those just outside refused. */
export function rules(sim: () => Simulator, inside: readonly Inside[], outside: readonly Outside[]): void {
  test.each(inside)("%s: accepted", async (_, content) => {
    const body = content();
    const answer = await send(sim(), interactive(body, to(body)));
    expect([answer.status, details(answer)]).toEqual([200, undefined]);
  });
  test.each(outside)("%s: refused", async (_, content, expected, sentence) => {
    const body = content();
    const answer = await send(sim(), interactive(body, to(body)));
    const said = sentence === undefined ? undefined : details(answer);
    expect([answer.status, code(answer), said]).toEqual([400, expected, sentence]);
    expect(sim().count()).toBe(0);
  });
}
