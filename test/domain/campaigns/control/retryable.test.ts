import { describe, expect, it } from "vitest";
import { isReason, retryOf } from "../../../../src/domain/campaigns/control/retryable.ts";

const at = Date.UTC(2026, 10, 20, 9);
const hour = 3_600_000;
const failed = (code: number | null, changes: object = {}) => ({
  state: "failed" as const,
  reason: "meta.failed",
  error_code: code,
  content: "{}",
  updated_at: at,
  ...changes,
});

describe("which failures may be sent once more", () => {
  it.each([
    ["Meta's own trouble", 131_000, 0, at],
    ["an outage", 131_016, 0, at],
    ["the marketing cap, the first time", 131_049, 0, at + 24 * hour],
    ["the marketing cap, the second time", 131_049, 1, at + 48 * hour],
    ["the marketing cap, the third time", 131_049, 2, at + 96 * hour],
    ["a paused template", 132_015, 0, at + 3 * hour],
  ])("%s (%i)", (_, code, before, dueAt) => {
    const verdict = retryOf(failed(code), before, at + 1);
    expect(verdict).toEqual({ ok: true, dueAt: dueAt === at ? 0 : dueAt });
  });

  it("goes at once where the wait is over", () => {
    expect(retryOf(failed(131_049), 0, at + 25 * hour)).toEqual({ ok: true, dueAt: 0 });
  });

  it.each([131_026, 131_050, 131_047, 132_001, 131_053, 470_000_001])("not %i: with what to do instead", (code) => {
    const verdict = retryOf(failed(code), 0, at);
    expect(verdict).toMatchObject({ ok: false });
    expect("advice" in verdict && verdict.advice.es).toBeTruthy();
  });

  it("what our own side refused would be refused again; what it could not upload, would not", () => {
    expect(retryOf(failed(null, { reason: "message.invalid" }), 0, at).ok).toBe(false);
    expect(retryOf(failed(null, { state: "skipped", reason: "media.not_uploaded" }), 0, at)).toEqual({
      ok: true,
      dueAt: 0,
    });
  });
});

it.each([
  ["131049", true],
  ["graph.ecosystem_cap", false],
  ["meta.failed", true],
  ["131050", false],
])("--reason %s means a failure with 131049: %s", (wanted, means) => {
  expect(isReason({ reason: "meta.failed", error_code: 131_049 }, wanted)).toBe(means);
});
