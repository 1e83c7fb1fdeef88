/** What the behaviour of a call rests on: Meta's own page, reports from the field, or our assumption. */
export type Basis = "meta" | "field report" | "assumption";

export interface FidelityEntry {
  /** The route's name, or `delivery` and the like for what is not a route. */
  readonly route: string;
  readonly basis: Basis;
  /** Where the behaviour is weaker than its basis. */
  readonly weaker?: readonly { readonly what: string; readonly basis: Basis }[];
}

/** Endpoint by endpoint, how far the simulator can be trusted. */
export const fidelity: readonly FidelityEntry[] = [
  {
    route: "POST /{phone_number_id}/messages",
    basis: "meta",
    weaker: [
      { what: "free-form messages outside the window are accepted and fail later with 131047", basis: "field report" },
      { what: "line breaks, tabs and runs of spaces in a template parameter answer 132007", basis: "field report" },
      { what: "unknown, doubled or misplaced parameter names answer 100 or 132012", basis: "assumption" },
      { what: "an unknown media id answers 131009 at once", basis: "assumption" },
      { what: "links to a .invalid host fail with 131053; other links are not fetched", basis: "assumption" },
      { what: "the limit of people a day fails with 131048", basis: "assumption" },
      { what: "marketing templates to numbers in the United States are delivered", basis: "assumption" },
      { what: "wa_id is always the number as it was sent, also in Mexico and Brazil", basis: "assumption" },
    ],
  },
  {
    route: "POST /{phone_number_id}/media",
    basis: "meta",
    weaker: [{ what: "wrong types and sizes answer 100", basis: "field report" }],
  },
  { route: "GET /{media_id}", basis: "meta" },
  { route: "DELETE /{media_id}", basis: "meta" },
  {
    route: "GET /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      { what: "pages of 25", basis: "field report" },
      { what: "the filter name matches the whole name", basis: "assumption" },
    ],
  },
  {
    route: "POST /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      { what: "subcodes 2388023, 2388024 and 2388043", basis: "field report" },
      { what: "at least one word for each variable", basis: "assumption" },
      { what: "every valid template is approved after a second", basis: "assumption" },
    ],
  },
  {
    route: "DELETE /{waba_id}/message_templates",
    basis: "meta",
    weaker: [{ what: "the wording for an unknown template", basis: "assumption" }],
  },
  { route: "GET /{template_id}", basis: "meta" },
  { route: "GET /{waba_id}/phone_numbers", basis: "meta" },
  { route: "GET /{phone_number_id}", basis: "meta" },
  { route: "GET /{waba_id}", basis: "meta" },
  { route: "GET /{waba_id}/subscribed_apps", basis: "meta" },
  {
    route: "POST /{waba_id}/subscribed_apps",
    basis: "meta",
    weaker: [{ what: "a failed handshake answers 2200", basis: "field report" }],
  },
  { route: "DELETE /{waba_id}/subscribed_apps", basis: "meta" },
  { route: "GET /debug_token", basis: "meta" },
  {
    route: "webhook delivery",
    basis: "meta",
    weaker: [
      { what: "one update in each delivery", basis: "assumption" },
      { what: "the gaps between repetitions", basis: "assumption" },
      { what: "non-ASCII characters are escaped in lower case", basis: "field report" },
    ],
  },
];
