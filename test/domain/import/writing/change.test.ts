import { expect, it } from "vitest";
import type { DuplicatePolicy } from "../../../../src/domain/import/writing/batch.ts";
import { changedBy, namesSaid, valuesBefore } from "../../../../src/domain/import/writing/change.ts";
import type { Earlier } from "../../../../src/domain/import/writing/change.ts";
import type { Person } from "../../../../src/domain/import/reading/person.ts";
import type { ListValues } from "../../../../src/storage/repos/contacts-bulk.ts";

const stored: ListValues = {
  phone: "+34600000012",
  match_key: 34600000012,
  given_phone: "600000012",
  country: "ES",
  name: "Ana",
  labels: '["Vip"]',
  fields: '{"Ciudad":"Lugo"}',
  language: null,
  time_zone: null,
  user_id: null,
  username: "ana",
  removed_at: null,
};

const blank: Person = {
  row: 2,
  line: 34600000012,
  phone: "+34600000012",
  country: "ES",
  given: "+34 600 000 012",
  name: "",
  language: "",
  timeZone: "",
  userId: "",
  username: "",
  labels: "",
  fields: "",
  grants: "",
  at: undefined,
  denials: undefined,
  proof: undefined,
};

type Case = [string, Partial<Person>, DuplicatePolicy, Earlier | undefined, Partial<ListValues> | undefined];
it.each<Case>([
  ["what is blank", {}, "merge", undefined, undefined],
  ["what is known", { name: "Ana", labels: '["vip"]', fields: '{"Ciudad":"Lugo"}' }, "merge", undefined, undefined],
  ["another name", { name: "Eva" }, "merge", undefined, { name: "Eva" }],
  ["a name that an earlier row said otherwise", { name: "Eva" }, "merge", new Set(["name"]), undefined],
  ["what an earlier row left blank", { language: "es" }, "merge", new Set(["language"]), { language: "es" }],
  ["one more label", { labels: '["VIP","nuevo"]' }, "merge", undefined, { labels: '["Vip","nuevo"]' }],
  ["one more column", { fields: '{"Nota":"x"}' }, "merge", undefined, { fields: '{"Ciudad":"Lugo","Nota":"x"}' }],
  [
    "a column called __proto__",
    { fields: '{"__proto__":"x"}' },
    "merge",
    undefined,
    {
      fields: '{"Ciudad":"Lugo","__proto__":"x"}',
    },
  ],
  [
    "a column that an earlier row said",
    { fields: '{"Ciudad":"Lima"}' },
    "merge",
    new Set(["fields.Ciudad"]),
    undefined,
  ],
  ["a column of a contact of the list", { fields: '{"Ciudad":"Lima"}' }, "merge", "all", undefined],
  ["a user id", { userId: "US.1" }, "merge", undefined, { user_id: "US.1" }],
  ["another name", { name: "Eva" }, "skip", undefined, undefined],
  ["nothing", {}, "replace", undefined, { name: null, labels: "[]", fields: "{}", username: null }],
  ["a name, in a later row", { name: "Eva", language: "es" }, "replace", new Set(["name"]), { language: "es" }],
])("%s changes only what is new (%o, %s)", (_, said, policy, earlier, expected) => {
  expect(changedBy({ ...blank, ...said }, stored, policy, earlier)).toEqual(expected);
});

it.each<[DuplicatePolicy, Earlier | undefined, Partial<ListValues> | undefined]>([
  ["merge", undefined, { removed_at: null }],
  ["skip", undefined, { removed_at: null }],
  ["skip", new Set(), undefined],
])("who was taken off is on the lists again (%s)", (policy, earlier, expected) => {
  expect(changedBy(blank, { ...stored, removed_at: 5 }, policy, earlier)).toEqual(expected);
});

it("a number is filled in, never rewritten", () => {
  const number = { phone: null, match_key: null, given_phone: null, country: "PT" };
  const changes = changedBy(blank, { ...stored, ...number }, "merge", undefined) ?? {};
  expect(changes).toEqual({ phone: blank.phone, match_key: blank.line, given_phone: blank.given, country: "ES" });
  expect(valuesBefore({ ...stored, ...number }, changes)).toEqual(number);
  expect(changedBy({ ...blank, line: 34600000099, phone: "+34600000099" }, stored, "merge", undefined)).toBeUndefined();
});

it("names what a row says", () => {
  expect(namesSaid({ ...blank, name: "Ana", timeZone: "UTC", fields: '{"Ciudad":"","__proto__":"x"}' })).toEqual([
    "name",
    "time_zone",
    "fields.Ciudad",
    "fields.__proto__",
  ]);
});
