import { peopleFidelity } from "./fidelity-people.ts";
import { sendingFidelity } from "./fidelity-sending.ts";
import { templateRulesFidelity, templateSendFidelity } from "./fidelity-template-rules.ts";
import { templateFidelity } from "./fidelity-templates.ts";

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
      { what: "marketing templates to +1 numbers are delivered, unless the business says usMarketing: false", basis: "assumption" },
      { what: "wa_id is always the number as it was sent, also in Mexico and Brazil", basis: "assumption" },
      ...sendingFidelity,
      ...templateSendFidelity,
    ],
  },
  {
    route: "POST /{phone_number_id}/marketing_messages",
    basis: "meta",
    weaker: [
      { what: "other messages than templates answer 131055, other categories 134100", basis: "assumption" },
      { what: "every template can be sent at once: 134101 and 134102 never come", basis: "assumption" },
    ],
  },
  {
    route: "POST /{phone_number_id}/media",
    basis: "meta",
    weaker: [{ what: "wrong types and sizes answer 100", basis: "field report" }],
  },
  { route: "GET /{media_id}", basis: "meta" },
  { route: "DELETE /{media_id}", basis: "meta" },
  ...templateFidelity,
  ...peopleFidelity,
  {
    route: "POST /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      { what: "subcodes 2388023, 2388024 and 2388043", basis: "field report" },
      { what: "at least one word for each variable", basis: "assumption" },
      ...templateRulesFidelity,
      { what: "every valid template that is no duplicate is approved after a second", basis: "assumption" },
      { what: "the 101st creation in a rolling hour answers 80007", basis: "assumption" },
      { what: "one from the library is approved at once, and reported by webhook", basis: "assumption" },
    ],
  },
  { route: "GET /{waba_id}/phone_numbers", basis: "meta" },
  { route: "GET /{phone_number_id}", basis: "meta" },
  {
    route: "POST /{phone_number_id}",
    basis: "meta",
    weaker: [{ what: "only webhook_configuration can be set; an empty address takes it away", basis: "assumption" }],
  },
  {
    route: "POST /{app_id}/uploads",
    basis: "meta",
    weaker: [{ what: "at most 100 MiB", basis: "assumption" }],
  },
  { route: "GET /{upload_id}", basis: "meta" },
  {
    route: "POST /{upload_id}",
    basis: "meta",
    weaker: [
      { what: "a wrong file_offset answers 100 and says the right one", basis: "assumption" },
      { what: "a piece that does not complete the file answers 500 with code 1", basis: "assumption" },
    ],
  },
  { route: "GET /{app_id}/subscriptions", basis: "meta" },
  { route: "POST /{app_id}/subscriptions", basis: "meta" },
  { route: "DELETE /{app_id}/subscriptions", basis: "meta" },
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
      { what: "one update in each delivery unless chaos.batch asks for more", basis: "assumption" },
      { what: "the gaps between repetitions", basis: "assumption" },
      { what: "non-ASCII characters are escaped in lower case", basis: "field report" },
    ],
  },
];
