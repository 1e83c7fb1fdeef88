import type { InputSpec } from "../../cli/input.ts";
import { replyInput } from "./delivery-input.ts";
import { bodyInput } from "./kinds.ts";

const footer = {
  footer: { kind: "text", value: "text", text: { en: "small words at the end", es: "texto pequeño al final" } },
} as const satisfies InputSpec;

const textHeader = {
  header: { kind: "text", value: "text", text: { en: "title above the words", es: "título encima del texto" } },
} as const satisfies InputSpec;

const anyHeader = {
  ...textHeader,
  media: {
    kind: "text",
    value: "file-link-or-id",
    text: {
      en: "image, video or document above the words, instead of a title",
      es: "imagen, video o documento encima del texto, en lugar de un título",
    },
  },
} as const satisfies InputSpec;

const label = {
  label: { kind: "text", value: "text", text: { en: "what the button says", es: "lo que dice el botón" } },
} as const satisfies InputSpec;

const catalog = {
  catalog: {
    kind: "text",
    value: "id",
    text: { en: "catalog (default: the profile's)", es: "catálogo (si falta, el del perfil)" },
  },
} as const satisfies InputSpec;

export const buttonsInput = {
  ...bodyInput,
  button: {
    kind: "list",
    value: "id=title",
    text: {
      en: "a button (1 to 3) and the id that its tap brings back (default: what it says); repeatable",
      es: "un botón (de 1 a 3) y el id que devuelve al tocarlo (si falta, lo que dice); se puede repetir",
    },
  },
  ...anyHeader,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const listInput = {
  ...bodyInput,
  row: {
    kind: "list",
    value: "id|title|description|section",
    text: {
      en: "a row (1 to 10): id, title, description, section; all but the first may be left out; repeatable",
      es: "una fila (de 1 a 10): id, título, descripción, sección; todo menos lo primero se puede omitir; se puede repetir",
    },
  },
  ...label,
  ...textHeader,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const ctaUrlInput = {
  ...bodyInput,
  url: { kind: "text", value: "address", text: { en: "where the button leads", es: "a dónde lleva el botón" } },
  ...label,
  ...anyHeader,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const flowInput = {
  ...bodyInput,
  flow: { kind: "text", value: "id-or-name", text: { en: "the flow", es: "el flow" } },
  ...label,
  screen: { kind: "text", value: "name", text: { en: "first screen", es: "primera pantalla" } },
  data: {
    kind: "text",
    value: "json",
    text: { en: "what the first screen is given", es: "lo que recibe la primera pantalla" },
  },
  flowToken: {
    kind: "text",
    value: "text",
    text: { en: "comes back with the answer", es: "vuelve con la respuesta" },
  },
  draft: { kind: "flag", text: { en: "the flow is not published yet", es: "el flow todavía no está publicado" } },
  ...anyHeader,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const productInput = {
  product: {
    kind: "argument",
    required: false,
    text: {
      en: "id of the product in the catalog (asked for in a terminal)",
      es: "id del producto en el catálogo (en una terminal se pregunta)",
    },
  },
  body: { kind: "text", value: "text", text: { en: "words with it", es: "texto que lo acompaña" } },
  ...catalog,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const productsInput = {
  ...bodyInput,
  product: {
    kind: "list",
    value: "id|section",
    text: {
      en: "a product (1 to 30); the section may be left out; repeatable",
      es: "un producto (de 1 a 30); la sección se puede omitir; se puede repetir",
    },
  },
  ...catalog,
  ...textHeader,
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const catalogInput = {
  ...bodyInput,
  thumbnail: {
    kind: "text",
    value: "product",
    text: { en: "product whose picture is shown", es: "producto cuya imagen se muestra" },
  },
  ...footer,
  ...replyInput,
} as const satisfies InputSpec;

export const requestInput = { ...bodyInput, ...footer, ...replyInput } as const satisfies InputSpec;

export const voiceCallInput = {
  ...bodyInput,
  ...label,
  minutes: {
    kind: "integer",
    value: "n",
    min: 1,
    max: 43_200,
    text: { en: "how long the button works (default 7 days)", es: "cuánto dura el botón (7 días si no se indica)" },
  },
  ...replyInput,
} as const satisfies InputSpec;
