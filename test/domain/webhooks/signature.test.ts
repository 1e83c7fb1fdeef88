import { describe, expect, test } from "vitest";
import { signBody, verifySignature } from "../../../src/domain/webhooks/signature.ts";

const secret = "test_app_secret";
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const signature = "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756";

describe("signature of a delivery", () => {
  test("is the HMAC-SHA256 of the raw bytes", () => {
    expect(signBody(body, secret)).toBe(signature);
    expect(verifySignature(body, signature, secret)).toBe(true);
  });

  test.each<[string, string | undefined]>([
    ["no header", undefined],
    ["an empty header", ""],
    ["another digest", `sha256=${"0".repeat(64)}`],
    ["a digest cut short", signature.slice(0, -1)],
    ["a digest with something behind it", `${signature}00`],
    ["no algorithm", signature.slice("sha256=".length)],
    ["the legacy algorithm", signature.replace("sha256", "sha1")],
  ])("refuses %s", (_, header) => {
    expect(verifySignature(body, header, secret)).toBe(false);
  });

  test("fails when a byte of the body or the secret differs", () => {
    expect(verifySignature(Buffer.from(`${body.toString()} `), signature, secret)).toBe(false);
    expect(verifySignature(body, signature, "another_secret")).toBe(false);
  });

  test("nothing is signed with an empty secret", () => {
    expect(verifySignature(body, signBody(body, ""), "")).toBe(false);
  });

  test("is over bytes, not over characters", () => {
    const escaped = Buffer.from(String.raw`{"a":"\u00e9"}`);
    const plain = Buffer.from('{"a":"é"}');
    expect(JSON.parse(escaped.toString())).toEqual(JSON.parse(plain.toString()));
    expect(verifySignature(plain, signBody(escaped, secret), secret)).toBe(false);
  });
});
