import { account, entryTime, phoneNumberId, wabaId } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const at = entryTime * 1000;

const ofNumber = { display_phone_number: "12025550100" };

/** What happens to the business's numbers. */
export const numberCases: readonly FieldCase[] = [
  {
    name: "a number's throughput",
    body: account("phone_number_quality_update", {
      ...ofNumber,
      event: "THROUGHPUT_UPGRADE",
      max_daily_conversations_per_business: "TIER_UNLIMITED",
    }),
    event: { kind: "number-quality", event: "THROUGHPUT_UPGRADE", limit: "unlimited", at },
    en: "state of +1202•••••00: THROUGHPUT_UPGRADE, any number of people in 24 hours",
    es: "estado de +1202•••••00: THROUGHPUT_UPGRADE, cualquier cantidad de personas en 24 horas",
  },
  {
    name: "a number's name",
    body: account("phone_number_name_update", {
      ...ofNumber,
      decision: "APPROVED",
      requested_verified_name: "Example Post",
      rejection_reason: null,
    }),
    event: { kind: "number-name", decision: "APPROVED", name: "Example Post", reason: undefined, at },
    en: "display name of +1202•••••00: Example Post APPROVED",
    es: "nombre visible de +1202•••••00: Example Post APPROVED",
  },
  {
    name: "a PIN",
    body: account("security", { ...ofNumber, event: "PIN_RESET_REQUEST", requester: "61550000000001" }),
    event: { kind: "security", event: "PIN_RESET_REQUEST", requester: "61550000000001", at },
    en: "security of +1202•••••00: PIN_RESET_REQUEST",
    es: "seguridad de +1202•••••00: PIN_RESET_REQUEST",
  },
  {
    name: "a business's username",
    body: account("business_username_updates", { ...ofNumber, username: "examplepost", status: "approved" }),
    event: { kind: "username", username: "examplepost", status: "approved", displayPhoneNumber: "12025550100", at },
    en: "username of +1202•••••00: @examplepost approved",
    es: "nombre de usuario de +1202•••••00: @examplepost approved",
  },
  {
    name: "settings of a number",
    body: {
      object: "whatsapp_business_account",
      entry: [
        {
          id: wabaId,
          changes: [
            {
              field: "account_settings_update",
              value: {
                messaging_product: "whatsapp",
                timestamp: "1795101000",
                type: "phone_number_settings",
                phone_number_settings: { phone_number_id: phoneNumberId, calling: { status: "ENABLED" } },
              },
            },
          ],
        },
      ],
    },
    event: {
      kind: "account-settings",
      type: "phone_number_settings",
      settings: { phone_number_id: phoneNumberId, calling: { status: "ENABLED" } },
      phoneNumberId,
      at,
    },
    en: "settings changed: phone_number_settings",
    es: "cambió la configuración: phone_number_settings",
  },
];
