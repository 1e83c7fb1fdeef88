import type { FidelityEntry } from "./fidelity.ts";

const assumption = "assumption" as const;

/** Where the checks of what may be sent are weaker than Meta's page. */
export const sendingFidelity: NonNullable<FidelityEntry["weaker"]> = [
  { what: "missing members answer 131008, wrong values 131009, unknown ones 100", basis: assumption },
  { what: "the sentences in details, as far as Meta's are not known", basis: assumption },
  { what: "contacts: up to 257, and one more part of the name beside formatted_name", basis: "field report" },
  { what: "texts for which Meta names no limit may be as long as one likes; blanks count as text", basis: assumption },
  { what: "coordinates as strings and as numbers", basis: "field report" },
  { what: "an emoji that is not exactly one answers 131009 at once; an empty one takes back", basis: "field report" },
  { what: "a voice message of another type than audio/ogg fails with 131053", basis: assumption },
  { what: "an unknown user id answers 131009", basis: assumption },
  { what: "the wamid of a message to a user id or a group holds that id", basis: assumption },
  { what: "the pair limit counts a group as one recipient", basis: assumption },
  {
    what: "groups: types that are not supported answer 131051; a group without members answers 131020",
    basis: assumption,
  },
  { what: "groups: templates with text, media and buttons; no carousels, products and codes", basis: assumption },
  { what: "a pin on an unknown message answers 131009", basis: assumption },
  { what: "any flow id or name can be sent, as draft and as published", basis: assumption },
  { what: "catalog_id must be the account's catalog; which products it has is not looked at", basis: assumption },
  { what: "carousels of one to ten quick replies a card", basis: assumption },
  {
    what: "address messages to other numbers than +91 answer 131009; where the business is does not matter",
    basis: assumption,
  },
  { what: "calls: whether calling is switched on or already permitted is not looked at", basis: assumption },
  { what: "orders: a used reference_id answers 131009, a sum that does not add up 131009", basis: assumption },
  { what: "orders: states only move forward; a cancelled or completed order stays so (2046)", basis: assumption },
  { what: "orders: paid once an order_status says captured; payment gateways are not simulated", basis: assumption },
  { what: "Direct Send: wrong types, times and names answer 100", basis: "field report" },
  { what: "Direct Send: the same content has the same generated template, of language en_US", basis: assumption },
  { what: "messaging_account_id must be the WABA's id", basis: assumption },
];
