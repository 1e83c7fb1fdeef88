import type { KnownExport } from "./known-export.ts";

/**
 * Mailchimp's audience. `OPTIN_TIME`, `OPTIN_IP` and `CONFIRM_TIME` prove a consent to e-mail: they are left out, so that they
 * cannot be taken for one to WhatsApp.
 */
export const mailchimp: KnownExport = {
  name: "mailchimp",
  title: "Mailchimp",
  signs: [
    ["email address", "member rating"],
    ["email address", "optin time", "leid"],
    ["email address", "optin time", "confirm time"],
    ["email address", "leid", "euid"],
    ["email address", "address", "birthday", "tags"],
  ],
  columns: {
    "email address": "custom:email",
    name: "name",
    "first name": "first_name",
    "last name": "last_name",
    phone: "phone:other",
    "phone number": "phone:other",
    "mobile phone": "phone:mobile",
    "sms phone number": "phone:mobile",
    whatsapp: "phone:mobile",
    tags: "labels",
    timezone: "time_zone",
    language: "language",
    address: "custom:address",
    country: "custom:country_name",
    birthday: "custom:birthday",
    notes: "custom:notes",
    "unsub time": "custom:email_unsubscribed_at",
    "unsub reason": "custom:email_unsubscribed_reason",
    "member rating": "ignore",
    "optin time": "ignore",
    "optin ip": "ignore",
    "confirm time": "ignore",
    "confirm ip": "ignore",
    latitude: "ignore",
    longitude: "ignore",
    gmtoff: "ignore",
    dstoff: "ignore",
    // Where an address on the internet was thought to be.
    cc: "ignore",
    region: "ignore",
    "last changed": "ignore",
    leid: "ignore",
    euid: "ignore",
  },
  guessOthers: true,
};
