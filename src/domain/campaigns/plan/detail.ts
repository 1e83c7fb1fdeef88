import { isoTime } from "../../../core/clock.ts";
import type { Text } from "../../../core/text.ts";
import { isRecord } from "../../webhooks/foreign-json.ts";

/** What exactly keeps somebody out of a campaign: kept as JSON in `campaign_exclusions.detail`. */
export type ExclusionDetail =
  /** What is wrong with the number or the values, in words that never repeat the number. */
  | { readonly text: Text; readonly params?: readonly string[] | undefined }
  /** The place in the list, from 0, of the same person. */
  | { readonly sameAs: number }
  /** When marketing may go to them again (milliseconds). */
  | { readonly nextAt: number };

export function writeDetail(detail: ExclusionDetail | undefined): string | null {
  return detail === undefined ? null : JSON.stringify(detail);
}

function isText(value: unknown): value is Text {
  return isRecord(value) && typeof value["en"] === "string" && typeof value["es"] === "string";
}

/** What `campaign_exclusions.detail` says, in words; undefined where there is nothing to add to the reason. */
export function detailText(stored: string | null): Text | undefined {
  const detail: unknown = stored === null ? undefined : JSON.parse(stored);
  if (!isRecord(detail)) return undefined;
  const { text, sameAs, nextAt } = detail;
  if (isText(text)) return text;
  if (typeof sameAs === "number") {
    return { en: `the same as entry ${sameAs + 1} of the list`, es: `igual a la entrada ${sameAs + 1} de la lista` };
  }
  if (typeof nextAt !== "number") return undefined;
  const minute = isoTime(Math.ceil(nextAt / 60_000) * 60_000)
    .slice(0, 16)
    .replace("T", " ");
  return { en: `the next may go from ${minute} UTC`, es: `la próxima puede salir desde ${minute} UTC` };
}
