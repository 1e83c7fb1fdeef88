import type { InputSpec } from "../../cli/input.ts";
import { deliveryInput } from "./delivery-input.ts";

const { to, ...rest } = deliveryInput;

export const sendInput = {
  template: {
    kind: "argument",
    required: false,
    text: {
      en: "name of the template (asked for in a terminal)",
      es: "nombre de la plantilla (en una terminal se pregunta)",
    },
  },
  values: {
    kind: "arguments",
    text: { en: "values of {{1}}, {{2}}… in order", es: "valores de {{1}}, {{2}}… en orden" },
  },
  to,
  param: {
    kind: "list",
    value: "name=value",
    short: "p",
    text: {
      en: "value of a variable; button.0=… for a button's; repeatable",
      es: "valor de una variable; button.0=… para la de un botón; se puede repetir",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: { en: "language of the template, e.g. es_MX", es: "idioma de la plantilla, p. ej. es_MX" },
  },
  header: {
    kind: "text",
    value: "file-link-or-id",
    text: {
      en: "image, video or document of the header: a file, an https:// address or an id at Meta",
      es: "imagen, video o documento del encabezado: un archivo, una dirección https:// o un id en Meta",
    },
  },
  components: {
    kind: "text",
    value: "file",
    text: {
      en: "JSON file with Meta's components (cards, products, an order) in place of values",
      es: "archivo JSON con los componentes de Meta (tarjetas, productos, un pedido) en lugar de valores",
    },
  },
  ...rest,
} as const satisfies InputSpec;
