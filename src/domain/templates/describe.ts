import { cleanLine } from "../../core/terminal.ts";
import { same, type Text } from "../../core/text.ts";
import type { TemplateVariable } from "./variables.ts";

const headerNouns: Partial<Record<TemplateVariable["kind"], Text>> = {
  image: { en: "the header's image", es: "la imagen del encabezado" },
  video: { en: "the header's video", es: "el video del encabezado" },
  document: { en: "the header's document", es: "el documento del encabezado" },
  location: { en: "the header's location", es: "la ubicación del encabezado" },
  text: { en: "the header's text", es: "el texto del encabezado" },
  product: { en: "the header's product, as catalog/product", es: "el producto del encabezado, como catálogo/producto" },
};

function buttonNoun(variable: TemplateVariable, label: string): Text {
  switch (variable.kind) {
    case "url-suffix":
      return {
        en: `the end of the address of the button "${label}"`,
        es: `el final de la dirección del botón "${label}"`,
      };
    case "coupon-code":
      return { en: "the code to copy", es: "el código para copiar" };
    case "thumbnail":
      return { en: "the product whose picture is shown", es: "el producto cuya imagen se muestra" };
    case "flow-token":
      return { en: "what comes back with the flow's answer", es: "lo que vuelve con la respuesta del flow" };
    default:
      return { en: `what the button "${label}" answers`, es: `lo que responde el botón "${label}"` };
  }
}

/** What a person is asked for: the variable's key, and in words what it fills where the key does not say it. */
export function describeVariable(variable: TemplateVariable): Text {
  if (variable.kind === "code") return { en: `${variable.key} (the code)`, es: `${variable.key} (el código)` };
  if (variable.kind === "expiration") {
    return { en: `${variable.key} (when the offer ends)`, es: `${variable.key} (cuándo termina la oferta)` };
  }
  if (variable.place === "body" || variable.name !== undefined) return same(cleanLine(variable.key));
  const noun =
    variable.place === "header" ? headerNouns[variable.kind] : buttonNoun(variable, cleanLine(variable.label ?? ""));
  if (noun === undefined) return same(variable.key);
  return { en: `${variable.key} (${noun.en})`, es: `${variable.key} (${noun.es})` };
}
