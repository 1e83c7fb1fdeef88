import { command, type Command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { replyInput } from "./delivery-input.ts";

/** The words of a message: as an argument, or as an option. */
export const bodyInput = {
  text: {
    kind: "argument",
    required: false,
    text: {
      en: "what it says; - reads standard input (asked for in a terminal)",
      es: "lo que dice; - lee la entrada estándar (en una terminal se pregunta)",
    },
  },
  body: {
    kind: "text",
    value: "text",
    text: { en: "the same as an option", es: "lo mismo como opción" },
  },
} as const satisfies InputSpec;

const file = {
  file: {
    kind: "argument",
    required: false,
    text: {
      en: "file to upload, https:// address, or id of a file at Meta (asked for in a terminal)",
      es: "archivo que se sube, dirección https:// o id de un archivo en Meta (en una terminal se pregunta)",
    },
  },
  media: { kind: "text", value: "file-link-or-id", text: { en: "the same as an option", es: "lo mismo como opción" } },
} as const satisfies InputSpec;

const caption = {
  caption: { kind: "text", value: "text", text: { en: "words under it", es: "texto debajo" } },
} as const satisfies InputSpec;

export const textInput = {
  ...bodyInput,
  preview: {
    kind: "flag",
    text: { en: "show the page behind the first link", es: "mostrar la página del primer enlace" },
  },
  ...replyInput,
} as const satisfies InputSpec;

export const captionedInput = { ...file, ...caption, ...replyInput } as const satisfies InputSpec;

export const documentInput = {
  ...file,
  ...caption,
  filename: {
    kind: "text",
    value: "name",
    text: {
      en: "its name on the phone (default: the file's)",
      es: "su nombre en el teléfono (si falta, el del archivo)",
    },
  },
  ...replyInput,
} as const satisfies InputSpec;

export const audioInput = {
  ...file,
  voice: {
    kind: "flag",
    text: { en: "as a voice message (.ogg, OPUS)", es: "como mensaje de voz (.ogg, OPUS)" },
  },
  ...replyInput,
} as const satisfies InputSpec;

export const stickerInput = { ...file, ...replyInput } as const satisfies InputSpec;

export const locationInput = {
  latitude: { kind: "text", value: "degrees", text: { en: "e.g. -12.0464", es: "p. ej. -12.0464" } },
  longitude: { kind: "text", value: "degrees", text: { en: "e.g. -77.0428", es: "p. ej. -77.0428" } },
  name: { kind: "text", value: "text", text: { en: "name of the place", es: "nombre del lugar" } },
  address: { kind: "text", value: "text", text: { en: "address of the place", es: "dirección del lugar" } },
  ...replyInput,
} as const satisfies InputSpec;

export const contactInput = {
  contactName: { kind: "text", value: "name", text: { en: "whose card it is", es: "de quién es la tarjeta" } },
  contactPhone: {
    kind: "list",
    value: "phone",
    text: { en: "number on the card; repeatable", es: "número de la tarjeta; se puede repetir" },
  },
  contactEmail: {
    kind: "list",
    value: "address",
    text: { en: "e-mail on the card; repeatable", es: "correo de la tarjeta; se puede repetir" },
  },
  company: { kind: "text", value: "name", text: { en: "where they work", es: "dónde trabaja" } },
  ...replyInput,
} as const satisfies InputSpec;

const { replyTo: _replyTo, ...unquoted } = replyInput;

export const reactionInput = {
  emoji: {
    kind: "argument",
    required: false,
    text: { en: "one emoji (asked for in a terminal)", es: "un emoji (en una terminal se pregunta)" },
  },
  message: {
    kind: "text",
    value: "id",
    text: { en: "id or wamid of the message", es: "id o wamid del mensaje" },
  },
  remove: { kind: "flag", text: { en: "take the reaction back", es: "quitar la reacción" } },
  ...unquoted,
} as const satisfies InputSpec;

export const contentInput = {
  file: {
    kind: "text",
    value: "file",
    text: {
      en: "JSON with a message's type and content in Meta's shape; - for standard input",
      es: "JSON con el tipo y el contenido de un mensaje, con la forma de Meta; - para la entrada estándar",
    },
  },
  ...replyInput,
} as const satisfies InputSpec;

/** Messages that are told by words, a file or a place. */
export const plainKinds: readonly Command[] = [
  command({
    name: "text",
    summary: { en: "answer with a text", es: "responder con un texto" },
    details: {
      en: "What is no template goes only to people who wrote in the last 24 hours. Where recado saw their last message, a closed window is refused here (exit 4); an open one needs no consent, since it is an answer.",
      es: "Lo que no es una plantilla llega solo a quien escribió en las últimas 24 horas. Si recado vio su último mensaje, una ventana cerrada se rechaza aquí (termina con 4); una abierta no necesita consentimiento, porque es una respuesta.",
    },
    input: textInput,
    changes: true,
    examples: [
      'recado send text "Su pedido ya está en camino" --to +12025550101',
      "recado send text - --to +12025550101 --dry-run < answer.txt",
    ],
    load: () => import("./text.ts"),
  }),
  command({
    name: "image",
    summary: { en: "answer with an image (.jpg, .png)", es: "responder con una imagen (.jpg, .png)" },
    input: captionedInput,
    changes: true,
    examples: [
      'recado send image mug.jpg --to +12025550101 --caption "The blue one"',
      "recado send image 752006800000014 --to +12025550101",
    ],
    load: async () => ({ run: (await import("./media.ts")).image }),
  }),
  command({
    name: "document",
    summary: { en: "answer with a document (.pdf and others)", es: "responder con un documento (.pdf y otros)" },
    input: documentInput,
    changes: true,
    examples: ["recado send document invoice.pdf --to +12025550101 --filename F-77.pdf"],
    load: async () => ({ run: (await import("./media.ts")).document }),
  }),
  command({
    name: "video",
    summary: { en: "answer with a video (.mp4, .3gp)", es: "responder con un video (.mp4, .3gp)" },
    input: captionedInput,
    changes: true,
    examples: ["recado send video https://shop.example/tour.mp4 --to +12025550101"],
    load: async () => ({ run: (await import("./media.ts")).video }),
  }),
  command({
    name: "audio",
    summary: { en: "answer with an audio or a voice message", es: "responder con un audio o un mensaje de voz" },
    input: audioInput,
    changes: true,
    examples: ["recado send audio hello.ogg --voice --to +12025550101"],
    load: async () => ({ run: (await import("./media.ts")).audio }),
  }),
  command({
    name: "sticker",
    summary: { en: "answer with a sticker (.webp)", es: "responder con un sticker (.webp)" },
    input: stickerInput,
    changes: true,
    examples: ["recado send sticker thanks.webp --to +12025550101"],
    load: async () => ({ run: (await import("./media.ts")).sticker }),
  }),
  command({
    name: "location",
    summary: { en: "answer with a place on the map", es: "responder con un lugar en el mapa" },
    input: locationInput,
    changes: true,
    examples: ['recado send location --latitude -12.0464 --longitude -77.0428 --name "The shop" --to +12025550101'],
    load: async () => ({ run: (await import("./places.ts")).location }),
  }),
  command({
    name: "contact",
    summary: { en: "answer with somebody's contact card", es: "responder con la tarjeta de un contacto" },
    input: contactInput,
    changes: true,
    examples: ['recado send contact --contact-name "Ana Example" --contact-phone +12025550102 --to +12025550101'],
    load: async () => ({ run: (await import("./places.ts")).contact }),
  }),
  command({
    name: "reaction",
    summary: { en: "react to a message with an emoji", es: "reaccionar a un mensaje con un emoji" },
    details: {
      en: "Without --to it goes to who wrote the message, if recado saw it. It costs nothing, and Meta reports only that it was sent: --wait ends there.",
      es: "Sin --to va a quien escribió el mensaje, si recado lo vio. No cuesta nada y Meta informa solo de que se envió: --wait termina ahí.",
    },
    input: reactionInput,
    changes: true,
    examples: [
      "recado send reaction 👍 --message msg_01k9xkq3v4e8n2r5t7w9y1z3b5",
      "recado send reaction --remove --message msg_01k9xkq3v4e8n2r5t7w9y1z3b5",
    ],
    load: async () => ({ run: (await import("./places.ts")).reaction }),
  }),
];

/** Whatever else the Cloud API understands: carousels, orders, payments… */
export const anyContent = command({
  name: "content",
  summary: { en: "answer with any content of the Cloud API", es: "responder con cualquier contenido de la Cloud API" },
  details: {
    en: 'The file holds the message without its recipient, e.g. {"type":"interactive","interactive":{…}}. What Meta would refuse is told here, with its place in the file.',
    es: 'El archivo contiene el mensaje sin el destinatario, p. ej. {"type":"interactive","interactive":{…}}. Lo que Meta rechazaría se indica aquí, con su lugar en el archivo.',
  },
  input: contentInput,
  changes: true,
  examples: [
    "recado send content --file carousel.json --to +12025550101",
    "recado send content --file - --to +12025550101 --dry-run < order.json",
  ],
  load: () => import("./content.ts"),
});
