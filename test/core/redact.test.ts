import { expect, it } from "vitest";
import { redactText } from "../../src/core/redact.ts";

it.each([
  ["Authorization: Bearer abcdef123456", "Authorization: Bearer ••••"],
  ["OAuth EAAGm0PX4ZCpsBAKZC.x|y", "OAuth ••••"],
  ["the token EAAGm0PX4ZCpsBAKZC is old", "the token EAA•••• is old"],
  ["https://a.example/x?access_token=abc&b=1", "https://a.example/x?access_token=••••&b=1"],
  ["Invalid OAuth access token", "Invalid OAuth access token"],
])("%s", (text, redacted) => {
  expect(redactText(text)).toBe(redacted);
});
