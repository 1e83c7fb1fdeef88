import { campaignStates } from "../../storage/rows.ts";
import { same, type Text } from "../../core/text.ts";
import type { CostWords } from "../../domain/costs/report/advice-words.ts";
import { campaignStateWords } from "../campaigns/shown-state.ts";
import { categoryWord, evidenceWord } from "../words.ts";
import { marketWord } from "./market-words.ts";

function stateText(state: string): Text {
  const known = campaignStates.find((one) => one === state);
  return known === undefined ? same(state) : campaignStateWords[known].text;
}

/** Codes in a person's words, as the other commands tell them. */
export const codeWords: CostWords = {
  market: marketWord,
  category: categoryWord,
  evidence: evidenceWord,
  campaignState: stateText,
};
