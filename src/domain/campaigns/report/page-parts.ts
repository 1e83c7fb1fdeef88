import type { Language, Text } from "../../../core/text.ts";
import { formatLocal } from "../when/describe.ts";
import type { CampaignReport } from "./report.ts";

/** Words for codes that other layers own. */
export interface CodeWords {
  readonly campaignState: (state: CampaignReport["state"]) => Text;
  readonly recipientState: (state: string) => Text;
  /** Why somebody was left out at planning. */
  readonly exclusion: (reason: string) => Text;
  /** Why a message was skipped, failed or is uncertain. */
  readonly reason: (reason: string, category: string | null) => Text;
  readonly market: (market: string) => Text;
  readonly category: (category: string) => Text;
  /** How somebody opted out. */
  readonly method: (method: string) => Text;
}

/** What every part of the page is made with. */
export interface PageContext {
  readonly report: CampaignReport;
  readonly language: Language;
  readonly codes: CodeWords;
  /** IANA name or offset: in which times are told. */
  readonly zone: string;
}

export function timeText(at: number | null, zone: string): string {
  return at === null ? "–" : formatLocal(at, zone);
}
