import { command, type Command } from "../../cli/command.ts";
import {
  buttonsInput,
  catalogInput,
  ctaUrlInput,
  flowInput,
  listInput,
  productInput,
  productsInput,
  requestInput,
  voiceCallInput,
} from "./interactive-input.ts";

/** Messages with something to tap. */
export const interactiveKinds: readonly Command[] = [
  command({
    name: "buttons",
    summary: { en: "ask with up to three buttons", es: "preguntar con hasta tres botones" },
    input: buttonsInput,
    changes: true,
    examples: ['recado send buttons "Does 10:00 suit you?" --button yes=Yes --button no=No --to +12025550101'],
    load: async () => ({ run: (await import("./choices.ts")).buttons }),
  }),
  command({
    name: "list",
    summary: { en: "ask with a list of up to ten rows", es: "preguntar con una lista de hasta diez filas" },
    input: listInput,
    changes: true,
    examples: [
      'recado send list "When should we come?" --label "Show slots" --row "s9|09:00|Ana|Tomorrow" --row "s14|14:00||Tomorrow" --to +12025550101',
    ],
    load: async () => ({ run: (await import("./choices.ts")).list }),
  }),
  command({
    name: "cta-url",
    summary: { en: "answer with a button that opens an address", es: "responder con un botón que abre una dirección" },
    input: ctaUrlInput,
    changes: true,
    examples: [
      'recado send cta-url "Your invoice is here" --label Open --url https://shop.example/i/77 --to +12025550101',
    ],
    load: async () => ({ run: (await import("./choices.ts")).ctaUrl }),
  }),
  command({
    name: "flow",
    summary: { en: "answer with a button that opens a flow", es: "responder con un botón que abre un flow" },
    input: flowInput,
    changes: true,
    examples: ['recado send flow "Book a table" --flow 880011223344 --label Book --screen START --to +12025550101'],
    load: async () => ({ run: (await import("./choices.ts")).flow }),
  }),
  command({
    name: "product",
    summary: { en: "show one product of the catalog", es: "mostrar un producto del catálogo" },
    input: productInput,
    changes: true,
    examples: ["recado send product mug-blue --to +12025550101"],
    load: async () => ({ run: (await import("./products.ts")).product }),
  }),
  command({
    name: "products",
    summary: { en: "show up to thirty products of the catalog", es: "mostrar hasta treinta productos del catálogo" },
    input: productsInput,
    changes: true,
    examples: [
      'recado send products "Fresh from the kiln" --header Mugs --product "mug-blue|Blue" --product "mug-green|Green" --to +12025550101',
    ],
    load: async () => ({ run: (await import("./products.ts")).products }),
  }),
  command({
    name: "catalog",
    summary: { en: "show the whole catalog", es: "mostrar todo el catálogo" },
    input: catalogInput,
    changes: true,
    examples: ['recado send catalog "Everything we have" --to +12025550101'],
    load: async () => ({ run: (await import("./products.ts")).catalog }),
  }),
  command({
    name: "location-request",
    summary: { en: "ask where the person is", es: "preguntar dónde está la persona" },
    input: requestInput,
    changes: true,
    examples: ['recado send location-request "Where shall we deliver?" --to +12025550101'],
    load: async () => ({ run: (await import("./requests.ts")).locationRequest }),
  }),
  command({
    name: "contact-request",
    summary: { en: "ask for the person's contact details", es: "pedir los datos de contacto de la persona" },
    input: requestInput,
    changes: true,
    examples: ['recado send contact-request "How can we reach you?" --to +12025550101'],
    load: async () => ({ run: (await import("./requests.ts")).contactRequest }),
  }),
  command({
    name: "call-request",
    summary: { en: "ask for permission to call", es: "pedir permiso para llamar" },
    details: {
      en: "Meta allows it once in 24 hours and twice in 7 days for each person.",
      es: "Meta lo permite una vez cada 24 horas y dos veces cada 7 días por persona.",
    },
    input: requestInput,
    changes: true,
    examples: ['recado send call-request "May we call you about your order?" --to +12025550101'],
    load: async () => ({ run: (await import("./requests.ts")).callRequest }),
  }),
  command({
    name: "voice-call",
    summary: { en: "answer with a button that calls you", es: "responder con un botón para que le llamen" },
    input: voiceCallInput,
    changes: true,
    examples: ['recado send voice-call "Questions? Call us." --label "Call us" --to +12025550101'],
    load: async () => ({ run: (await import("./requests.ts")).voiceCall }),
  }),
];
