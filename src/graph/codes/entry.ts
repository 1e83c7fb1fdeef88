import type { Text } from "../../core/text.ts";

/** What a refusal is about: decides the exit code, and lets a program branch without knowing every number. */
export type GraphErrorKind =
  | "auth"
  | "permission"
  | "setup"
  | "parameter"
  | "throttle"
  | "recipient"
  | "consent"
  | "window"
  | "template"
  | "flow"
  | "media"
  | "account"
  | "billing"
  | "number"
  | "username"
  | "group"
  | "call"
  | "inbound"
  | "server"
  | "unknown";

/**
 * `no`: fix something first. `yes`: safe to repeat with back-off. `waitMs`: repeat after that time, which grows by
 * `factor` with every further attempt.
 */
export type RetryAdvice = "no" | "yes" | { readonly waitMs: number; readonly factor?: number };

/** What recado knows about one of Meta's error codes. */
export interface GraphErrorEntry {
  /** Meta's number, or the first and last of a range; a subcode in the tables of subcodes. */
  readonly code: number | readonly [first: number, last: number];
  /** The word after `graph.` in the error's code. Stable. */
  readonly name: string;
  readonly kind: GraphErrorKind;
  readonly retry: RetryAdvice;
  /** True where every further send would fare the same (or do harm), so that a run must stop. */
  readonly stops?: boolean;
  readonly title: Text;
  readonly explanation: Text;
  /** What to do next. */
  readonly next: Text;
}

export const seconds = (count: number): number => count * 1_000;
export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => count * 3_600_000;
