import type { Text } from "../../core/text.ts";

/** What becomes of messages to a magic number. */
export type MagicOutcome =
  | "undeliverable"
  | "opted-out"
  | "marketing-cap"
  | "slow"
  | "never-delivered"
  | "read-without-delivered";

/** A phone number that always behaves in one way. */
export interface MagicNumber {
  /** Digits with the country code, from the range that is reserved for examples. */
  readonly phone: string;
  readonly outcome: MagicOutcome;
  readonly text: Text;
}

/** Phone numbers with a fixed outcome, listed in `recado help simulator` and on the page. */
export const magicNumbers: readonly MagicNumber[] = [
  {
    phone: "12025550126",
    outcome: "undeliverable",
    text: {
      en: "Not on WhatsApp: every message fails with 131026.",
      es: "No está en WhatsApp: todos los mensajes fallan con 131026.",
    },
  },
  {
    phone: "12025550150",
    outcome: "opted-out",
    text: {
      en: "Stopped marketing messages: marketing templates fail with 131050, others arrive.",
      es: "Rechazó la publicidad: las plantillas de publicidad fallan con 131050 y las demás llegan.",
    },
  },
  {
    phone: "12025550149",
    outcome: "marketing-cap",
    text: {
      en: "Has had too much marketing lately: marketing templates fail with 131049, others arrive.",
      es: "Recibió demasiada publicidad últimamente: las plantillas de publicidad fallan con 131049 y las demás llegan.",
    },
  },
  {
    phone: "12025550160",
    outcome: "slow",
    text: {
      en: "Phone switched off: messages are delivered an hour after they are sent.",
      es: "Teléfono apagado: los mensajes se entregan una hora después de enviarse.",
    },
  },
  {
    phone: "12025550161",
    outcome: "never-delivered",
    text: {
      en: "Messages are sent and never delivered.",
      es: "Los mensajes se envían y nunca se entregan.",
    },
  },
  {
    phone: "12025550162",
    outcome: "read-without-delivered",
    text: {
      en: "Has the chat open: messages are read without a delivered status before.",
      es: "Tiene el chat abierto: los mensajes se leen sin un estado de entregado antes.",
    },
  },
];
