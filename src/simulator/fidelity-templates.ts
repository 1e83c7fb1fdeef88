import type { FidelityEntry } from "./fidelity.ts";

/** The calls about templates, besides their creation. */
export const templateFidelity: readonly FidelityEntry[] = [
  {
    route: "GET /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      { what: "pages of 25", basis: "field report" },
      { what: "the filter name finds a part of the name; name_or_content ignores case", basis: "field report" },
      { what: "what Direct Send generated is listed only with the filter source", basis: "assumption" },
      { what: "health_status follows from the template's status only", basis: "assumption" },
    ],
  },
  { route: "GET /{template_id}", basis: "meta" },
  {
    route: "POST /{template_id}",
    basis: "meta",
    weaker: [
      { what: "the answer has id, name and category beside success", basis: "field report" },
      { what: "every edit goes through review again, and counts for an approved template", basis: "assumption" },
      { what: "another category for an approved template answers 100", basis: "assumption" },
      { what: "message_template_components_update comes when the edit is made", basis: "assumption" },
    ],
  },
  {
    route: "DELETE /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      { what: "the wording for an unknown template", basis: "assumption" },
      { what: "a deletion that waits for messages is tried again every day", basis: "assumption" },
      { what: "a webhook with the event DELETED", basis: "assumption" },
    ],
  },
  {
    route: "POST /{template_id}/unpause",
    basis: "meta",
    weaker: [{ what: "a pause for quality cannot be ended by hand: success is false", basis: "assumption" }],
  },
  {
    route: "GET /{template_id}/compare",
    basis: "meta",
    weaker: [
      { what: "sends are counted in whole UTC days; blocks come from the control call quality", basis: "assumption" },
      { what: "fewer than 1,000 sends answer 100", basis: "assumption" },
    ],
  },
  {
    route: "POST /{waba_id}/message_templates/archive",
    basis: "meta",
    weaker: [
      { what: "only approved and rejected templates, at most 100 at once", basis: "assumption" },
      { what: "answered on the same host as everything else", basis: "field report" },
    ],
  },
  {
    route: "POST /{waba_id}/message_templates/unarchive",
    basis: "meta",
    weaker: [{ what: "the template goes back to the status that it had", basis: "assumption" }],
  },
  {
    route: "POST /{waba_id}/migrate_message_templates",
    basis: "meta",
    weaker: [
      { what: "the other account holds what the control call templates put there with waba_id", basis: "assumption" },
      { what: "an account that is not known answers 100 with subcode 33", basis: "assumption" },
      { what: "migrated_templates are the ids in the other account; pages begin with 0", basis: "assumption" },
    ],
  },
  {
    route: "POST /{waba_id}/upsert_message_templates",
    basis: "meta",
    weaker: [{ what: "what is new or changed goes through review, and is PENDING until then", basis: "assumption" }],
  },
  {
    route: "GET /{waba_id}/message_template_previews",
    basis: "meta",
    weaker: [{ what: "words in English, Spanish and Portuguese; other languages show English", basis: "assumption" }],
  },
  {
    route: "GET /message_template_library",
    basis: "meta",
    weaker: [{ what: "a small library in words of the simulator's own", basis: "assumption" }],
  },
  { route: "GET /{waba_id}/message_template_library", basis: "field report" },
  {
    route: "template life",
    basis: "meta",
    weaker: [
      { what: "a duplicate is rejected as INVALID_FORMAT, the older of two stays", basis: "assumption" },
      { what: "the end of a pause is reported as APPROVED with the title UNPAUSE", basis: "assumption" },
      { what: "after a pause the quality is UNKNOWN again", basis: "assumption" },
      { what: "FLAGGED and REINSTATED are events; the template can be sent", basis: "assumption" },
      {
        what: "pacing is off unless a limit sets it, and ends with a release unless the quality is red",
        basis: "assumption",
      },
    ],
  },
];
