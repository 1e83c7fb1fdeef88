import type { Cell } from "../../cli/view.ts";
import { same, type Text } from "../../core/text.ts";
import { exclusionReasons } from "../../domain/campaigns/exclusions.ts";
import { detailText } from "../../domain/campaigns/plan/detail.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { RecipientRow } from "../../storage/repos/campaign-people.ts";
import { assumedReason } from "../../storage/repos/retries.ts";
import type { CampaignExclusionRow } from "../../storage/rows.ts";
import { reasonOf } from "../messages/words.ts";
import { wordOf } from "../words.ts";

/** One recipient: `to`, `state`, `reason` and `wamid` are what scripts rely on. */
export function recipientJson(row: RecipientRow): Record<string, unknown> {
  return {
    to: row.customer_phone ?? row.customer_user_id,
    state: row.state,
    reason: row.reason,
    wamid: row.wamid,
    position: row.position,
    row: null,
    variant: row.variant,
    messageId: row.id,
    error:
      row.error_code === null ? null : { code: row.error_code, title: row.error_title, details: row.error_details },
  };
}

/** The same of somebody who is not written to: `to` is the number as it was given. */
export function excludedJson(row: CampaignExclusionRow): Record<string, unknown> {
  return {
    to: row.given,
    state: "excluded",
    reason: row.reason,
    wamid: null,
    position: row.position,
    row: row.list_row,
    variant: null,
    messageId: null,
    error: null,
    detail: detailText(row.detail)?.en ?? null,
  };
}

const assumed: Text = { en: "taken for sent by a person", es: "dado por enviado por una persona" };

/** Meta's own title is English: ours says the same in the reader's language, of every error that recado knows. */
export function whyCell(row: RecipientRow): Cell {
  if (row.error_code !== null) {
    const { name, title } = explainCode(row.error_code);
    const words = name === "unknown" && row.error_title !== null ? same(row.error_title) : title;
    return { text: { en: `${words.en} (${row.error_code})`, es: `${words.es} (${row.error_code})` } };
  }
  if (row.reason === assumedReason) return { text: assumed };
  const text = reasonOf(row, row.id);
  return text === undefined ? null : { text };
}

export function exclusionWord(reason: string): Text {
  return wordOf(exclusionReasons, reason);
}

/** What exactly keeps somebody out. */
export function detailCell({ detail }: Pick<CampaignExclusionRow, "detail">): Cell {
  const text = detailText(detail);
  return text === undefined ? null : { text };
}
