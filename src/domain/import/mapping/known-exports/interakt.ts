import type { KnownExport } from "./known-export.ts";

/**
 * Interakt: the number without its country beside the country's calling code, and whether the person agreed to messages on
 * WhatsApp. `User ID` is the business's own.
 * @see https://www.interakt.shop/resource-center/all-users-contact-management-with-whatsapp-business-platform-new/
 */
export const interakt: KnownExport = {
  name: "interakt",
  title: "Interakt",
  signs: [
    ["country code", "phone number", "whatsapp opted"],
    ["country code", "phone number", "whatsapp opted in"],
  ],
  columns: {
    name: "name",
    "first name": "first_name",
    "last name": "last_name",
    "country code": "country",
    "phone number": "phone:mobile",
    "whatsapp opted": "consent",
    "whatsapp opted in": "consent",
    email: "custom:email",
    "user id": "custom:interakt_id",
    area: "custom:area",
    city: "custom:city",
    tags: "labels",
  },
  guessOthers: true,
};
