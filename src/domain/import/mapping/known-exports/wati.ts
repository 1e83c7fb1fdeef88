import type { KnownExport } from "./known-export.ts";

/**
 * Wati. `AllowBroadcast` is set for everybody unless somebody unsets it: a no is one to marketing, and a yes counts only where
 * it is said where the people agreed.
 */
export const wati: KnownExport = {
  name: "wati",
  title: "Wati",
  signs: [
    ["phone", "allowbroadcast"],
    ["phone", "allow broadcast"],
  ],
  columns: {
    name: "name",
    countrycode: "country",
    "country code": "country",
    phone: "phone:mobile",
    "phone number": "phone:mobile",
    allowbroadcast: "consent_marketing",
    "allow broadcast": "consent_marketing",
    allowsms: "ignore",
    "allow sms": "ignore",
    email: "custom:email",
    emailid: "custom:email",
    tags: "labels",
  },
  guessOthers: true,
  answers: "unproved",
};
