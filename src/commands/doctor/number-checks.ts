import { same, type Text } from "../../core/text.ts";
import type { WirePhoneNumber } from "../../graph/wire/phone-numbers.ts";
import { fail, pass, warn, type Check } from "./check.ts";

const lookAtNumber: Text = {
  en: "See WhatsApp Manager > Phone numbers.",
  es: "Consulte Administrador de WhatsApp > Números de teléfono.",
};

const afterStatus: Readonly<Record<string, Text>> = {
  PENDING: {
    en: "Register the number with its PIN in WhatsApp Manager, or wait for Meta to finish.",
    es: "Registre el número con su PIN en el Administrador de WhatsApp, o espere a que Meta termine.",
  },
  UNVERIFIED: {
    en: "Confirm the number with the code that WhatsApp Manager sends to it.",
    es: "Confirme el número con el código que envía el Administrador de WhatsApp.",
  },
  RATE_LIMITED: {
    en: "Too much was sent for now: wait a while, then try again.",
    es: "Se envió demasiado por ahora: espere un tiempo e inténtelo de nuevo.",
  },
  BANNED: {
    en: "Ask for a review in WhatsApp Manager > Account quality.",
    es: "Pida una revisión en Administrador de WhatsApp > Calidad de la cuenta.",
  },
};

export function checkStatus(number: WirePhoneNumber): Check {
  const name = `${number.display_phone_number} ${number.verified_name ?? ""}`.trim();
  if (number.status === "CONNECTED") return pass("number", same(`${name}: CONNECTED`));
  if (number.status === undefined) {
    return warn(
      "number",
      { en: `${name}: Meta states no status`, es: `${name}: Meta no indica su estado` },
      lookAtNumber,
    );
  }
  return fail(
    "number",
    {
      en: `${name} is ${number.status}; only a CONNECTED number can send`,
      es: `${name} está en ${number.status}; solo puede enviar un número CONNECTED`,
    },
    afterStatus[number.status] ?? lookAtNumber,
  );
}

const writeLess: Text = {
  en: "Write less often, and only to people who want it: blocks and reports lower the quality.",
  es: "Escriba con menos frecuencia y solo a quien lo desea: los bloqueos y denuncias bajan la calidad.",
};

export function checkQuality({ quality_rating: rating }: WirePhoneNumber): Check {
  const text: Text = { en: `Quality ${rating}`, es: `Calidad ${rating}` };
  switch (rating) {
    case "RED":
      return fail("quality", text, writeLess);
    case "YELLOW":
      return warn("quality", text, writeLess);
    case "GREEN":
      return pass("quality", text);
    default:
      return pass("quality", {
        en: "Meta has not rated the quality yet",
        es: "Meta todavía no ha calificado la calidad",
      });
  }
}

/** `TIER_2K` → 2,000 people outside open conversations in 24 hours. */
export function checkLimit({ whatsapp_business_manager_messaging_limit: tier }: WirePhoneNumber): Check {
  if (tier === "TIER_UNLIMITED") {
    return pass("messaging-limit", { en: "People per day: no limit", es: "Personas por día: sin límite" });
  }
  const [, digits, thousands] = /^TIER_(\d+)(K?)$/.exec(tier ?? "") ?? [];
  if (digits === undefined) {
    return pass("messaging-limit", {
      en: `People per day: Meta states no limit${tier === undefined ? "" : ` (${tier})`}`,
      es: `Personas por día: Meta no indica un límite${tier === undefined ? "" : ` (${tier})`}`,
    });
  }
  const people = Number(digits) * (thousands === "K" ? 1_000 : 1);
  // Spanish groups from five digits on, with a space that no line ends at.
  const grouped = people.toLocaleString("es").replaceAll(".", "\u00a0");
  return pass("messaging-limit", {
    en: `People per day: ${people.toLocaleString("en")} (all numbers of the business together)`,
    es: `Personas por día: ${grouped} (sumando todos los números de la empresa)`,
  });
}

export function checkThroughput({ throughput }: WirePhoneNumber): Check {
  switch (throughput?.level) {
    case "HIGH":
      return pass("throughput", { en: "1,000 messages a second (HIGH)", es: "1000 mensajes por segundo (HIGH)" });
    case "STANDARD":
      return pass("throughput", { en: "80 messages a second (STANDARD)", es: "80 mensajes por segundo (STANDARD)" });
    default:
      return warn(
        "throughput",
        { en: "Meta states no throughput for this number", es: "Meta no indica el rendimiento de este número" },
        lookAtNumber,
      );
  }
}
