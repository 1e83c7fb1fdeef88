import type { KnownExport } from "./known-export.ts";

/**
 * Chatwoot: its export and its sample for imports.
 * @see https://github.com/chatwoot/chatwoot/blob/develop/app/jobs/account/contacts_export_job.rb
 */
export const chatwoot: KnownExport = {
  name: "chatwoot",
  title: "Chatwoot",
  signs: [
    ["identifier", "phone number", "name"],
    ["phone number", "name", "last activity at"],
  ],
  // What is exported when no columns were chosen.
  wholeHeaders: ["id name email phone number", "id name email phone number labels"],
  columns: {
    id: "custom:chatwoot_id",
    name: "name",
    "first name": "first_name",
    "middle name": "middle_name",
    "last name": "last_name",
    "phone number": "phone:mobile",
    email: "custom:email",
    labels: "labels",
    "company name": "custom:company",
    city: "custom:city",
    country: "custom:country_name",
    "country code": "ignore",
    location: "custom:location",
    "ip address": "ignore",
    thumbnail: "ignore",
    "avatar url": "ignore",
  },
  guessOthers: true,
};
