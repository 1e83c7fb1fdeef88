import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";

const parts: Readonly<Record<string, Text>> = {
  id: { en: "the id", es: "el id" },
  title: { en: "the title", es: "el título" },
  description: { en: "the description", es: "la descripción" },
  product_retailer_id: { en: "the id", es: "el id" },
};

/** `--row, the title` */
function piece(option: string, part: string): Text {
  const named = Object.hasOwn(parts, part) ? parts[part] : undefined;
  return named === undefined
    ? { en: option, es: option }
    : { en: `${option}, ${named.en}`, es: `${option}, ${named.es}` };
}

const theText: Text = { en: "the text", es: "el texto" };
const section: Text = { en: "the section", es: "la sección" };

/** Where an option ends up in Meta's message. The first that fits counts. */
const places: readonly (readonly [RegExp, (match: RegExpExecArray) => Text])[] = [
  [/^(text\.body|interactive\.body\.text)$/, () => theText],
  [/^interactive\.footer/, () => piece("--footer", "")],
  [/^interactive\.header\.text$/, () => piece("--header", "")],
  [/^interactive\.header/, () => piece("--media", "")],
  [/^interactive\.action\.buttons\[\d+\]\.reply\.(\w+)$/, ([, part = ""]) => piece("--button", part)],
  [/^interactive\.action\.buttons/, () => piece("--button", "")],
  [/^interactive\.action\.sections\[\d+\]\.rows\[\d+\]\.(\w+)$/, ([, part = ""]) => piece("--row", part)],
  [/^interactive\.action\.sections\[\d+\]\.product_items\[\d+\]\.(\w+)$/, ([, part = ""]) => piece("--product", part)],
  [/^interactive\.action\.sections(\[\d+\](\.rows|\.product_items)?)?$/, () => piece("--row, --product", "")],
  [/^interactive\.action\.sections\[\d+\]\.title$/, () => section],
  [/^interactive\.action\.(button|parameters\.(display_text|flow_cta))$/, () => piece("--label", "")],
  [/^interactive\.action\.parameters\.url$/, () => piece("--url", "")],
  [/^interactive\.action\.parameters\.(flow_id|flow_name)$/, () => piece("--flow", "")],
  [/^interactive\.action\.parameters\.flow_token$/, () => piece("--flow-token", "")],
  [/^interactive\.action\.parameters\.flow_action_payload\.screen$/, () => piece("--screen", "")],
  [/^interactive\.action\.parameters\.flow_action_payload\.data/, () => piece("--data", "")],
  [/^interactive\.action\.parameters\.ttl_minutes$/, () => piece("--minutes", "")],
  [/^interactive\.action\.parameters\.thumbnail_product_retailer_id$/, () => piece("--thumbnail", "")],
  [/^interactive\.action\.catalog_id$/, () => piece("--catalog", "")],
  [/^interactive\.action\.product_retailer_id$/, () => piece("<product>", "")],
  [/^(image|video|document)\.caption$/, () => piece("--caption", "")],
  [/^document\.filename$/, () => piece("--filename", "")],
  [/^(image|video|document|audio|sticker)\.(link|id)$/, () => piece("--media", "")],
  [/^location\.(latitude|longitude|name|address)$/, ([, part = ""]) => piece(`--${part}`, "")],
  [/^contacts\[\d+\]\.name/, () => piece("--contact-name", "")],
  [/^contacts\[\d+\]\.phones/, () => piece("--contact-phone", "")],
  [/^contacts\[\d+\]\.emails/, () => piece("--contact-email", "")],
  [/^contacts\[\d+\]\.org/, () => piece("--company", "")],
  [/^reaction\.emoji$/, () => piece("<emoji>", "")],
  [/^context\.message_id$/, () => piece("--reply-to", "")],
];

/** What the command line calls a place in Meta's message; undefined for one that no option fills. */
function optionOfPath(path: string): Text | undefined {
  for (const [pattern, name] of places) {
    const match = pattern.exec(path);
    if (match !== null) return name(match);
  }
  return undefined;
}

/** The same refusal, with what the owner typed before Meta's name of it. */
export function inOwnWords(error: unknown): unknown {
  if (!(error instanceof InputError) || error.code !== "message.invalid") return error;
  const path = error.data?.["path"];
  const typed = typeof path === "string" ? optionOfPath(path) : undefined;
  if (typeof path !== "string" || typed === undefined) return error;
  const { code, text, hint, data } = error;
  return new InputError({
    code,
    text: {
      en: text.en.replace(path, () => `${typed.en} (${path})`),
      es: text.es.replace(path, () => `${typed.es} (${path})`),
    },
    hint,
    data,
    cause: error,
  });
}
