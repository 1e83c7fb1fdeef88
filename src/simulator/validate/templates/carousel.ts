import type {
  WireTemplateBody,
  WireTemplateButtons,
  WireTemplateCarousel,
  WireTemplateCategory,
  WireTemplateHeader,
} from "../../../graph/wire/templates.ts";
import { isObject, type Json, keys, refuseUnknown } from "../check.ts";
import type { TypedComponent } from "./auth.ts";
import { checkTemplateButtons } from "./create-buttons.ts";
import { checkHeader } from "./create-header.ts";
import { invalidParameter } from "../../errors.ts";
import { componentFault, fieldMissing } from "./faults.ts";
import { checkBody, typedComponents } from "./parts.ts";

const carouselKeys = keys("type", "cards");
const cardKeys = keys("components");
const buttonsKeys = keys("type", "buttons");
const maxBody = 160;
const maxCards = 10;
const productCards = 2;
const maxButtons = 2;

type CardComponent = WireTemplateHeader | WireTemplateBody | WireTemplateButtons;
interface Card {
  readonly components: CardComponent[];
}

/**
 * The cards of a carousel: 2 to 10 of pictures or films, or two of products that stand for all that are sent.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/media-card-carousel-templates
 */
export function checkCarousel(
  component: Json,
  path: string,
  named: boolean,
  category: WireTemplateCategory,
): WireTemplateCarousel {
  refuseUnknown(component, carouselKeys, path);
  const given = component["cards"];
  if (given === undefined) throw fieldMissing(`${path}.cards`);
  if (!Array.isArray(given)) throw invalidParameter(`Param ${path}.cards must be an array.`);
  if (given.length < 2 || given.length > maxCards)
    throw componentFault(`A carousel has 2 to ${maxCards} cards, and this one has ${given.length}.`);
  const cards = given.map((card: unknown, index) => {
    const place = `${path}.cards[${index}]`;
    if (!isObject(card)) throw invalidParameter(`Param ${place} must be an object.`);
    refuseUnknown(card, cardKeys, place);
    if (card["components"] === undefined) throw fieldMissing(`${place}.components`);
    const typed = typedComponents(card["components"], `${place}.components`);
    const checked = { components: typed.map((part) => checkPart(part, named, category)) };
    checkCard(checked, place);
    return checked;
  });
  const shapes = cards.map(shapeOf);
  if (shapes.some((shape) => shape !== shapes[0]))
    throw componentFault(
      "All cards must have the same components, the same header and the same buttons in the same order.",
    );
  if (formatOf(cards[0]) === "PRODUCT" && cards.length !== productCards)
    throw componentFault(`A carousel of products is defined by ${productCards} cards.`);
  return { type: "CAROUSEL", cards };
}

function checkPart(
  { type, component, path }: TypedComponent,
  named: boolean,
  category: WireTemplateCategory,
): CardComponent {
  switch (type) {
    case "HEADER":
      return checkHeader(component, path, named, category);
    case "BODY":
      return checkBody(component, path, named, maxBody);
    case "BUTTONS":
      refuseUnknown(component, buttonsKeys, path);
      return { type, buttons: checkTemplateButtons(component, path, named) };
    default:
      throw invalidParameter(`Param ${path}.type must be one of {HEADER, BODY, BUTTONS}.`);
  }
}

const formatOf = (card: Card | undefined): string | undefined =>
  card?.components.find((component): component is WireTemplateHeader => component.type === "HEADER")?.format;

const buttonsOf = (card: Card): WireTemplateButtons["buttons"] =>
  card.components.find((component): component is WireTemplateButtons => component.type === "BUTTONS")?.buttons ?? [];

function checkCard(card: Card, path: string): void {
  const format = formatOf(card);
  if (format === undefined) throw fieldMissing(`${path}: the component HEADER`);
  if (format !== "IMAGE" && format !== "VIDEO" && format !== "PRODUCT")
    throw componentFault("The HEADER of a card is an IMAGE, a VIDEO or a PRODUCT.");
  const buttons = buttonsOf(card);
  if (buttons.length === 0) throw fieldMissing(`${path}: the component BUTTONS`);
  const [button] = buttons;
  if (format === "PRODUCT") {
    if (buttons.length !== 1 || (button?.type !== "SPM" && button?.type !== "URL"))
      throw componentFault("A card of a product has one button, of type SPM or URL.");
  } else if (buttons.length > maxButtons) throw componentFault(`A card has at most ${maxButtons} buttons.`);
  else if (buttons.some(({ type }) => type === "SPM"))
    throw componentFault("A button of type SPM needs a HEADER of format PRODUCT.");
}

/** What must be alike on all cards. */
function shapeOf(card: Card): string {
  const hasBody = card.components.some((component) => component.type === "BODY");
  const buttons = buttonsOf(card).map((button) => button.type);
  return [formatOf(card), hasBody, ...buttons].join(" ");
}
