/**
 * Contact cards: up to 257 in one message.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/contacts-messages
 */

interface NameParts {
  first_name?: string;
  last_name?: string;
  middle_name?: string;
  suffix?: string;
  prefix?: string;
}

/** Meta wants one more part beside `formatted_name`. */
export type WireContactName = { formatted_name: string } & NameParts &
  ({ first_name: string } | { last_name: string } | { middle_name: string } | { suffix: string } | { prefix: string });

/** Where a `type` is asked for: `HOME`, `WORK`, or any other word. */
export interface WireContactCard {
  name: WireContactName;
  /** With `wa_id` the card has a button to write to them. */
  phones?: { phone: string; wa_id?: string; type?: string }[];
  emails?: { email: string; type?: string }[];
  addresses?: {
    street?: string;
    city?: string;
    state?: string;
    zip?: string;
    country?: string;
    country_code?: string;
    type?: string;
  }[];
  org?: { company?: string; department?: string; title?: string };
  urls?: { url: string; type?: string }[];
  /** `YYYY-MM-DD` */
  birthday?: string;
}
