import type { FidelityEntry } from "./fidelity.ts";

/** Groups, the block list, and what happens to a message after it is accepted. */
export const peopleFidelity: readonly FidelityEntry[] = [
  {
    route: "POST /{phone_number_id}/groups",
    basis: "meta",
    weaker: [
      { what: "any number may make groups; 131214 and 131215 come by POST /_simulator/business", basis: "assumption" },
      { what: "the group is there at once, its webhook follows", basis: "assumption" },
    ],
  },
  { route: "GET /{phone_number_id}/groups", basis: "meta" },
  {
    route: "GET /{group_id}",
    basis: "meta",
    weaker: [{ what: "which fields come without being asked for", basis: "assumption" }],
  },
  {
    route: "POST /{group_id}",
    basis: "meta",
    weaker: [{ what: "a wrong picture is accepted and fails by webhook", basis: "assumption" }],
  },
  { route: "DELETE /{group_id}", basis: "meta" },
  { route: "GET /{group_id}/invite_link", basis: "meta" },
  { route: "POST /{group_id}/invite_link", basis: "meta" },
  { route: "GET /{group_id}/join_requests", basis: "meta" },
  {
    route: "POST /{group_id}/join_requests",
    basis: "meta",
    weaker: [{ what: "the names of the lists of a partial success, HTTP 206", basis: "assumption" }],
  },
  {
    route: "DELETE /{group_id}/join_requests",
    basis: "meta",
    weaker: [{ what: "the names of the lists of a partial success, HTTP 206", basis: "assumption" }],
  },
  { route: "DELETE /{group_id}/participants", basis: "meta" },
  {
    route: "GET /{phone_number_id}/username",
    basis: "meta",
    weaker: [{ what: "the status none where there is no username", basis: "assumption" }],
  },
  {
    route: "POST /{phone_number_id}/username",
    basis: "meta",
    weaker: [
      { what: "approved where the display name is; 147002 to 147004 never come", basis: "assumption" },
      { what: "which endings look like a domain", basis: "assumption" },
    ],
  },
  { route: "DELETE /{phone_number_id}/username", basis: "meta" },
  {
    route: "GET /{phone_number_id}/username_suggestions",
    basis: "meta",
    weaker: [{ what: "what is suggested", basis: "assumption" }],
  },
  { route: "DELETE /{phone_number_id}/contact_book", basis: "meta" },
  { route: "GET /{phone_number_id}/block_users", basis: "meta" },
  {
    route: "POST /{phone_number_id}/block_users",
    basis: "meta",
    weaker: [
      {
        what: "the code for each person who was not blocked: 131047 without a message in 24 hours",
        basis: "assumption",
      },
      { what: "what a blocked person writes does not reach the business", basis: "assumption" },
    ],
  },
  {
    route: "DELETE /{phone_number_id}/block_users",
    basis: "meta",
    weaker: [
      { what: "the list is named removed_users", basis: "field report" },
      { what: "unblocking somebody who is not blocked succeeds", basis: "assumption" },
    ],
  },
  {
    route: "message statuses",
    basis: "meta",
    weaker: [
      { what: "the order in which reasons to fail are noticed", basis: "assumption" },
      { what: "the marketing cap: five messages in 24 hours for each person", basis: "assumption" },
      { what: "a display name that is not approved fails everything with 131037", basis: "assumption" },
      { what: "a message whose time to live runs out stays at sent, without a webhook", basis: "assumption" },
      { what: "voice messages are reported as played also where read receipts are off", basis: "assumption" },
      { what: "a message to a group is sent once, and delivered and read by each member", basis: "assumption" },
      { what: "any member's message opens the group's window; outside it 131047", basis: "assumption" },
      { what: "people in groups are not counted for the limit of people a day", basis: "assumption" },
      { what: "what is free after an ad has the category referral_conversion", basis: "assumption" },
    ],
  },
  {
    route: "inbound messages",
    basis: "meta",
    weaker: [
      { what: "reactions open the window, edits, revocations and system messages do not", basis: "assumption" },
      { what: "the contact book holds nobody but those who shared their number or are put there", basis: "assumption" },
      { what: "a tap on a card's quick reply in a free-form carousel answers button_reply", basis: "assumption" },
      { what: "with another phone number, windows and groups move along", basis: "assumption" },
    ],
  },
  {
    route: "account-level webhooks",
    basis: "meta",
    weaker: [
      { what: "the roles in messaging_handovers", basis: "assumption" },
      {
        what: "automatic_events, business_status_update and tracking_events have no documented shape",
        basis: "assumption",
      },
    ],
  },
];
