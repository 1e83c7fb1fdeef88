import type { KnownExport } from "./known-export.ts";

/**
 * What the reader of vCards makes of a card (`formats/vcard`). The country is the address's, not the number's. Only our own
 * cards have columns of consent: see `recado`.
 */
export const vcard: KnownExport = {
  name: "vcard",
  title: "vCard",
  signs: [["name", "uid", "user id", "username"]],
  columns: {
    name: "name",
    "first name": "first_name",
    "last name": "last_name",
    "phone # value": "phone:other",
    "phone # label": "ignore",
    labels: "labels",
    language: "language",
    "time zone": "time_zone",
    "user id": "user_id",
    username: "username",
    organization: "custom:company",
    title: "custom:job_title",
    "e mail": "custom:email",
    birthday: "custom:birthday",
    address: "custom:address",
    city: "custom:city",
    country: "custom:country_name",
    note: "custom:notes",
    uid: "ignore",
    "consent marketing": "consent_marketing",
    "consent utility": "consent_utility",
    "consent authentication": "consent_authentication",
    "consent service": "consent_service",
  },
  guessOthers: false,
  customPrefix: "fields.",
  answers: "states",
};
