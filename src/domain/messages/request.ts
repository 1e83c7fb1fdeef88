import { createHash } from "node:crypto";
import type { WireContent } from "../../graph/wire/messages.ts";

/** What is to be sent to everybody in one request. */
export interface Notice {
  readonly type: WireContent["type"];
  readonly template: string | undefined;
  readonly language: string | undefined;
  /** Lower case: marketing, utility, authentication, service. */
  readonly category: string;
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
export function contentHash(notice: Notice, recipients: readonly string[], mediaHash: string | undefined): string {
  const content =
    mediaHash === undefined
      ? notice.content
      : (JSON.parse(
          JSON.stringify(notice.content, (key, value: unknown) => (key === "id" ? mediaHash : value)),
        ) as unknown);
  const asked = { content, category: notice.category, recipients: [...recipients].toSorted() };
  return createHash("sha256")
    .update(JSON.stringify(canonical(asked)))
    .digest("hex");
}
