import type { WireTemplateCategory, WireTemplateComponent } from "../../../graph/wire/templates.ts";
import { couponLength } from "../../templates/plan.ts";
import { lengthOf } from "../check.ts";
import { buttonFault, componentFault, tooLong } from "./faults.ts";

type Of<Type> = Extract<WireTemplateComponent, { type: Type }>;

/**
 * The rules on which components go together, after each of them has been found good.
 * @throws GraphFault 100
 */
export function checkTogether(components: readonly WireTemplateComponent[], category: WireTemplateCategory): void {
  const find = <Type extends WireTemplateComponent["type"]>(type: Type): Of<Type> | undefined =>
    components.find((component): component is Of<Type> => component.type === type);
  for (const type of ["CAROUSEL", "LIMITED_TIME_OFFER"] as const) {
    if (find(type) !== undefined && category !== "MARKETING")
      throw componentFault(`The component ${type} belongs to MARKETING templates.`);
  }
  if (find("CAROUSEL") !== undefined && components.length > 2)
    throw componentFault("Beside a CAROUSEL there is only a BODY.");

  const format = find("HEADER")?.format;
  const buttons = find("BUTTONS")?.buttons ?? [];
  const single = buttons.some((button) => button.type === "SPM");
  if (single && format !== "PRODUCT") throw componentFault("A button of type SPM needs a HEADER of format PRODUCT.");
  if (!single && format === "PRODUCT") throw componentFault("A HEADER of format PRODUCT needs a button of type SPM.");
  if (find("LIMITED_TIME_OFFER") === undefined) return;

  if (format !== undefined && format !== "IMAGE" && format !== "VIDEO")
    throw componentFault("The HEADER of a limited-time offer is an IMAGE or a VIDEO.");
  if (find("FOOTER") !== undefined) throw componentFault("A limited-time offer has no FOOTER.");
  checkOfferButtons(buttons);
}

/** An offer leads to an address; its code, if there is one, stands before it. */
function checkOfferButtons(buttons: Of<"BUTTONS">["buttons"]): void {
  const address = buttons.findIndex((button) => button.type === "URL");
  if (address < 0) throw buttonFault("A limited-time offer needs a button of type URL.");
  const code = buttons.findIndex((button) => button.type === "COPY_CODE");
  if (code < 0) return;
  if (code !== 0 || address !== 1)
    throw buttonFault("In a limited-time offer the COPY_CODE button is the first, and the URL button the second.");
  const button = buttons[0];
  const example = button?.type === "COPY_CODE" ? button.example : undefined;
  const sample = Array.isArray(example) ? example[0] : example;
  const most = couponLength(true);
  if (sample !== undefined && sample.length > most && lengthOf(sample) > most)
    throw tooLong("The example of the COPY_CODE button", most);
}
