import type { Queryable } from "../../../storage/database.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { Frequency } from "../../consent/frequency.ts";
import type { Forecast } from "../../costs/forecast.ts";
import { marketOf } from "../../costs/market.ts";
import type { RateCategory } from "../../costs/rates.ts";
import type { ExclusionCounts, ExclusionReason } from "../exclusions.ts";
import type { ListedRecipient } from "../list/recipient.ts";
import type { RecipientList } from "../list/recipient-list.ts";
import { createJudge, phoneOf, type JudgedPage } from "./judge.ts";

export interface ListEstimateOptions {
  readonly db: Queryable;
  readonly phoneNumberId: string;
  /** What the messages are for: who is written to must have agreed to all of it. */
  readonly purposes: readonly Purpose[];
  readonly marketingLimit: Frequency | undefined;
  /** When the messages are to be sent (milliseconds), and when that is judged: not before now. */
  readonly at: number;
  readonly now: number;
  /** IANA name: the account's zone. */
  readonly zone: string;
  categoryOf(recipient: ListedRecipient): RateCategory;
}

/** Whom a campaign would write to, and whom not. */
export interface ListEstimate {
  readonly recipients: number;
  readonly excluded: ExclusionCounts;
}

/**
 * Goes through a list as a campaign's plan does and adds everybody who would be written to to the forecast; nothing is made of it.
 * The values that a text would need are not looked at.
 */
export async function estimateList(
  list: RecipientList,
  forecast: Forecast,
  options: ListEstimateOptions,
): Promise<ListEstimate> {
  const { db, phoneNumberId, purposes: categories, marketingLimit, at, now, zone } = options;
  const judge = await createJudge(db, { phoneNumberId, categories, marketingLimit, at: Math.max(at, now) });
  const excluded = new Map<ExclusionReason, number>();
  let recipients = 0;
  const exclusionOf = (recipient: ListedRecipient, judged: JudgedPage): ExclusionReason | undefined =>
    recipient.duplicateOf === undefined ? judged.exclusionOf(recipient)?.reason : "duplicate";

  for await (const page of list.pages()) {
    const judged = await judge(page);
    for (const recipient of page) {
      const reason = exclusionOf(recipient, judged);
      if (reason !== undefined) {
        excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
        continue;
      }
      const category = options.categoryOf(recipient);
      const { market } = marketOf(phoneOf(recipient), at, undefined, zone);
      // What is no template is delivered in an open window only.
      forecast.add({ market, category, windowOpen: category === "service" || judged.isWindowOpen(recipient) });
      recipients += 1;
    }
  }
  return { recipients, excluded: Object.fromEntries(excluded) };
}
