import type { KnownExport } from "./known-export.ts";

/**
 * respond.io. Its country is the contact's; the numbers carry their own.
 * @see https://help.respond.io/l/en/contacts/contact-import
 */
export const respondio: KnownExport = {
  name: "respondio",
  title: "respond.io",
  signs: [
    ["first name", "phone number", "assignee"],
    ["first name", "phone number", "conversation status"],
    ["first name", "phone number", "lifecycle", "tags"],
    ["contact id", "first name", "phone number", "tags"],
  ],
  columns: {
    "contact id": "custom:respondio_id",
    "first name": "first_name",
    "last name": "last_name",
    "phone number": "phone:mobile",
    email: "custom:email",
    country: "custom:country_name",
    language: "language",
    tags: "labels",
    "profile picture": "ignore",
  },
  guessOthers: true,
};
