import type { Language, Text } from "../../../core/text.ts";
import { escapeHtml } from "../../pages/html.ts";
import type { CostReport } from "../report.ts";
import type { CostWords } from "./advice-words.ts";
import type { CostGrouping, CostLine } from "./lines.ts";

/** Whom a page is about, as far as it is known: it may be laid beside others. */
export interface CostsOf {
  /** The name that Meta verified. */
  readonly business: string | undefined;
  readonly profile: string;
  /** As people write it, else its id. */
  readonly number: string | undefined;
  /** Id of the WhatsApp business account. */
  readonly account: string | undefined;
}

/** What every part of the page is made with. */
export interface CostPage {
  readonly about: CostsOf;
  readonly report: CostReport;
  /** The lines of the report's currency by each grouping. */
  readonly groups: Readonly<Record<CostGrouping, readonly CostLine[]>>;
  readonly language: Language;
  readonly words: CostWords;
  /** What is to be said beside: that nobody told which time zone is the account's. */
  readonly more: readonly Text[];
}

/** Words as markup. */
export function say(text: Text, { language }: Pick<CostPage, "language">): string {
  return escapeHtml(text[language]);
}
