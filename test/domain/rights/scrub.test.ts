import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { spellingsOf } from "../../../src/domain/rights/identity.ts";
import { scrubberFor } from "../../../src/domain/rights/scrub.ts";

const ana = { digits: ["12025550101"], userIds: ["US.9001"], wamids: new Set(["wamid.A1=="]) };

describe("taking a person out of what Meta delivered", () => {
  it.each<[string, unknown, unknown]>([
    [
      "an object that names them is theirs",
      { messages: [{ from: "12025550101", text: { body: "x" } }, { from: "2" }] },
      { messages: [{ from: "2" }] },
    ],
    ["with a plus sign too", { to: { phone: "+12025550101", name: "Ana" }, id: 1 }, { id: 1 }],
    ["as a number", [{ wa: 12025550101 }, { wa: 1 }], [{ wa: 1 }]],
    ["by user id", { contacts: [{ user_id: "US.9001", name: "Ana" }] }, { contacts: [] }],
    [
      "by a message of theirs",
      {
        statuses: [
          { id: "wamid.A1==", s: 1 },
          { id: "wamid.B", s: 1 },
        ],
      },
      { statuses: [{ id: "wamid.B", s: 1 }] },
    ],
    [
      "what others quote of them",
      { from: "2", context: { from: "12025550101", id: "wamid.A1==" }, text: { body: "ok" } },
      { from: "2", text: { body: "ok" } },
    ],
    [
      "a number in another's words",
      { from: "2", text: { body: "call +1 (202) 555-0101 now" } },
      { from: "2", text: { body: "call ••• now" } },
    ],
    [
      "a longer number is another's",
      { from: "120255501012", to: "912025550101" },
      { from: "120255501012", to: "912025550101" },
    ],
    ["in lists of plain values", { ids: ["12025550101", "3"] }, { ids: ["3"] }],
  ])("%s", (_, json, left) => {
    const scrubber = scrubberFor(ana);
    const text = JSON.stringify(json);
    expect(JSON.parse(scrubber.scrub(text))).toEqual(left);
    expect(scrubber.mentions(text)).toBe(JSON.stringify(left) !== text);
  });

  it("empties what is no JSON", () => {
    expect(scrubberFor(ana).scrub("12025550101 {")).toBe("{}");
  });

  it("sees ids whose slashes are escaped", () => {
    const scrubber = scrubberFor({ digits: [], userIds: [], wamids: new Set(["wamid.a/b"]) });
    expect(scrubber.mentions(String.raw`{"id":"wamid.a\/b"}`)).toBe(true);
  });

  it("leaves no trace wherever it stood, and what does not speak of them as it was", () => {
    const word = fc.oneof(
      fc.constantFrom("12025550101", "+12025550101", "US.9001", "call 1 202 555 0101", "wamid.A1=="),
      fc.string(),
      fc.constantFrom("12025550102", "from", "id"),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, word, fc.integer(), fc.array(tie("tree")), fc.dictionary(word, tie("tree"))),
    }));
    fc.assert(
      fc.property(fc.array(tree), (value) => {
        const scrubber = scrubberFor(ana);
        const text = JSON.stringify(value);
        const left = scrubber.scrub(text);
        expect(scrubber.mentions(left)).toBe(false);
        const expected: unknown = JSON.parse(scrubber.mentions(text) ? left : text);
        expect(JSON.parse(left)).toEqual(expected);
      }),
    );
  });
});

describe("the spellings of a line", () => {
  it.each([
    [525512345678, ["525512345678", "5215512345678"]],
    [5511987654321, ["5511987654321", "551187654321"]],
    [541123456789, ["541123456789", "5491123456789"]],
    [12025550101, ["12025550101"]],
  ])("%d", (line, spellings) => {
    expect(spellingsOf(line)).toEqual(spellings);
  });
});
