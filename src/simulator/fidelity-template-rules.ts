import type { FidelityEntry } from "./fidelity.ts";

type Weaker = NonNullable<FidelityEntry["weaker"]>;

/** Where the rules on new and edited templates are weaker than Meta's page. */
export const templateRulesFidelity: Weaker = [
  { what: "10 emojis, two line breaks, no tabs and four spaces in a row", basis: "field report" },
  { what: "digits in the names of variables", basis: "field report" },
  { what: "any text that is not empty counts as a handle of a sample", basis: "assumption" },
  { what: "a sample reads back as an address that leads nowhere", basis: "assumption" },
  { what: "wrong buttons and components that do not fit together have no subcode", basis: "assumption" },
  { what: "labels that are Meta's may be left out, and refuse other words", basis: "assumption" },
  { what: "a GIF header is for marketing only", basis: "assumption" },
  { what: "beside a carousel there is only a body; a product header goes with a product button", basis: "assumption" },
  { what: "the button of a product's card is the only one; other cards take buttons of any kind", basis: "assumption" },
  { what: "flows are not known: any flow_id or flow_name is taken", basis: "assumption" },
  { what: "the members of app_deep_link and bid_spec are not checked", basis: "assumption" },
  { what: "one-time-password texts in Spanish and Portuguese; other languages have English ones", basis: "assumption" },
  { what: "only a template in the same language counts as a duplicate", basis: "assumption" },
];

/** Where the rules on what fills a template in are weaker than Meta's page. */
export const templateSendFidelity: Weaker = [
  { what: "a payload of a quick reply has at most 256 characters", basis: "field report" },
  { what: "a generated template that is sent by name answers 132018", basis: "field report" },
  { what: "another number of cards than was defined answers 132000, none at all 131008", basis: "assumption" },
  { what: "malformed currencies, dates and typed library parameters answer 132008", basis: "assumption" },
  { what: "a one-time password that differs between body and button answers 132012", basis: "assumption" },
  { what: "a value that is too long for its button answers 131009", basis: "assumption" },
  { what: "the end of a limited-time offer may have passed", basis: "assumption" },
  { what: "a GIF header is taken by both APIs", basis: "assumption" },
  { what: "products are not looked up; their catalog must be the account's", basis: "assumption" },
  { what: "a group_id in a body or an address becomes the invite link", basis: "assumption" },
  { what: "tap_target_configuration is taken from every account", basis: "assumption" },
];
