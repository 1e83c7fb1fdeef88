import type { Findings } from "./problem.ts";
import { byKind, capitals, list, ownList, type Rule } from "./rules.ts";
import { authenticationComponent } from "./template-auth.ts";
import { templateCarousel } from "./template-cards.ts";
import { templateButtons, typeOf } from "./template-create-buttons.ts";
import { onceEach } from "./template-once.ts";
import {
  callPermission,
  limitedOffer,
  templateBody,
  templateFooter,
  templateHeader,
  type TemplateKind,
} from "./template-parts.ts";
import { checkTogether, isSingle } from "./template-together.ts";

/** A body is shorter beside a limited-time offer, and beside one product. */
const bodyLimits = { alone: 1_024, offer: 600, product: 160 } as const;

/** More than there are types of component. */
const mostComponents = 20;

/** Whether these can only be components of an authentication template: their button is for one-time passwords. */
export const hasCodeButton = (components: readonly unknown[]): boolean =>
  components.slice(0, mostComponents).some((component) =>
    ownList(component, "buttons")
      .slice(0, 10)
      .some((button) => typeOf(button) === "OTP"),
  );

const ordinaryComponent = (kind: TemplateKind, longestBody: number): Rule =>
  byKind(
    "type",
    {
      HEADER: templateHeader(kind),
      BODY: templateBody(kind, longestBody),
      FOOTER: templateFooter,
      BUTTONS: templateButtons(kind.named),
      CAROUSEL: templateCarousel(kind),
      LIMITED_TIME_OFFER: limitedOffer,
      CALL_PERMISSION_REQUEST: callPermission,
    },
    capitals,
  );

/** The components of a template as a whole, which is how Meta takes them. */
export function checkComponents(value: unknown, kind: TemplateKind, findings: Findings): void {
  const components = Array.isArray(value) ? (value as unknown[]).slice(0, mostComponents) : [];
  const has = (type: string): boolean => components.some((component) => typeOf(component) === type);
  const forCodes = kind.category === "AUTHENTICATION";
  const single = components.some((component) => typeOf(component) === "BUTTONS" && isSingle(component));
  const longestBody = has("LIMITED_TIME_OFFER") ? bodyLimits.offer : bodyLimits[single ? "product" : "alone"];
  list(forCodes ? authenticationComponent : ordinaryComponent(kind, longestBody), 1, mostComponents)(
    value,
    "components",
    findings,
  );
  if (components.length === 0) return;
  if (!has("BODY")) findings.add("components", { en: "has no BODY", es: "no tiene ningún BODY" });
  onceEach(components, "components", findings);
  if (!forCodes) return checkTogether(components, kind, findings);
  if (!has("BUTTONS")) {
    findings.add("components", { en: "has no BUTTONS with an OTP button", es: "no tiene BUTTONS con un botón OTP" });
  }
}
