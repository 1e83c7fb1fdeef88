import type { Text } from "../../../core/text.ts";
import type { CampaignSpec } from "../spec.ts";
import type { TemplateDifference } from "./drift.ts";
import type { Outlook } from "./outlook.ts";

/** What somebody should know before they start a campaign. It may be started all the same. */
export interface PlanWarning {
  /** A stable word. */
  readonly code: string;
  readonly text: Text;
}

export interface WarningFacts {
  readonly spec: CampaignSpec;
  /** Who still has to be written to. */
  readonly remaining: number;
  readonly outlook: Outlook;
  /** Meta's word for the number's state. */
  readonly status?: string | undefined;
  /** How many of the recipients wait for another campaign too. */
  readonly elsewhere: number;
  readonly differences: readonly TemplateDifference[];
  readonly now: number;
}

/** One of them. @param code a stable word */
export const warning = (code: string, en: string, es: string): PlanWarning => ({ code, text: { en, es } });
