import type { Cell } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { member } from "./running.ts";

export function text(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The filters of a list or a wait, as the control calls take them. */
export function queryOf(filters: {
  readonly to: string | undefined;
  readonly template: string | undefined;
  readonly type: string | undefined;
  readonly status: string | undefined;
}): string {
  const { to, template, type, status } = filters;
  const given = Object.entries({ to, template, type, status }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}

/** Time, person, type, text, status with its error, id. */
export function messageRow(message: Readonly<Record<string, unknown>>): Cell[] {
  const error = Array.isArray(message["errors"]) ? (message["errors"] as unknown[])[0] : undefined;
  const status = text(message["status"]);
  const failed = error === undefined ? "" : ` ${text(member(error, "code"))} ${text(member(error, "title"))}`;
  return [
    isoTime(Number(message["timestamp"]) * 1_000)
      .slice(0, 19)
      .replace("T", " "),
    text(message["to"]),
    text(message["template"]) || text(message["type"]),
    { text: text(message["text"]) },
    { text: `${status}${failed}`, tone: status === "failed" ? "bad" : status === "accepted" ? "dim" : "good" },
    text(message["id"]),
  ];
}
