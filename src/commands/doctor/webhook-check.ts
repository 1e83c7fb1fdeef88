import type { WireSubscribedApp } from "../../graph/wire/wabas.ts";
import { fail, pass, type Check } from "./check.ts";

export function checkSubscription(apps: readonly WireSubscribedApp[]): Check {
  if (apps.length > 0) {
    const names = apps.map(({ whatsapp_business_api_data: { name, id } }) => name ?? id).join(", ");
    return pass("webhook", {
      en: `The account's webhooks go to: ${names}`,
      es: `Los webhooks de la cuenta llegan a: ${names}`,
    });
  }
  return fail(
    "webhook",
    {
      en: "No app is subscribed to the account's webhooks: states, answers and opt-outs do not arrive",
      es: "Ninguna aplicación está suscrita a los webhooks de la cuenta: no llegan estados, respuestas ni bajas",
    },
    {
      en: "At Meta, open the app > WhatsApp > Configuration, set the webhook's address and subscribe the account.",
      es: "En Meta, abra la aplicación > WhatsApp > Configuración, indique la dirección del webhook y suscriba la cuenta.",
    },
  );
}
