import { cleanText } from "../../core/terminal.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import type { WirePersonMessage } from "../../graph/wire/messages.ts";
import { isRecord, recordAt, recordsAt, textAt, type ForeignRecord } from "../webhooks/foreign-json.ts";

const nouns: Readonly<Record<string, Text>> = {
  image: { en: "image", es: "imagen" },
  video: { en: "video", es: "video" },
  audio: { en: "audio", es: "audio" },
  document: { en: "document", es: "documento" },
  sticker: { en: "sticker", es: "sticker" },
  location: { en: "location", es: "ubicación" },
  contact: { en: "contact", es: "contacto" },
  reaction: { en: "reaction", es: "reacción" },
  template: { en: "template", es: "plantilla" },
  product: { en: "product", es: "producto" },
  catalog_message: { en: "catalog", es: "catálogo" },
  location_request_message: { en: "asks for the location", es: "pide la ubicación" },
  address_message: { en: "asks for the address", es: "pide la dirección" },
  request_contact_info: { en: "asks for the contact details", es: "pide los datos de contacto" },
  call_permission_request: { en: "asks for permission to call", es: "pide permiso para llamar" },
  voice_call: { en: "button to call", es: "botón para llamar" },
  order_details: { en: "order to be paid", es: "pedido por pagar" },
  order_status: { en: "state of an order", es: "estado de un pedido" },
};

function noted(kind: string, detail?: string): Text {
  const noun = (Object.hasOwn(nouns, kind) ? nouns[kind] : undefined) ?? same(kind);
  const tail = detail === undefined ? "" : `: ${detail}`;
  return { en: `[${noun.en}${tail}]`, es: `[${noun.es}${tail}]` };
}

function lines(...parts: readonly (Text | string | undefined)[]): Text[] {
  return parts.flatMap((part) => (part === undefined ? [] : [typeof part === "string" ? same(part) : part]));
}

/** @param filename of a file that is still to be uploaded */
function media(kind: string, content: ForeignRecord, filename: string | undefined): Text[] {
  const source = filename ?? textAt(content, "filename") ?? textAt(content, "link") ?? textAt(content, "id");
  return lines(noted(kind, source), textAt(content, "caption"));
}

/** A place's degrees are numbers or texts. */
function degrees(place: ForeignRecord): string {
  return [place["latitude"], place["longitude"]].map(String).join(", ");
}

function contactCards(content: unknown): Text[] {
  const cards = Array.isArray(content) ? content.filter(isRecord) : [];
  return cards.map((card) => {
    const phones = recordsAt(card, "phones").map((phone) => textAt(phone, "phone") ?? "");
    return noted("contact", [textAt(recordAt(card, "name"), "formatted_name") ?? "", ...phones].join(", "));
  });
}

function header(interactive: ForeignRecord, filename: string | undefined): Text[] {
  const given = recordAt(interactive, "header");
  const kind = textAt(given, "type");
  if (kind === undefined) return [];
  return kind === "text" ? lines(`*${textAt(given, "text") ?? ""}*`) : media(kind, recordAt(given, kind), filename);
}

function row(item: ForeignRecord): string {
  const description = textAt(item, "description");
  return `  · ${textAt(item, "title") ?? ""}${description === undefined ? "" : ` (${description})`}`;
}

function button(label: string | undefined, target?: string): string {
  return `[ ${label ?? ""}${target === undefined ? "" : ` → ${target}`} ]`;
}

/** What can be tapped under the words. */
function action(type: string, given: ForeignRecord, filename: string | undefined): Text[] {
  const parameters = recordAt(given, "parameters");
  switch (type) {
    case "button":
      return recordsAt(given, "buttons").flatMap((item) => {
        const link = recordAt(item, "cta_url");
        const reply = textAt(recordAt(item, "reply"), "title") ?? textAt(recordAt(item, "quick_reply"), "title");
        return lines(button(reply ?? textAt(link, "display_text"), textAt(link, "url")));
      });
    case "list":
      return lines(
        button(textAt(given, "button")),
        ...recordsAt(given, "sections").flatMap((section) => [
          textAt(section, "title"),
          ...recordsAt(section, "rows").map(row),
        ]),
      );
    case "cta_url":
      if ("buttons" in given) return action("button", given, filename);
      return lines(button(textAt(parameters, "display_text"), textAt(parameters, "url")));
    case "flow":
      return lines(button(textAt(parameters, "flow_cta")));
    case "product":
      return lines(noted("product", textAt(given, "product_retailer_id")));
    case "product_list":
      return recordsAt(given, "sections").flatMap((section) =>
        lines(
          textAt(section, "title"),
          ...recordsAt(section, "product_items").map((item) => `  · ${textAt(item, "product_retailer_id") ?? ""}`),
        ),
      );
    case "carousel":
      return recordsAt(given, "cards").flatMap((card) => [...interactiveLines(card, filename)]);
    default:
      return lines(noted(type, textAt(parameters, "display_text") ?? textAt(parameters, "reference_id")));
  }
}

function interactiveLines(interactive: ForeignRecord, filename: string | undefined): Text[] {
  return [
    ...header(interactive, filename),
    ...lines(textAt(recordAt(interactive, "body"), "text")),
    ...lines(textAt(recordAt(interactive, "footer"), "text")),
    ...action(textAt(interactive, "type") ?? "", recordAt(interactive, "action"), filename),
  ];
}

function contentLines(content: WirePersonMessage, filename: string | undefined): Text[] {
  switch (content.type) {
    case "text":
      return lines(content.text.body);
    case "location": {
      const { location } = content;
      return lines(noted("location", degrees({ ...location })), location.name, location.address);
    }
    case "contacts":
      return contactCards(content.contacts);
    case "reaction":
      return lines(noted("reaction", content.reaction.emoji));
    case "template":
      return lines(noted("template", `${content.template.name} (${content.template.language.code})`));
    case "interactive":
      return interactiveLines({ ...content.interactive }, filename);
    default:
      return media(content.type, recordAt({ ...content }, content.type), filename);
  }
}

/**
 * A message that is no template, on several lines and safe for a terminal, about as the person will see it.
 * @param filename of the local file that it is to carry
 */
export function previewMessage(content: WirePersonMessage, filename?: string): Text {
  const whole = joinTexts(contentLines(content, filename), "\n");
  return { en: cleanText(whole.en), es: cleanText(whole.es) };
}
