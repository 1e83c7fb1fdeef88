import { createHash } from "node:crypto";
import type { WirePersonMessage } from "../../graph/wire/messages.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { LocalFile } from "./stored-content.ts";

/** What is to be sent to everybody in one request. */
export interface Notice {
  readonly type: WirePersonMessage["type"];
  readonly template: string | undefined;
  readonly language: string | undefined;
  /** Decides the consent that it needs and the price. */
  readonly category: Purpose;
  /** With `notUploaded` where the file goes, if there is one. */
  readonly content: WirePersonMessage;
  readonly file?: LocalFile | undefined;
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}

/** What a person or a script asked for: plain JSON. */
export interface Asked {
  /** E.164, in any order. */
  readonly recipients: readonly string[];
  readonly [what: string]: unknown;
}

/**
 * Equal for two requests that ask for the same: what `--idempotency-key` is compared with. It covers what was typed and
 * nothing that Meta may change later (a template's category, its text, the id of an uploaded file), so that the same
 * command always finds its stored request.
 */
export function requestHash(asked: Asked): string {
  const plain = JSON.parse(
    JSON.stringify({ ...asked, recipients: [...new Set(asked.recipients)].toSorted() }),
  ) as unknown;
  return createHash("sha256")
    .update(JSON.stringify(canonical(plain)))
    .digest("hex");
}
