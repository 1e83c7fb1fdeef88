import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createGraphClient } from "../../src/graph/client.ts";
import { routes } from "../../src/simulator/http/routes.ts";
import { shares, unreached, unsimulated } from "./shares.ts";

/** The names of an object's methods, those of its ancestors included. */
function methodsOf(object: object): string[] {
  const names: string[] = [];
  let type: object | null = Reflect.getPrototypeOf(object);
  while (type !== null && type !== Object.prototype) {
    const described = Object.entries(Object.getOwnPropertyDescriptors(type));
    names.push(...described.flatMap(([name, { value }]) => (typeof value === "function" ? [name] : [])));
    type = Reflect.getPrototypeOf(type);
  }
  return names.filter((name) => name !== "constructor");
}

/** `media.get` and so on: everything that a client has to call besides `request` and `close`. */
function everyMethod(): string[] {
  const client = createGraphClient({ accessToken: "none" });
  return Object.entries(client).flatMap(([api, value]: [string, unknown]) =>
    typeof value === "object" && value !== null ? methodsOf(value).map((name) => `${api}.${name}`) : [],
  );
}

test("every method of the client stands in one contract test", () => {
  const listed = Object.values(shares).flatMap(({ methods }) =>
    Object.entries(methods).flatMap(([api, names]: [string, readonly string[]]) =>
      names.map((name) => `${api}.${name}`),
    ),
  );
  expect([...listed, ...unsimulated].toSorted()).toEqual([...new Set(everyMethod())].toSorted());
});

test("every route of the simulator is reached by one contract test, or it says why not", () => {
  const listed = [...Object.values(shares).flatMap((share) => share.routes), ...Object.keys(unreached)];
  expect(listed.toSorted()).toEqual(routes.map(({ name }) => name).toSorted());
});

test.each(Object.keys(shares))("the contract of %s has a file that makes sure of it", (name) => {
  const file = new URL(`${name}.test.ts`, import.meta.url);
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file, "utf8").trimEnd()).toMatch(/\neverythingWasUsed\(\);$/);
});
