import type { WireTemplateCategory, WireTemplateComponent } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { isObject, keys, refuseUnknown, upperCase } from "../check.ts";
import { checkAuthenticationComponents, type TypedComponent } from "./auth.ts";
import { checkCarousel } from "./carousel.ts";
import { checkTemplateButtons } from "./create-buttons.ts";
import { checkHeader } from "./create-header.ts";
import { checkTogether } from "./together.ts";
import { fieldMissing, footerFault } from "./faults.ts";
import { checkOfferComponent } from "./offer.ts";
import { checkBody, typedComponents } from "./parts.ts";
import { componentText } from "./text.ts";

const footerKeys = keys("type", "text");
const buttonsKeys = keys("type", "buttons");
const permissionKeys = keys("type");

/** What the rules on components depend on. */
export interface ComponentContext {
  readonly category: WireTemplateCategory;
  readonly language: string;
  readonly named: boolean;
}

/**
 * Checks the components of a template.
 * @returns them in the spelling in which they are read back
 * @throws GraphFault 100, with the subcode of the rule where Meta has one
 */
export function checkComponents(value: unknown, context: ComponentContext): WireTemplateComponent[] {
  const typed = typedComponents(value, "components");
  if (!typed.some(({ type }) => type === "BODY")) throw fieldMissing("The component BODY");
  if (context.category === "AUTHENTICATION") return checkAuthenticationComponents(typed, context.language);
  const maxBody = longestBody(typed);
  const checked = typed.map((component) => checkComponent(component, context, maxBody));
  checkTogether(checked, context.category);
  return checked;
}

const maxText = 1_024;
const maxWithOffer = 600;
const maxWithProduct = 160;

/** A body is shorter beside a limited-time offer, and beside one product. */
function longestBody(components: readonly TypedComponent[]): number {
  const has = (wanted: string): boolean => components.some(({ type }) => type === wanted);
  const buttons = components.find(({ type }) => type === "BUTTONS")?.component["buttons"];
  const single =
    Array.isArray(buttons) && buttons.some((button) => isObject(button) && upperCase(button["type"]) === "SPM");
  return has("LIMITED_TIME_OFFER") ? maxWithOffer : single ? maxWithProduct : maxText;
}

function checkComponent(
  { type, component, path }: TypedComponent,
  { category, named }: ComponentContext,
  maxBody: number,
): WireTemplateComponent {
  switch (type) {
    case "HEADER":
      return checkHeader(component, path, named, category);
    case "BODY":
      return checkBody(component, path, named, maxBody);
    case "FOOTER": {
      refuseUnknown(component, footerKeys, path);
      const text = componentText(component, "text", path, 60);
      if (text.includes("{{")) throw footerFault("The footer cannot have variables.");
      return { type, text };
    }
    case "BUTTONS":
      refuseUnknown(component, buttonsKeys, path);
      return { type, buttons: checkTemplateButtons(component, path, named) };
    case "CAROUSEL":
      return checkCarousel(component, path, named, category);
    case "LIMITED_TIME_OFFER":
      return checkOfferComponent(component, path);
    case "CALL_PERMISSION_REQUEST":
      refuseUnknown(component, permissionKeys, path);
      return { type };
    default:
      throw invalidParameter(
        `Param ${path}.type must be one of {HEADER, BODY, FOOTER, BUTTONS, CAROUSEL, LIMITED_TIME_OFFER, CALL_PERMISSION_REQUEST}.`,
      );
  }
}
