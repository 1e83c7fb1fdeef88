import { createHash } from "node:crypto";
import type { WireContent } from "../../graph/wire/messages.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { Recipient } from "./recipients.ts";

/** What is to be sent to everybody in one request. */
export interface Notice {
  readonly type: WireContent["type"];
  readonly template: string | undefined;
  readonly language: string | undefined;
  /** Decides the consent that it needs and the price. */
  readonly category: Purpose;
  readonly content: WireContent;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

/**
 * Equal for two requests that ask for the same: what `--idempotency-key` is compared with. An uploaded file counts by
 * its content (`mediaHash`), since its id differs with every upload.
 */
export function contentHash(
  notice: Notice,
  recipients: readonly Pick<Recipient, "phone" | "content">[],
  mediaHash: string | undefined,
): string {
  const byContent = (key: string, value: unknown): unknown =>
    key === "id" && mediaHash !== undefined ? mediaHash : value;
  const asked = {
    content: notice.content,
    category: notice.category,
    recipients: recipients
      .map(({ phone, content }) => ({ phone, content: content ?? null }))
      .toSorted((one, other) => (one.phone < other.phone ? -1 : 1)),
  };
  const plain = JSON.parse(JSON.stringify(asked, byContent)) as unknown;
  return createHash("sha256")
    .update(JSON.stringify(canonical(plain)))
    .digest("hex");
}
