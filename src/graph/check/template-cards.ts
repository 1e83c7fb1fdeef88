/**
 * The cards of a carousel template: 2 to 10 of pictures or films, or two of products that stand for all that are sent.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/media-card-carousel-templates
 */
import type { Findings } from "./problem.ts";
import { byKind, capitals, list, need, oneWord, own, ownList, shape, type Members, type Rule } from "./rules.ts";
import { templateButtons, typeOf } from "./template-create-buttons.ts";
import { onceEach } from "./template-once.ts";
import { templateBody, templateHeader, type TemplateKind } from "./template-parts.ts";

const longestBody = 160;
const mostCards = 10;
const mostButtons = 2;
/** More than any card has components. */
const mostComponents = 5;

const partsOf = (card: unknown): readonly unknown[] => ownList(card, "components").slice(0, mostComponents);
const partOf = (card: unknown, type: string): unknown => partsOf(card).find((part) => typeOf(part) === type);
const formatOf = (card: unknown): string => capitals(own(partOf(card, "HEADER"), "format"));
const buttonsOf = (card: unknown): readonly string[] =>
  ownList(partOf(card, "BUTTONS"), "buttons").slice(0, mostButtons).map(typeOf);

function checkProduct(card: Members, path: string, findings: Findings): void {
  const buttons = buttonsOf(card);
  const [button = ""] = buttons;
  if (buttons.length === 1 && (button === "SPM" || button === "URL")) return;
  findings.add(path, {
    en: "must have one button of type SPM or URL, because its header is a product",
    es: "debe tener un solo botón, de tipo SPM o URL, porque su encabezado es un producto",
  });
}

function checkCard(card: Members, path: string, findings: Findings): void {
  if (!Array.isArray(own(card, "components"))) return;
  const at = `${path}.components`;
  onceEach(partsOf(card), at, findings);
  const format = formatOf(card);
  if (!["IMAGE", "VIDEO", "PRODUCT"].includes(format)) {
    findings.add(at, {
      en: "has no HEADER with an image, a video or a product",
      es: "no tiene HEADER con una imagen, un video o un producto",
    });
  }
  if (partOf(card, "BUTTONS") === undefined) findings.add(at, { en: "has no BUTTONS", es: "no tiene BUTTONS" });
  else if (format === "PRODUCT") checkProduct(card, at, findings);
  else if (buttonsOf(card).includes("SPM")) {
    findings.add(at, {
      en: "has a button of type SPM, which goes with a header of format PRODUCT only",
      es: "tiene un botón de tipo SPM, que solo va con un encabezado de formato PRODUCT",
    });
  }
}

/** What a card is built of: cards that differ in it are refused. */
const planOf = (card: unknown): string =>
  [formatOf(card), partOf(card, "BODY") === undefined, ...buttonsOf(card)].join(" ");

function checkAlike(cards: readonly unknown[], path: string, findings: Findings): void {
  const [first] = cards;
  const differs = cards.findIndex((card) => planOf(card) !== planOf(first));
  if (differs >= 0) {
    findings.add(`${path}[${differs}]`, {
      en: "is not built like the first: same kind of header, same buttons, a body on all or on none",
      es: "no está hecho como el primero: mismo tipo de encabezado, mismos botones, cuerpo en todos o en ninguno",
    });
  }
  if (formatOf(first) === "PRODUCT" && cards.length > 2) {
    findings.add(path, {
      en: "must have two cards where they show products: these two stand for all that are sent",
      es: "debe tener dos tarjetas si muestran productos: esas dos valen por todas las que se envíen",
    });
  }
}

export function templateCarousel(kind: TemplateKind): Rule {
  const part = byKind(
    "type",
    {
      HEADER: templateHeader(kind),
      BODY: templateBody(kind, longestBody),
      BUTTONS: templateButtons(kind.named, mostButtons),
    },
    capitals,
  );
  const everyCard = list(shape({ components: need(list(part, 1, mostComponents)) }, checkCard), 2, mostCards);
  const cards: Rule = (value, path, findings) => {
    const before = findings.problems.length;
    everyCard(value, path, findings);
    // Cards that are wrong in themselves are not compared.
    if (Array.isArray(value) && findings.problems.length === before)
      checkAlike((value as unknown[]).slice(0, mostCards), path, findings);
  };
  return shape({ type: oneWord("CAROUSEL"), cards: need(cards) });
}
