import type {
  WireTemplateCard,
  WireTemplateCarousel,
  WireTemplateComponent,
  WireTemplateCreate,
  WireTemplateLimitedTimeOffer,
} from "../../graph/wire/templates.ts";
import { buttonProblems } from "./button-rules.ts";
import { problem, type FileProblem } from "./file-problem.ts";
import { textProblems } from "./text-rules.ts";
import { lengthOf } from "./value-rules.ts";

const cardBody = 160;
const offerText = 16;
const offerBody = 600;

function marketingOnly(path: string, { category }: WireTemplateCreate): FileProblem[] {
  if (category === "MARKETING") return [];
  return [problem(path, "goes with MARKETING only", "solo va con MARKETING")];
}

function tooLong(text: string | undefined, path: string, limit: number): FileProblem[] {
  if (lengthOf(text ?? "") <= limit) return [];
  return [problem(path, `has more than ${limit} characters`, `tiene más de ${limit} caracteres`)];
}

/** What a card is built of: cards that differ in it are refused. */
function plan({ components }: WireTemplateCard): string {
  return components
    .map((part) => {
      if (part.type === "HEADER") return `HEADER ${part.format}`;
      return part.type === "BUTTONS" ? part.buttons.map(({ type }) => type).join(" ") : part.type;
    })
    .toSorted()
    .join(", ");
}

function cardProblems(card: WireTemplateCard, path: string, template: WireTemplateCreate): FileProblem[] {
  const { components } = card;
  const header = components.find((part) => part.type === "HEADER");
  const headless =
    header !== undefined && ["IMAGE", "VIDEO", "PRODUCT"].includes(header.format)
      ? []
      : [
          problem(
            `${path}.components`,
            "has no HEADER with an image, a video or a product",
            "no tiene HEADER con una imagen, un video o un producto",
          ),
        ];
  return [
    ...headless,
    ...components.flatMap((part, index): FileProblem[] => {
      const at = `${path}.components[${index}]`;
      if (part.type === "HEADER") return textProblems(part, at, template);
      if (part.type === "BODY") {
        return [...textProblems(part, at, template), ...tooLong(part.text, `${at}.text`, cardBody)];
      }
      const many = part.buttons.length > 2;
      return [
        ...buttonProblems(part.buttons, `${at}.buttons`, template.category),
        ...(many ? [problem(`${at}.buttons`, "has more than 2 buttons", "tiene más de 2 botones")] : []),
      ];
    }),
  ];
}

/** 2 to 10 cards, all built alike, under a template for marketing. */
export function carouselProblems({ cards }: WireTemplateCarousel, path: string, template: WireTemplateCreate) {
  const [first] = cards;
  const differs = first === undefined ? -1 : cards.findIndex((card) => plan(card) !== plan(first));
  return [
    ...marketingOnly(path, template),
    ...(cards.length >= 2 && cards.length <= 10
      ? []
      : [problem(`${path}.cards`, "must have 2 to 10 cards", "debe tener de 2 a 10 tarjetas")]),
    ...(differs < 0
      ? []
      : [
          problem(
            `${path}.cards[${differs}]`,
            "is not built like the first: same kind of header, same buttons, a body on all or on none",
            "no está hecha como la primera: mismo tipo de encabezado, mismos botones, cuerpo en todas o en ninguna",
          ),
        ]),
    ...cards.flatMap((card, index) => cardProblems(card, `${path}.cards[${index}]`, template)),
  ];
}

/** An offer stands under an image or a video, has no footer, and a shorter body. */
export function offerProblems(
  { limited_time_offer: offer }: WireTemplateLimitedTimeOffer,
  path: string,
  template: WireTemplateCreate,
): FileProblem[] {
  const all: readonly WireTemplateComponent[] = template.components;
  return [
    ...marketingOnly(path, template),
    ...tooLong(offer.text, `${path}.limited_time_offer.text`, offerText),
    ...all.flatMap((part, index): FileProblem[] => {
      const at = `components[${index}]`;
      if (part.type === "FOOTER") {
        return [problem(at, "does not go with a limited-time offer", "no va con una oferta por tiempo limitado")];
      }
      if (part.type === "BODY") return tooLong(part.text, `${at}.text`, offerBody);
      if (part.type !== "HEADER" || ["IMAGE", "VIDEO"].includes(part.format)) return [];
      return [problem(`${at}.format`, "must be IMAGE or VIDEO here", "aquí debe ser IMAGE o VIDEO")];
    }),
  ];
}
