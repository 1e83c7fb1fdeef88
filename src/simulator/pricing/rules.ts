import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { type Day, ruleDays } from "./calendar.ts";
import type { Charged } from "./cards.ts";

const freeServiceMessages = 1_000;

export interface PricedMessage {
  /** The template's category in lower case, `marketing_lite`, or `service`. */
  readonly category: string;
  readonly insideWindow: boolean;
  /** Everything is free for a while after the answer to somebody who came from an ad. */
  readonly freeEntryPoint?: boolean;
  readonly group?: boolean;
  readonly reaction?: boolean;
}

/** What a price depends on beside the message. */
interface PriceMoment {
  /** In the account's zone. */
  readonly day: Day;
  /** Service messages of the number before this one in the month. */
  readonly services: number;
  /** Whether the business is a government's or a charity's. */
  readonly exempt: boolean;
  /** Whether a code is charged as one from abroad. */
  readonly international: boolean;
}

/**
 * The `pricing` object of a message, by the rules of the day.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function priceMessage(message: PricedMessage, moment: PriceMoment): WirePricing {
  const pricing_model = "PMP";
  if (message.freeEntryPoint === true) {
    return { billable: false, pricing_model, type: "free_entry_point", category: "referral_conversion" };
  }
  const free = isFree(message, moment);
  const exempt = !free && isExempt(message, moment);
  const spared = exempt && moment.day >= ruleDays.exemptTold;
  const freeType = message.group === true ? "free_group_customer_service" : "free_customer_service";
  return {
    billable: !free && !exempt,
    pricing_model,
    type: free || (exempt && !spared) ? freeType : "regular",
    ...(spared ? { subtype: "paid_exempt" as const } : {}),
    category: categoryOf(message, moment),
  };
}

function categoryOf({ category, group }: PricedMessage, { international }: PriceMoment): string {
  if (group === true) return `group_${category}`;
  return category === "authentication" && international ? "authentication-international" : category;
}

function isFree({ category, insideWindow, reaction }: PricedMessage, { day, services }: PriceMoment): boolean {
  if (reaction === true) return true;
  if (category === "utility") return insideWindow && day < ruleDays.serviceCharged;
  if (category !== "service") return false;
  return day < ruleDays.serviceCharged || services < freeServiceMessages;
}

const isExempt = ({ category }: PricedMessage, { day, exempt }: PriceMoment): boolean =>
  exempt && category === "service" && day >= ruleDays.serviceCharged && day < ruleDays.exemptEnds;

/** Whether a message counts among the free thousand: reactions and those free after an ad do not. */
export const isCounted = ({ category, freeEntryPoint, reaction }: PricedMessage): boolean =>
  category === "service" && freeEntryPoint !== true && reaction !== true;

/** Marketing in any of its forms. */
export const isMarketing = ({ category }: PricedMessage): boolean => category.startsWith("marketing");

/** What a charged message is on the card: one to a group, and one through Marketing Messages, cost what the others do. */
export function chargedAs({ category }: Pick<WirePricing, "category">): Charged {
  const plain = category.replace(/^group_/, "").replace(/_lite$/, "");
  return plain === "authentication-international" ? "authentication_international" : (plain as Charged);
}
