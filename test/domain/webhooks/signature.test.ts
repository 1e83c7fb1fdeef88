import { createHmac } from "node:crypto";
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

  test.each<[string, string | null | undefined]>([
    ["no header", undefined],
    ["no header, as Headers answers it", new Headers().get("x-hub-signature-256")],
    ["an empty header", ""],
    ["another digest", `sha256=${"0".repeat(64)}`],
    ["a digest cut short", signature.slice(0, -1)],
    ["a digest with something behind it", `${signature}00`],
    ["no algorithm", signature.slice("sha256=".length)],
    ["a digest with a letter that is no digit", signature.replace("d", "g")],
    ["a digest of the length of SHA-1", `sha256=${"a".repeat(40)}`],
    ["two digests", `${signature},${signature}`],
    ["digits that are no ASCII", signature.replace("6", "\uff16")],
    ["the legacy algorithm", signature.replace("sha256", "sha1")],
    ["a right signature of the legacy header", `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`],
  ])("refuses %s", (_, header) => {
    expect(verifySignature(body, header, secret)).toBe(false);
  });

  test("is accepted in capitals and with space around it", () => {
    expect(verifySignature(body, ` sha256=${signature.slice(7).toUpperCase()} `, secret)).toBe(true);
  });

  test("is over bytes that are no text as well", () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
    expect(verifySignature(bytes, signBody(bytes, secret), secret)).toBe(true);
    // What a decoder would put in the place of such bytes is another body.
    expect(verifySignature(Buffer.from(Buffer.from(bytes).toString()), signBody(bytes, secret), secret)).toBe(false);
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
