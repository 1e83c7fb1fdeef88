import { expect, test } from "vitest";
import { explainCode, graphErrorEntries } from "../../src/graph/error-codes.ts";

const span = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Meta's list, as of September 2026. */
const documented = [
  [0, 1, 2, 3, 4, 10, 33, 100, 104, 190, 368, 613, 80007, 130429, 131048, 131056, 131064, 133016],
  span(200, 299),
  [
    130403, 130472, 130497, 130501, 131000, 131005, 131008, 131009, 131016, 131021, 131026, 131030, 131031, 131035,
    131036,
  ],
  [
    131037, 131042, 131044, 131045, 131047, 131049, 131050, 131051, 131052, 131053, 131055, 131057, 131058, 131059,
    131060,
  ],
  [131061, 131062, 131063, 134011, 134100, 134101, 134102, 134103, 135000, 136024, 137000, 2046, 2047],
  [132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132018, 132021, 132068, 132069, 139200],
  span(139000, 139006),
  [2388019, 2388023, 2388024, 2388039, 2388040, 2388043, 2388047, 2388072, 2388073, 2388293, 2388299, 2388318, 2388330],
  [2388001, 2388012, 2388091, 2388093, 2388103],
  [133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 1752041, 2494100, 2593079, 2593085],
  [2593107, 2593108, 2593109],
  span(139100, 139103),
  span(147001, 147005),
  span(200005, 200007),
  span(2494164, 2494179),
  [131020, 131041, 131201, 131202, 131203, 131204],
  span(131207, 131215),
  span(138000, 138007),
  [138009, 138012, 138013, 138014, 138015, 138017, 138018],
  span(138019, 138023),
].flat();

test.each(documented)("code %i is explained in both languages", (code) => {
  const entry = explainCode(code);
  expect(entry.name).not.toBe("unknown");
  for (const text of [entry.title, entry.explanation, entry.next]) {
    expect(text.en.length).toBeGreaterThan(3);
    expect(text.es.length).toBeGreaterThan(3);
    expect(text.es).not.toBe(text.en);
  }
});

test("no code has two entries, and no entry is malformed", () => {
  const codes = graphErrorEntries.flatMap(({ code }) => (typeof code === "number" ? [code] : span(...code)));
  expect(new Set(codes).size).toBe(codes.length);
  for (const { name, explanation, next, title } of graphErrorEntries) {
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(title.en).not.toMatch(/\.$/);
    for (const sentence of [explanation.en, explanation.es]) expect(sentence).toMatch(/[^ ]\.$/);
    expect(next.en.includes("recado ")).toBe(next.es.includes("recado "));
  }
});

test.each([
  [190, 463, "token_expired"],
  [190, 467, "token_revoked"],
  [190, 460, "password_changed"],
  [190, 999, "token_expired"],
  [100, 33, "object_missing"],
  [100, 2388299, "template_variable_edge"],
  [100, undefined, "parameter"],
  [130429, 2494055, "rate_limited"],
  [368, 33, "policy_blocked"],
  [2388024, undefined, "template_exists"],
  [undefined, undefined, "unknown"],
  [424_242, undefined, "unknown"],
])("code %s with subcode %s is %s", (code, subcode, name) => {
  expect(explainCode(code, subcode).name).toBe(name);
});

test.each([0, 190, 368, 130497, 131031, 131042, 131048, 132015, 132016])("code %i stops a run", (code) => {
  expect(explainCode(code).stops).toBe(true);
});

test.each([100, 131026, 131047, 131050, 130429, 131056, 132000, 131000])("code %i does not stop a run", (code) => {
  expect(explainCode(code).stops ?? false).toBe(false);
});
