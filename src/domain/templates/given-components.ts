import type { WireTemplateSendComponent } from "../../graph/wire/messages.ts";
import { isRecord, recordAt, recordsAt, textAt } from "../webhooks/foreign-json.ts";
import type { TemplateVariable } from "./variables.ts";

type Components = readonly WireTemplateSendComponent[];

const offerType = "limited_time_offer";

const typeOf = (component: WireTemplateSendComponent): string => component.type.toLowerCase();

/** Whether a component that was given whole has the place of a variable, so that no value is wanted for it. */
export function isCovered({ place, buttonIndex }: TemplateVariable, components: Components): boolean {
  return isGiven({ type: place === "offer" ? offerType : place, buttonIndex }, components);
}

/** Whether there is a component of that type; of buttons, one at that place. */
export function isGiven(
  { type, buttonIndex }: { readonly type: string; readonly buttonIndex?: number | undefined },
  components: Components,
): boolean {
  return components.some((component) => {
    if (typeOf(component) !== type) return false;
    return type !== "button" || ("index" in component && Number(component.index) === buttonIndex);
  });
}

/** The texts that given components put into variables, by `TemplateVariable.key`: for a preview. */
export function valuesGiven(variables: readonly TemplateVariable[], components: Components): Map<string, string> {
  const values = new Map<string, string>();
  for (const component of components) {
    // As it came from a file, whatever its type says.
    const parameters = isRecord(component) ? recordsAt(component, "parameters") : [];
    const places = variables.filter((variable) => isCovered(variable, [component]));
    for (const [at, parameter] of parameters.entries()) {
      const name = textAt(parameter, "parameter_name");
      const variable = name === undefined ? places[at] : places.find((place) => place.name === name);
      const type = textAt(parameter, "type") ?? "";
      const value =
        textAt(parameter, "text") ?? textAt(parameter, type) ?? textAt(recordAt(parameter, type), "fallback_value");
      if (variable !== undefined && value !== undefined) values.set(variable.key, value);
    }
  }
  return values;
}
