import type { KnownExport } from "./known-export.ts";

/** HubSpot's contacts. What it knows of e-mail (`Unsubscribed from all email`) says nothing of WhatsApp, and stays a field. */
export const hubspot: KnownExport = {
  name: "hubspot",
  title: "HubSpot",
  signs: [
    ["record id", "first name", "last name", "lifecycle stage"],
    ["record id", "first name", "last name", "lead status"],
    ["record id", "first name", "last name", "contact owner"],
    ["record id", "first name", "last name", "create date"],
    ["record id", "first name", "last name", "marketing contact status"],
    ["record id", "first name", "phone number", "email"],
    ["record id contact", "first name"],
    ["first name", "phone number", "mobile phone number"],
    ["first name", "mobile phone number", "lifecycle stage"],
  ],
  columns: {
    "record id": "custom:hubspot_id",
    "record id contact": "custom:hubspot_id",
    "first name": "first_name",
    "last name": "last_name",
    "phone number": "phone:other",
    "mobile phone number": "phone:mobile",
    "whatsapp phone number": "phone:mobile",
    "fax number": "phone:fax",
    email: "custom:email",
    "email address": "custom:email",
    "company name": "custom:company",
    "job title": "custom:job_title",
    city: "custom:city",
    country: "custom:country_name",
    "country region": "custom:country_name",
    "preferred language": "language",
    "time zone": "time_zone",
    "website url": "ignore",
  },
  guessOthers: true,
};
