import { describe, expect, test } from "vitest";
import { answerHandshake } from "../../../src/domain/webhooks/handshake.ts";

const good = { "hub.mode": "subscribe", "hub.verify_token": "open sesame", "hub.challenge": "1158201444" };

describe("verification of the address", () => {
  test("gives the challenge back for our token", () => {
    expect(answerHandshake(good, "open sesame")).toEqual({ status: 200, body: "1158201444" });
  });

  test.each([
    ["another token", { ...good, "hub.verify_token": "open sesam" }, 403],
    ["an empty token", { ...good, "hub.verify_token": "" }, 403],
    ["another mode", { ...good, "hub.mode": "unsubscribe" }, 400],
    ["no challenge", { ...good, "hub.challenge": undefined }, 400],
    ["nothing", {}, 400],
  ])("refuses %s and gives nothing of the request back", (_, query, status) => {
    const answer = answerHandshake(query, "open sesame");
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain("1158201444");
  });

  test("without a token of our own everybody is refused", () => {
    expect(answerHandshake({ ...good, "hub.verify_token": "" }, "").status).toBe(403);
  });
});
