import type { WireWebhookError } from "../../../graph/wire/webhooks.ts";
import { GraphFault, invalidValue, missingParameter } from "../../errors.ts";
import { fillText, type PlannedCard, type PlannedCarousel } from "../../templates/plan.ts";
import type { World } from "../../world.ts";
import { isObject, type Json, keys, lengthOf, refuseUnknown, required, requiredArray } from "../check.ts";
import { checkButtons } from "./buttons.ts";
import { filledTooLong, textValues } from "./parameters.ts";
import { checkHeader } from "./send-header.ts";
import { parametersOf, sortComponents } from "./send-parts.ts";
import type { SendTools } from "./send-tools.ts";

const carouselKeys = keys("type", "cards");
const cardKeys = keys("card_index", "components");
const maxCardBody = 160;
const maxProductCards = 10;

/**
 * Checks the cards of a send: as many as were defined, or 2 to 10 of products.
 * @returns the first failure that Meta notices only when it fetches a file
 * @throws GraphFault 132000 (number of cards), 131008, 131009, and what headers, bodies and buttons throw
 */
export function checkCards(
  world: World,
  component: Json | undefined,
  path: string,
  plan: PlannedCarousel,
  tools: SendTools,
): WireWebhookError | undefined {
  if (component === undefined) throw missingParameter("carousel: the template's cards require a carousel component");
  refuseUnknown(component, carouselKeys, path);
  const cards = requiredArray(component, "cards", path);
  const [least, most] = plan.product ? [2, maxProductCards] : [plan.cards.length, plan.cards.length];
  if (cards.length < least || cards.length > most) {
    const expected = least === most ? String(least) : `${least} to ${most}`;
    throw new GraphFault(132000, {
      details: `carousel: number of cards (${cards.length}) does not match the expected number of cards (${expected})`,
    });
  }
  const given = new Set<number>();
  let later: WireWebhookError | undefined;
  for (const [place, card] of cards.entries()) {
    const cardPath = `${path}['cards'][${place}]`;
    if (!isObject(card)) throw invalidValue(`Param ${cardPath} must be an object.`);
    refuseUnknown(card, cardKeys, cardPath);
    const index = required(card, "card_index", cardPath);
    if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index >= cards.length || given.has(index))
      throw invalidValue(
        `Param ${cardPath}['card_index'] must be an integer from 0 to ${cards.length - 1}, each once.`,
      );
    given.add(index);
    // All cards of products are alike, so those beyond the definition follow its first.
    const planned = plan.cards[index] ?? plan.cards[0];
    if (planned !== undefined) later ??= checkCard(world, card, cardPath, index, planned, tools);
  }
  return later;
}

const cardParts = ["header", "body", "button"] as const;

function checkCard(
  world: World,
  card: Json,
  path: string,
  index: number,
  plan: PlannedCard,
  tools: SendTools,
): WireWebhookError | undefined {
  const components = card["components"] === undefined ? [] : requiredArray(card, "components", path);
  const { parts, buttons } = sortComponents(components, `${path}['components']`, cardParts);
  const place = (name: string) => ({ ...tools, name: `card ${index}: ${name}` });
  const later = checkHeader(world, parametersOf(parts["header"]), plan.header, place("header"));
  const body = plan.body ?? { variables: [], pieces: [""] };
  const text = fillText(body, textValues(parametersOf(parts["body"]), body.variables, place("body")));
  if (text.length > maxCardBody && lengthOf(text) > maxCardBody)
    throw filledTooLong(`card ${index}: body`, maxCardBody);
  checkButtons(buttons, plan.buttons, `card ${index}: buttons`, tools);
  return later;
}
