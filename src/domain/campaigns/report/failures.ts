import { groupBy } from "../../../core/group.ts";
import type { Text } from "../../../core/text.ts";
import { explainCode } from "../../../graph/error-codes.ts";
import type { ReportGroup } from "../../../storage/repos/campaign-report.ts";
import { adviceFor } from "../../messages/failure-advice.ts";
import { refusalOfReason } from "../../messages/permission.ts";
import { notUploadedReason } from "../../messages/stored-content.ts";
import { isCurrent, total } from "./people.ts";

/** Recipients whose message failed for one reason. */
export interface FailureGroup {
  /** Meta's number; null where Meta was not the one who refused. */
  readonly code: number | null;
  /** `graph.undeliverable`: stable; the message's own reason where there is no code. */
  readonly reason: string;
  /** Meta's words, where it gave some. */
  readonly title: string | null;
  /** What it means, in our words; undefined where there is no code. */
  readonly meaning: Text | undefined;
  readonly count: number;
  /** More that failed so, and were written to again since. */
  readonly retried: number;
  readonly next: Text | undefined;
  /** `campaigns retry --failed` may help, by Meta's table of errors. */
  readonly retry: boolean;
}

/** Recipients who were not written to at the moment of sending, or of whom nobody knows, for one reason. */
export interface UnsentGroup {
  readonly state: "skipped" | "uncertain";
  readonly reason: string;
  readonly category: string | null;
  readonly count: number;
  readonly next: Text | undefined;
}

/** @param called the campaign, as it is typed */
function nextFor(group: Pick<UnsentGroup, "state" | "reason" | "category">, called: string): Text | undefined {
  if (group.state === "uncertain") {
    return {
      en: `A webhook may still settle them; else decide: recado campaigns resolve ${called}`,
      es: `Un webhook aún puede aclararlos; si no, decida usted: recado campaigns resolve ${called}`,
    };
  }
  if (group.reason === notUploadedReason) {
    return {
      en: `Try again: recado campaigns retry ${called} --failed`,
      es: `Inténtelo otra vez: recado campaigns retry ${called} --failed`,
    };
  }
  const hint = refusalOfReason(group.reason, group.category)?.hint;
  return hint && { en: capital(hint.en), es: capital(hint.es) };
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** The most frequent first; what is equally frequent in one order on every engine. */
function byCount(one: { readonly count: number; readonly reason: string }, other: typeof one): number {
  return other.count - one.count || one.reason.localeCompare(other.reason, "en");
}

function failureOf(groups: readonly ReportGroup[]): FailureGroup {
  const [first] = groups;
  const code = first?.error_code ?? null;
  const entry = code === null ? undefined : explainCode(code);
  const of = (those: readonly ReportGroup[]): number => total(those, ({ messages }) => messages);
  return {
    code,
    reason: entry === undefined ? (first?.reason ?? "unknown") : `graph.${entry.name}`,
    title: groups.find(({ error_title: title }) => title !== null)?.error_title ?? null,
    meaning: entry?.title,
    count: of(groups.filter(isCurrent)),
    retried: of(groups.filter((group) => !isCurrent(group))),
    next: adviceFor({ error_code: code, content: groups.find(({ sample }) => sample !== null)?.sample ?? "" }),
    retry: entry !== undefined && entry.retry !== "no",
  };
}

/** Failures by Meta's number, the most frequent first. */
export function failureGroups(groups: readonly ReportGroup[]): FailureGroup[] {
  const failed = groups.filter(({ state }) => state === "failed");
  return [...groupBy(failed, ({ error_code: code, reason }) => code ?? reason).values()]
    .map(failureOf)
    .toSorted(byCount);
}

/** Skipped and uncertain recipients by reason, the most frequent first. @param called the campaign, as it is typed */
export function unsentGroups(groups: readonly ReportGroup[], called: string): UnsentGroup[] {
  const unsent = groups.filter(
    (group) => isCurrent(group) && (group.state === "skipped" || group.state === "uncertain"),
  );
  return [...groupBy(unsent, ({ state, reason, category }) => JSON.stringify([state, reason, category])).values()]
    .map((same): UnsentGroup => {
      const [first] = same;
      const state = first?.state === "uncertain" ? "uncertain" : "skipped";
      const [reason, category] = [first?.reason ?? "unknown", first?.category ?? null];
      const next = nextFor({ state, reason, category }, called);
      return { state, reason, category, count: total(same, ({ messages }) => messages), next };
    })
    .toSorted(byCount);
}
