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
 * The `pricing` object as it stands at a moment.
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

/** Counts a delivered service message of its month. */
export function countDelivered({ category, freeEntryPoint }: PricedMessage, number: NumberState, at: number): void {
  if (category !== "service" || freeEntryPoint === true) return;
  const month = monthOf(at);
  number.serviceDelivered.set(month, (number.serviceDelivered.get(month) ?? 0) + 1);
}

/** Marketing in any of its forms. */
export const isMarketing = ({ category }: PricedMessage): boolean => category.startsWith("marketing");
