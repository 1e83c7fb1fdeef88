import type { WirePricing } from "../../graph/wire/webhooks.ts";
import type { NumberState } from "../state.ts";

/** From here on, service messages cost beyond the free thousand, and utility templates also inside the window. */
const chargedSince = Date.UTC(2026, 9, 1);
const freeServiceMessages = 1_000;

export interface PricedMessage {
  /** The template's category in lower case, `marketing_lite`, or `service`. */
  readonly category: string;
  readonly insideWindow: boolean;
  /** Everything is free for 72 hours after the answer to somebody who came from an ad. */
  readonly freeEntryPoint?: boolean;
  readonly group?: boolean;
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/**
 * The `pricing` object of a message accepted at a moment; all its statuses carry the same.
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function priceMessage(message: PricedMessage, number: NumberState, at: number): WirePricing {
  if (message.freeEntryPoint === true) {
    return { billable: false, pricing_model: "PMP", type: "free_entry_point", category: "referral_conversion" };
  }
  const free = isFree(message, number, at);
  const freeType = message.group === true ? "free_group_customer_service" : "free_customer_service";
  return {
    billable: !free,
    pricing_model: "PMP",
    type: free ? freeType : "regular",
    category: message.group === true ? `group_${message.category}` : message.category,
  };
}

function isFree({ category, insideWindow }: PricedMessage, number: NumberState, at: number): boolean {
  if (category === "utility") return insideWindow && at < chargedSince;
  if (category !== "service") return false;
  return at < chargedSince || (number.serviceDelivered.get(monthOf(at)) ?? 0) < freeServiceMessages;
}

/** Whether a message counts among the free thousand: those free after an ad do not. */
export const isCounted = ({ category, freeEntryPoint }: PricedMessage): boolean =>
  category === "service" && freeEntryPoint !== true;

/**
 * Takes the places of a service message among the free thousand of its month. Meta counts what is delivered; to count it
 * when it is accepted keeps the price from changing on the way.
 * @param reach to how many people it will be delivered
 */
export function countService(number: NumberState, at: number, reach: number): void {
  const month = monthOf(at);
  number.serviceDelivered.set(month, (number.serviceDelivered.get(month) ?? 0) + reach);
}

/** Marketing in any of its forms. */
export const isMarketing = ({ category }: PricedMessage): boolean => category.startsWith("marketing");
